// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/any_copy.hpp>
#include <sqlalloy/driver/any_of.hpp>
#include <sqlalloy/driver/libpq.hpp>
#include <sqlalloy/driver/sqlite3.hpp>

#include <catch2/catch.hpp>

#include <cstdint>

namespace sa = sqlalloy;
using sa::failure;

namespace {

using connection = sa::any_of<sa::sqlite::sqlite3, sa::postgresql::libpq>::connection;

TEST_CASE("of several drivers one that has no COPY takes nothing") {
  connection db;
  REQUIRE(db.open({}, 0).ok());
  CHECK_FALSE(connection::copy::is_of(db));
  connection::copy copy(db);
  connection::statement statement;
  connection::parameters<0> row(db, statement);
  std::int64_t rows = 0;
  CHECK(copy.begin(statement, "SELECT 1", {}).kind == failure::interface);
  CHECK(copy.add(row).kind == failure::interface);
  CHECK(copy.end(rows).kind == failure::interface);
}

TEST_CASE("COPY of several drivers is that of the one that was chosen") {
  connection db;
  sa::connect_options nowhere;
  nowhere.host = "127.0.0.1";
  nowhere.port = 1;
  REQUIRE_FALSE(db.open(nowhere, 1).ok());
  CHECK(connection::copy::is_of(db));
  connection::copy copy(db);
  connection::statement statement;
  CHECK(copy.begin(statement, "SELECT 1", {}).kind == failure::interface);
}

}  // namespace
