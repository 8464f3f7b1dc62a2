// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/civil_date.hpp>

#include <catch2/catch.hpp>

#include <chrono>
#include <cstdint>

namespace sa = sqlalloy;

namespace {

static_assert(sa::days_from_civil({1970, 1, 1}) == 0);
static_assert(sa::days_from_civil({1969, 12, 31}) == -1);
static_assert(sa::days_from_civil({2000, 3, 1}) == 11017);
static_assert(sa::civil_from_days(-719468) == sa::civil_date{0, 3, 1});
static_assert(sa::civil_from_days(-719469) == sa::civil_date{0, 2, 29}, "the year 0 is a leap year");
static_assert(sa::days_in_month(1900, 2) == 28 && sa::days_in_month(2000, 2) == 29 &&
              sa::days_in_month(2023, 12) == 31);

TEST_CASE("every day of 4000 years is the one that std::chrono says") {
  std::int64_t different = 0;
  for (std::int64_t days = -800'000; days != 700'000; ++days) {
    const std::chrono::year_month_day theirs{std::chrono::sys_days{std::chrono::days{days}}};
    const sa::civil_date ours = sa::civil_from_days(days);
    different += ours.year != int(theirs.year()) || ours.month != int(unsigned(theirs.month())) ||
                 ours.day != int(unsigned(theirs.day())) || sa::days_from_civil(ours) != days;
  }
  CHECK(different == 0);
}

TEST_CASE("the extreme days of a date_value have a year") {
  CHECK(sa::days_from_civil(sa::civil_from_days(INT32_MIN)) == INT32_MIN);
  CHECK(sa::days_from_civil(sa::civil_from_days(INT32_MAX)) == INT32_MAX);
}

}  // namespace
