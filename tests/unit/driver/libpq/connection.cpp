// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/libpq/connection.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <string>
#include <type_traits>

namespace sa = sqlalloy;
using sa::failure;
using sa::postgresql::libpq_connection;

namespace {

static_assert(std::is_nothrow_move_constructible_v<libpq_connection> &&
              !std::is_copy_constructible_v<libpq_connection>);

TEST_CASE("libpq: a closed connection answers with an error and sends nothing") {
  libpq_connection db;
  libpq_connection::statement statement;
  libpq_connection::cursor rows;
  CHECK_FALSE(db.is_open());
  CHECK_FALSE(db.in_transaction());
  CHECK(db.ping().kind == failure::interface);
  CHECK(db.run("SELECT 1").kind == failure::interface);
  CHECK(db.prepare(statement, {"SELECT 1", 8, {}, {}}).kind == failure::interface);
  CHECK(db.execute_text("SELECT 1", 8, rows).kind == failure::interface);
  libpq_connection::parameters<0> none(db, statement);
  CHECK(db.execute(statement, none, rows).kind == failure::interface);
  CHECK(db.fetch(rows) == sa::fetch_result::done);
  CHECK(db.rows_changed(rows) == -1);
  db.finish(rows);
  db.release(statement);
  db.close();
}

TEST_CASE("libpq: what cannot be meant is refused before a server is asked") {
  libpq_connection db;
  sa::connect_options options;
  options.host = "127.0.0.1";
  options.port = 1;
  options.password = "secret";
  CHECK(db.open(options).kind == failure::operational);
  CHECK(db.error().message.find("port 1") != std::string::npos);
  CHECK(db.error().message.find("secret") == std::string::npos);
  options.query = {{"sslmoed", "require"}};
  CHECK(db.open(options).kind == failure::argument);
  CHECK(db.error().message == "libpq: unknown option 'sslmoed'");
  options.query = {{"client_encoding", "LATIN1"}};
  CHECK(db.open(options).kind == failure::argument);
  CHECK_FALSE(db.is_open());
}

}  // namespace
