// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/any_of.hpp>
#include <sqlalloy/driver/libpq.hpp>
#include <sqlalloy/driver/mysqlclient.hpp>
#include <sqlalloy/driver/sqlite3.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <string_view>
#include <type_traits>
#include <utility>

namespace sa = sqlalloy;
using sa::fetch_result;
using sa::read_result;

namespace {

using both = sa::any_of<sa::sqlite::sqlite3, sa::postgresql::libpq>;
using connection = both::connection;

static_assert(sa::driver_connection<connection>);
static_assert(both::find("sqlite", "") == 0 && both::find("postgresql", "libpq") == 1);
static_assert(both::find("postgresql", "odbc") == both::size && both::find("mysql", "") == both::size);
static_assert(!std::is_copy_constructible_v<connection> && std::is_nothrow_move_constructible_v<connection>);

TEST_CASE("a connection of one of several drivers is closed until one of them is opened") {
  connection db;
  connection::statement statement;
  connection::cursor rows;
  CHECK(db.active() == both::size);
  CHECK_FALSE(db.is_open());
  CHECK_FALSE(db.in_transaction());
  CHECK(db.run("SELECT 1").kind == sa::failure::interface);
  CHECK(db.prepare(statement, {"SELECT 1", 8, {}, {}}).kind == sa::failure::interface);
  CHECK_FALSE(statement);
  connection::parameters<1> given(db, statement);
  CHECK(given.bind(0, std::int64_t{1}).kind == sa::failure::interface);
  CHECK(db.execute(statement, given, rows).kind == sa::failure::interface);
  CHECK(db.fetch(rows) == fetch_result::done);
  CHECK(db.error().kind == sa::failure::interface);
  CHECK(db.open({}, both::size).kind == sa::failure::interface);
  db.release(statement);
  db.finish(rows);
  db.close();
}

TEST_CASE("the driver that was opened does the work") {
  connection db;
  REQUIRE(db.open({}, 0).ok());
  CHECK(db.active() == 0);
  REQUIRE(db.run("CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT)").ok());
  const sa::sql_type types[] = {sa::sql_type::bigint, sa::sql_type::text};
  constexpr std::string_view insert = "INSERT INTO t VALUES (?, ?)", select = "SELECT name FROM t WHERE id = ?";
  connection::statement first, second;
  REQUIRE(db.prepare(first, {insert.data(), insert.size(), types, {}}).ok());
  connection::cursor rows;
  {
    connection::parameters<2> given(db, first);
    REQUIRE(given.bind(0, std::int64_t{7}).ok());
    REQUIRE(given.bind(1, std::string_view("Ada")).ok());
    REQUIRE(db.execute(first, given, rows).ok());
    CHECK(db.fetch(rows) == fetch_result::done);
    CHECK(db.rows_changed(rows) == 1);
    CHECK(db.last_insert_id() == 7);
    db.finish(rows);
  }
  connection elsewhere = std::move(db);
  CHECK_FALSE(db.is_open());
  connection::statement moved = std::move(first);
  CHECK_FALSE(first);
  CHECK(moved);
  elsewhere.release(first);
  elsewhere.release(moved);
  REQUIRE(elsewhere.prepare(second, {select.data(), select.size(), std::span(types, 1), std::span(types + 1, 1)}).ok());
  connection::parameters<1> given(elsewhere, second);
  REQUIRE(given.bind(0, std::int64_t{7}).ok());
  REQUIRE(elsewhere.execute(second, given, rows).ok());
  REQUIRE(elsewhere.fetch(rows) == fetch_result::row);
  std::string_view name;
  CHECK(elsewhere.read(rows, 0, name) == read_result::value);
  CHECK(name == "Ada");
  CHECK(elsewhere.value(rows, 0).text() == "Ada");
  CHECK(elsewhere.column_name(rows, 0) == "name");
  elsewhere.finish(rows);
  elsewhere.release(second);
}

TEST_CASE("the connection of the active driver is reached by its type") {
  using three = sa::any_of<sa::sqlite::sqlite3, sa::mysql::mysqlclient, sa::mariadb::mysqlclient>;
  three::connection db;
  CHECK(db.get_if<sa::sqlite::sqlite3_connection>() == nullptr);
  REQUIRE(db.open({}, 0).ok());
  REQUIRE(db.get_if<sa::sqlite::sqlite3_connection>() != nullptr);
  CHECK(db.get_if<sa::sqlite::sqlite3_connection>()->native_handle() != nullptr);
  CHECK(db.get_if<sa::mysql::mysqlclient_connection>() == nullptr);
  sa::connect_options nowhere;
  nowhere.host = "127.0.0.1";
  nowhere.port = 1;
  CHECK_FALSE(db.open(nowhere, 2).ok());
  CHECK(db.get_if<sa::sqlite::sqlite3_connection>() == nullptr);
  CHECK(db.get_if<sa::mariadb::mysqlclient::connection>() != nullptr);
  CHECK(db.get_if<sa::mysql::mysqlclient_connection>() != nullptr);  // what both have in common
}

TEST_CASE("a failure of the chosen driver is told") {
  connection db;
  sa::connect_options options;
  options.host = "127.0.0.1";
  options.port = 1;
  CHECK(db.open(options, 1).kind == sa::failure::operational);
  CHECK(db.active() == 1);
  CHECK(db.error().message.starts_with("libpq: "));
  CHECK(db.open(options, 0).kind == sa::failure::argument);  // SQLite has no host
  CHECK(db.open({}, 0).ok());
}

}  // namespace
