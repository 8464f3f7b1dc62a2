// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/libpq/array_batch.hpp>

#include <catch2/catch.hpp>

namespace sa = sqlalloy;
using sa::failure;
using sa::postgresql::libpq_connection;

namespace {

TEST_CASE("libpq: rows for a statement that is not prepared are refused, and those of no connection") {
  libpq_connection db;
  libpq_connection::statement statement;
  libpq_connection::parameters<1> row(db, statement);
  REQUIRE(row.bind(0, std::int64_t{1}).ok());
  libpq_connection::array_batch batch(db);
  CHECK(batch.run([](auto&) { return sa::status{}; }).ok());
  CHECK(batch.add(statement, row).ok());
  CHECK(batch.size() == 1);
  CHECK(batch.run([](auto&) { return sa::status{}; }).kind == failure::interface);
  batch.clear();
  CHECK(batch.size() == 0);
}

}  // namespace
