// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/status.hpp>

#include <catch2/catch.hpp>

namespace sa = sqlalloy;

namespace {

static_assert(sizeof(sa::status) == 1, "a status is returned in a register by every call of a driver");
static_assert(sa::status{}.ok());
static_assert(!sa::status{sa::failure::integrity}.ok());

TEST_CASE("a status is good unless something failed") {
  CHECK(sa::status{}.kind == sa::failure::none);
  CHECK_FALSE(sa::status{sa::failure::operational}.ok());
}

}  // namespace
