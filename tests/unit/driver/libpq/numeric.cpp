// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/libpq/numeric.hpp>

#include <catch2/catch.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

namespace sa = sqlalloy;
namespace pg = sa::postgresql;

namespace {

using namespace std::literals;

std::string wire(std::int64_t unscaled, int scale) {
  char form[pg::wire_size];
  const int length = pg::encode_numeric(form, unscaled, scale);
  REQUIRE(length <= 20);
  return {form, static_cast<std::size_t>(length)};
}

bool reads(std::string_view form, int scale, std::int64_t expected) {
  std::int64_t found = 0;
  return pg::decode_numeric(form.data(), static_cast<int>(form.size()), scale, found) && found == expected;
}

bool refuses(std::string_view form, int scale) {
  std::int64_t found = 7;
  return !pg::decode_numeric(form.data(), static_cast<int>(form.size()), scale, found) && found == 7;
}

// The forms are those of numeric_send: ndigits, weight, sign, dscale, digits.

TEST_CASE("libpq: NUMERIC has digits in base 10000, counted from the point") {
  CHECK(wire(0, 2) == "\0\0\0\0\0\0\0\x02"sv);
  CHECK(wire(1234, 2) == "\0\x02\0\0\0\0\0\x02\0\x0C\x0D\x48"sv);         // 12 . 3400
  CHECK(wire(-5, 2) == "\0\x01\xFF\xFF\x40\0\0\x02\x01\xF4"sv);           // . 0500
  CHECK(wire(10000, 0) == "\0\x01\0\x01\0\0\0\0\0\x01"sv);                // 1 0000
  CHECK(wire(1, 18) == "\0\x01\xFF\xFB\0\0\0\x12\0\x64"sv);               // . 0000 0000 0000 0000 0100
  CHECK(wire(100000001, 0) == "\0\x03\0\x02\0\0\0\0\0\x01\0\0\0\x01"sv);  // 1 0000 0001
}

TEST_CASE("libpq: each decimal comes back from its binary form") {
  for (int scale = 0; scale <= sa::decimal_digits; ++scale) {
    std::int64_t number = 0;
    for (int digits = 1; digits <= sa::decimal_digits; ++digits) {
      number = number * 10 + digits % 10;
      CHECK(reads(wire(number, scale), scale, number));
      CHECK(reads(wire(-number, scale), scale, -number));
    }
    for (std::int64_t power = 1; power < sa::greatest_decimal; power *= 10)
      CHECK(reads(wire(power, scale), scale, power));
    CHECK(reads(wire(sa::greatest_decimal, scale), scale, sa::greatest_decimal));
    CHECK(reads(wire(-sa::greatest_decimal, scale), scale, -sa::greatest_decimal));
    CHECK(wire(std::numeric_limits<std::int64_t>::min(), scale).size() <= 20);
  }
}

TEST_CASE("libpq: a number of another scale fits where it is the same number") {
  CHECK(reads(wire(1230, 3), 2, 123));
  CHECK(reads(wire(12, 0), 4, 120000));
  CHECK(refuses(wire(1234, 3), 2));
  CHECK(refuses(wire(sa::greatest_decimal, 0), 1));
  CHECK(refuses(wire(1, 18), 17));
}

TEST_CASE("libpq: what is no number, or has too many digits, does not fit") {
  CHECK(refuses("\0\0\0\0\xC0\0\0\0"sv, 2));                                          // NaN
  CHECK(refuses("\0\0\0\x01\xD0\0\0\x20"sv, 2));                                      // infinity
  CHECK(refuses("\0\0\0\x01\xF0\0\0\x20"sv, 2));                                      // -infinity
  CHECK(refuses("\0\x01\0\x04\0\0\0\0\0\x64"sv, 0));                                  // 100 0000 0000 0000 0000
  CHECK(refuses("\0\x05\0\x04\0\0\0\0\0\x63\x27\x0F\x27\x0F\x27\x0F\x27\x0F"sv, 1));  // 10^18 - 1, and a zero
  CHECK(refuses("\0\x01\x7F\xFF\0\0\0\0\0\x01"sv, 0));
  CHECK(refuses("\0\x01\0\0\0\0\0\0"sv, 0));
  CHECK(refuses(""sv, 0));
}

std::string any_wire(std::string_view text) {
  std::string form;
  return pg::encode_numeric(form, text) ? form : "none";
}

std::string any_text(std::string_view form) {
  sa::numeric_value found;
  return pg::decode(form.data(), static_cast<int>(form.size()), found) ? found.text : "none";
}

TEST_CASE("libpq: a number of any size is the same on the wire as a decimal") {
  CHECK(any_wire("0") == "\0\0\0\0\0\0\0\0"sv);
  CHECK(any_wire("-0.0") == "\0\0\0\0\0\0\0\x01"sv);
  CHECK(any_wire("12.34") == wire(1234, 2));
  CHECK(any_wire("-0.05") == wire(-5, 2));
  CHECK(any_wire("10000") == wire(10000, 0));
  CHECK(any_wire("0.000000000000000001") == wire(1, 18));
  CHECK(any_wire("100000001") == wire(100000001, 0));
  CHECK(any_wire("123456789.987654321") == wire(123456789987654321, 9));
  for (const char* text : {"", "x", "1e5", "1.", "NaN"}) CHECK(any_wire(text) == "none");
  CHECK(any_wire(std::string(131'073, '1')) == "none");
}

TEST_CASE("libpq: a number of any size is read as text, with zeros at both ends") {
  CHECK(any_text(any_wire("0")) == "00000");
  CHECK(any_text(any_wire("12.34")) == "00012.3400");
  CHECK(any_text(any_wire("-0.05")) == "-00000.0500");
  CHECK(any_text(any_wire("0.00000005")) == "00000.00000005");
  CHECK(any_text(any_wire("10000")) == "000010000");
  CHECK(any_text(any_wire("100000001.5")) == "0000100000001.5000");
  CHECK(any_text("\0\0\0\0\xC0\0\0\0"sv) == "none");
  CHECK(any_text("\0\x01\0\0\0\0\0\0"sv) == "none");
}

}  // namespace
