// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/mysqlclient/connection.hpp>

#include <catch2/catch.hpp>

#include <type_traits>

namespace sa = sqlalloy;
using sa::failure;
using sa::mysql::mysqlclient_connection;

namespace {

static_assert(std::is_nothrow_move_constructible_v<mysqlclient_connection> &&
              !std::is_copy_constructible_v<mysqlclient_connection>);

TEST_CASE("mysqlclient: a closed connection answers with an error and sends nothing") {
  mysqlclient_connection db;
  mysqlclient_connection::statement statement;
  mysqlclient_connection::cursor rows;
  CHECK_FALSE(db.is_open());
  CHECK_FALSE(db.in_transaction());
  CHECK(db.native_handle() == nullptr);
  CHECK(db.last_insert_id() == 0);
  CHECK(db.ping().kind == failure::interface);
  CHECK(db.run("SELECT 1").kind == failure::interface);
  CHECK(db.prepare(statement, {"SELECT 1", 8, {}, {}}).kind == failure::interface);
  CHECK(db.execute_text("SELECT 1", 8, rows).kind == failure::interface);
  mysqlclient_connection::parameters<0> none(db, statement);
  CHECK(db.execute(statement, none, rows).kind == failure::interface);
  CHECK(db.error().message == "mysqlclient: the statement is not prepared");
  CHECK(db.fetch(rows) == sa::fetch_result::done);
  CHECK(db.column_count(rows) == 0);
  CHECK(db.column_name(rows, 0).empty());
  CHECK(db.rows_changed(rows) == -1);
  db.finish(rows);
  db.release(statement);
  db.close();
}

}  // namespace
