// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/sqlite3/connection.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace sa = sqlalloy;
using sa::failure;
using sa::sqlite::sqlite3_connection;

namespace {

static_assert(std::is_nothrow_move_constructible_v<sqlite3_connection> &&
              !std::is_copy_constructible_v<sqlite3_connection>);

TEST_CASE("sqlite3: a closed connection answers with an interface error") {
  sqlite3_connection db;
  sqlite3_connection::statement statement;
  sqlite3_connection::cursor rows;
  CHECK_FALSE(db.is_open());
  CHECK(db.ping().kind == failure::interface);
  CHECK(db.run("SELECT 1").kind == failure::interface);
  CHECK(db.prepare(statement, {"SELECT 1", 8, {}, {}}).kind == failure::interface);
  CHECK(db.execute_text("SELECT 1", 8, rows).kind == failure::interface);
  CHECK(db.fetch(rows) == sa::fetch_result::done);
  CHECK(db.last_insert_id() == 0);
  db.finish(rows);
  db.release(statement);
  db.close();
}

TEST_CASE("sqlite3: what is left open goes with the connection") {
  sqlite3_connection db;
  REQUIRE(db.open({}).ok());
  sqlite3_connection::statement statement;
  sqlite3_connection::cursor rows;
  REQUIRE(db.prepare(statement, {"SELECT 1", 8, {}, {}}).ok());
  REQUIRE(db.execute_text("SELECT 2", 8, rows).ok());
  db.close();
  db.release(statement);
  db.finish(rows);
  CHECK_FALSE(statement);
}

TEST_CASE("sqlite3: a statement that was not prepared, or with another number of parameters, is not executed") {
  sqlite3_connection db;
  REQUIRE(db.open({}).ok());
  sqlite3_connection::statement statement;
  sqlite3_connection::cursor rows;
  {
    sqlite3_connection::parameters<0> none(db, statement);
    CHECK(db.execute(statement, none, rows).kind == failure::interface);
    CHECK(db.error().message == "sqlite3: the statement is not prepared");
  }
  constexpr std::string_view sql = "SELECT ?";
  const sa::sql_type types[] = {sa::sql_type::bigint};
  REQUIRE(db.prepare(statement, {sql.data(), sql.size(), types, {}}).ok());
  sqlite3_connection::parameters<0> none(db, statement);
  CHECK(db.execute(statement, none, rows).kind == failure::programming);
  CHECK(db.error().message == "sqlite3: the statement has 1 placeholders and is given 0 parameters");
  CHECK(db.prepare(statement, {sql.data(), sql.size(), {}, {}}).kind == failure::programming);
  CHECK_FALSE(statement);
  const sa::sql_type two[] = {sa::sql_type::bigint, sa::sql_type::bigint};
  CHECK(db.prepare(statement, {sql.data(), sql.size(), types, two}).kind == failure::programming);
  CHECK(db.error().message == "sqlite3: the statement gives 1 columns where 2 are read");
  CHECK(db.prepare(statement, {"", 0, {}, {}}).kind == failure::programming);
  CHECK(db.execute_text(sql.data(), sql.size(), rows).kind == failure::programming);
}

TEST_CASE("sqlite3: a statement has one cursor at a time") {
  sqlite3_connection db;
  REQUIRE(db.open({}).ok());
  sqlite3_connection::statement without, with;
  sqlite3_connection::cursor first, second;
  constexpr std::string_view two = "SELECT 1 UNION ALL SELECT 2", one = "SELECT ? UNION ALL SELECT 2";
  const sa::sql_type types[] = {sa::sql_type::bigint};
  REQUIRE(db.prepare(without, {two.data(), two.size(), {}, {}}).ok());
  REQUIRE(db.prepare(with, {one.data(), one.size(), types, {}}).ok());
  sqlite3_connection::parameters<0> none(db, without);
  REQUIRE(db.execute(without, none, first).ok());
  REQUIRE(db.fetch(first) == sa::fetch_result::row);
  CHECK(db.execute(without, none, second).kind == failure::interface);
  CHECK(db.fetch(second) == sa::fetch_result::done);
  CHECK(db.fetch(first) == sa::fetch_result::row);
  db.finish(first);
  sqlite3_connection::parameters<1> given(db, with);
  REQUIRE(given.bind(0, std::int64_t{1}).ok());
  REQUIRE(db.execute(with, given, first).ok());
  REQUIRE(db.fetch(first) == sa::fetch_result::row);
  CHECK(given.bind(0, std::int64_t{2}).kind == failure::interface);
  db.finish(first);
  CHECK(given.bind(0, std::int64_t{2}).ok());
}

TEST_CASE("sqlite3: several statements run one after the other, up to the first that fails") {
  sqlite3_connection db;
  REQUIRE(db.open({}).ok());
  CHECK(db.run("").ok());
  CHECK(db.run(" -- nothing\n").ok());
  CHECK(db.run("CREATE TABLE t (i INTEGER PRIMARY KEY); INSERT INTO t VALUES (1); SELECT * FROM t; -- end").ok());
  CHECK(db.run("INSERT INTO t VALUES (2); INSERT INTO t VALUES (1); INSERT INTO t VALUES (3)").kind ==
        failure::integrity);
  CHECK(db.error().constraint == "t.i");
  CHECK(db.error().code == SQLITE_CONSTRAINT_PRIMARYKEY);
  CHECK(db.run("INSERT INTO t VALUES (2)").kind == failure::integrity);
  CHECK(db.run("INSERT INTO t VALUES (3)").ok());
  CHECK(db.run("BEGIN; BEGIN").kind == failure::operational);
  CHECK(db.in_transaction());
}

TEST_CASE("sqlite3: transactions of a connection that was opened anew, or moved, are its own") {
  sqlite3_connection first;
  for (int times = 0; times != 2; ++times) {
    REQUIRE(first.open({}).ok());
    CHECK(first.run("BEGIN").ok());
    CHECK(first.in_transaction());
    CHECK(first.run("BEGIN").kind == failure::operational);
    CHECK(first.error().message.find("within a transaction") != std::string::npos);
    CHECK(first.run("COMMIT").ok());
    CHECK_FALSE(first.in_transaction());
    CHECK(first.run("COMMIT").kind == failure::operational);
  }
  sqlite3_connection second = std::move(first);
  CHECK(first.run("BEGIN").kind == failure::interface);
  CHECK(second.run("BEGIN").ok());
  CHECK(second.run("ROLLBACK").ok());
  REQUIRE(first.open({}).ok());
  CHECK(first.run("BEGIN").ok());
  CHECK_FALSE(second.in_transaction());
}

TEST_CASE("sqlite3: a file that is no database is an internal error of its own") {
  sqlite3_connection db;
  sa::connect_options options;
  options.database = "/proc/self/exe";
  options.query = {{"mode", "ro"}};
  REQUIRE(db.open(options).ok());  // SQLite looks at it when it is used
  CHECK(db.run("SELECT * FROM sqlite_master").kind == failure::internal);
  CHECK(db.error().code == SQLITE_NOTADB);
}

}  // namespace
