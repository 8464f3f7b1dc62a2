// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/libpq/copy.hpp>

#include <catch2/catch.hpp>

#include <cstdint>

namespace sa = sqlalloy;
using sa::failure;
using sa::postgresql::libpq_connection;

namespace {

TEST_CASE("libpq: a COPY without a connection, or without statements, is refused") {
  libpq_connection db;
  libpq_connection::statement copying, columns;
  libpq_connection::copy copy(db);
  CHECK(copy.begin(copying, columns, {}).kind == failure::not_supported);
  CHECK(db.error().message == "libpq: COPY needs prepared statements");
}

}  // namespace
