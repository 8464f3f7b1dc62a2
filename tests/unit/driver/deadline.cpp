// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/deadline.hpp>

#include <catch2/catch.hpp>

namespace sa = sqlalloy;

namespace {

static_assert(!sa::deadline().is_set());
static_assert(sa::deadline::at(7).is_set() && sa::deadline::at(7).nanoseconds() == 7);
static_assert(sa::deadline() == sa::deadline() && sa::deadline::at(1) != sa::deadline());
static_assert(sa::deadline().nanoseconds() > sa::deadline::at(9'000'000'000'000'000'000).nanoseconds());

TEST_CASE("a deadline passes when its time has come, and none never does") {
  CHECK(sa::deadline::in(0).has_passed());
  CHECK(sa::deadline::in(-1).has_passed());
  CHECK(sa::deadline::in(0).left() == 0);
  CHECK_FALSE(sa::deadline().has_passed());
  CHECK(sa::deadline().left() > 9'000'000'000'000'000'000);
  const sa::deadline later = sa::deadline::in(1000);
  CHECK_FALSE(later.has_passed());
  CHECK(later.left() > 900'000'000'000);
  CHECK(later.left() <= 1'000'000'000'000);
}

}  // namespace
