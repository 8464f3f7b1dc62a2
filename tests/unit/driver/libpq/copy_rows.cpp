// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/libpq/copy_rows.hpp>

#include <catch2/catch.hpp>

#include <type_traits>

namespace sa = sqlalloy;
namespace postgresql = sa::postgresql;

namespace {

static_assert(std::is_same_v<postgresql::libpq_connection::copy_rows, postgresql::libpq_copy_rows>);
static_assert(!std::is_copy_constructible_v<postgresql::libpq_copy_rows>);

TEST_CASE("libpq: a closed connection copies no rows") {
  postgresql::libpq_connection db;
  postgresql::libpq_copy_rows rows(db);
  CHECK(rows.begin({.sql = "COPY t TO STDOUT (FORMAT binary)"}).kind == sa::failure::interface);
  CHECK(db.error().message == "libpq: the connection is closed");
}

}  // namespace
