// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/libpq/copy_out.hpp>

#include <catch2/catch.hpp>

#include <string_view>

namespace sa = sqlalloy;
namespace postgresql = sa::postgresql;

namespace {

static_assert(postgresql::copy_listener<void (*)(std::string_view)>);
static_assert(postgresql::copy_listener<bool (*)(std::string_view)>);
static_assert(!postgresql::copy_listener<int (*)(std::string_view)>);

TEST_CASE("libpq: a closed connection copies nothing") {
  postgresql::libpq_connection db;
  int pieces = 0;
  CHECK(postgresql::copy_out(db, "COPY t TO STDOUT", [&](std::string_view) { ++pieces; }).kind ==
        sa::failure::interface);
  CHECK(pieces == 0);
}

}  // namespace
