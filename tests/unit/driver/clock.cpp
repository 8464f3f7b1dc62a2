// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/clock.hpp>

#include <catch2/catch.hpp>

#include <limits>

namespace sa = sqlalloy;

namespace {

static_assert(sa::nanoseconds_of(0.5) == 500'000'000);
static_assert(sa::nanoseconds_of(1e-10) == 1, "never shorter than asked for");
static_assert(sa::nanoseconds_of(0) == 0 && sa::nanoseconds_of(-1) == 0);

TEST_CASE("the clock goes forward") {
  const auto before = sa::monotonic_nanoseconds();
  CHECK(before > 0);
  CHECK(sa::monotonic_nanoseconds() >= before);
}

TEST_CASE("seconds that are no time, or too long, are made one") {
  CHECK(sa::nanoseconds_of(std::numeric_limits<double>::quiet_NaN()) == 0);
  CHECK(sa::nanoseconds_of(std::numeric_limits<double>::infinity()) > 3'000'000'000'000'000'000);
}

TEST_CASE("a sleep is not shorter than asked for") {
  const auto before = sa::monotonic_nanoseconds();
  sa::sleep_nanoseconds(2'000'000);
  CHECK(sa::monotonic_nanoseconds() - before >= 2'000'000);
}

}  // namespace
