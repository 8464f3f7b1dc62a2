// SPDX-License-Identifier: MIT
#include <sqlalloy/type/decimal_text.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <string_view>

namespace sa = sqlalloy;

namespace {

constexpr bool shows(std::int64_t unscaled, int scale, std::string_view text) {
  return sa::decimal_text(unscaled, scale).view() == text;
}
static_assert(shows(1234, 2, "12.34") && shows(-1234, 2, "-12.34") && shows(5, 2, "0.05") && shows(-5, 2, "-0.05"));
static_assert(shows(0, 0, "0") && shows(0, 2, "0.00") && shows(-7, 0, "-7") && shows(100, 2, "1.00"));
static_assert(shows(sa::greatest_decimal, 18, "0.999999999999999999") && shows(1, 18, "0.000000000000000001"));
static_assert(shows(sa::greatest_decimal, 0, "999999999999999999"));
static_assert(shows(INT64_MIN, 18, "-9.223372036854775808"), "the longest text");

constexpr bool reads(std::string_view text, int scale, std::int64_t expected) {
  std::int64_t found = 0;
  return sa::decimal_text::read(text, scale, found) && found == expected;
}
static_assert(reads("12.34", 2, 1234) && reads("-12.34", 2, -1234) && reads("+12.3", 2, 1230) && reads("12", 2, 1200));
static_assert(reads("0", 0, 0) && reads("-0", 2, 0) && reads("007", 0, 7) && reads("1.2000", 1, 12));
static_assert(reads("999999999999999999", 0, sa::greatest_decimal));
static_assert(reads("-0.999999999999999999", 18, -sa::greatest_decimal));
static_assert(reads("0000000000000000000001", 0, 1));

constexpr bool refuses(std::string_view text, int scale) {
  std::int64_t found = 7;
  return !sa::decimal_text::read(text, scale, found) && found == 7;
}
static_assert(refuses("", 2) && refuses("-", 2) && refuses(".5", 2) && refuses("5.", 2) && refuses("1.2.3", 2));
static_assert(refuses("1e3", 2) && refuses(" 1", 2) && refuses("1 ", 2) && refuses("NaN", 2) && refuses("--1", 2));
static_assert(refuses("0.125", 2) && refuses("1.5", 0), "nothing is rounded");
static_assert(refuses("1000000000000000000", 0) && refuses("10000000000000000", 2) && refuses("1", 18));

TEST_CASE("each decimal comes back from its text") {
  for (int scale = 0; scale <= sa::decimal_digits; ++scale)
    for (const std::int64_t number : {std::int64_t{0}, std::int64_t{1}, std::int64_t{-10}, sa::greatest_decimal,
                                      -sa::greatest_decimal, std::int64_t{123'456'789'012'345'678}})
      CHECK(reads(sa::decimal_text(number, scale).view(), scale, number));
}

}  // namespace
