// SPDX-License-Identifier: MIT
#include <sqlalloy/type/number_text.hpp>

#include <catch2/catch.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace sa = sqlalloy;

namespace {

constexpr bool splits(std::string_view text, bool is_negative, std::string_view whole, std::string_view fraction) {
  const auto parts = sa::split_number(text);
  return parts && parts->is_negative == is_negative && parts->whole == whole && parts->fraction == fraction;
}
static_assert(splits("12.50", false, "12", "50") && splits("-1", true, "1", "") && splits("+0.0", false, "0", "0"));
static_assert(!sa::split_number("") && !sa::split_number("-") && !sa::split_number("1.") && !sa::split_number(".1"));
static_assert(!sa::split_number("1e5") && !sa::split_number("1.2.3") && !sa::split_number(" 1"));

std::string canonical(std::string_view text) { return sa::canonical_number(text).value_or("none"); }

TEST_CASE("each number has one text") {
  CHECK(canonical("0") == "0");
  CHECK(canonical("-0.00") == "0");
  CHECK(canonical("0e99") == "0");
  CHECK(canonical("+007.500") == "7.5");
  CHECK(canonical("-12.50") == "-12.5");
  CHECK(canonical("100") == "100");
  CHECK(canonical("1.5e+2") == "150");
  CHECK(canonical("1.5E1") == "15");
  CHECK(canonical("1.5e0") == "1.5");
  CHECK(canonical("-1.5e-01") == "-0.15");
  CHECK(canonical("15e-1") == "1.5");
  CHECK(canonical("0.00123e2") == "0.123");
  CHECK(canonical("1200e-2") == "12");
  CHECK(canonical("0.000000000000000000000000000000000000000000001") ==
        "0.000000000000000000000000000000000000000000001");
}

TEST_CASE("what is no number, or has too many digits, has none") {
  for (const char* text :
       {"", "-", "nan", "inf", "-inf", "1e", "1e+", "1e5x", "0x10", "1,5", "1.", ".5", "1e999999999999"})
    CHECK(canonical(text) == "none");
  CHECK(canonical("1e131071") == "1" + std::string(131'071, '0'));
  CHECK(canonical("1e131072") == "none");
  CHECK(canonical("1e-16383") == "0." + std::string(16'382, '0') + "1");
  CHECK(canonical("1e-16384") == "none");
}

}  // namespace
