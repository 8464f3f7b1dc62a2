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
  libpq_connection::statement copying;
  libpq_connection::copy copy(db);
  CHECK(copy.begin(copying, "SELECT 1", {}).kind == failure::interface);
}

}  // namespace
