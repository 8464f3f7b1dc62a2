// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/value_text.hpp>

#include <catch2/catch.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace sa = sqlalloy;

namespace {

using namespace std::literals;

// RFC 4122, appendix C
constexpr sa::uuid_value dns{
    {0x6b, 0xa7, 0xb8, 0x10, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8}};

static_assert(sa::uuid_text(dns).view() == "6ba7b810-9dad-11d1-80b4-00c04fd430c8");
static_assert(sa::uuid_text(dns).digits() == "6BA7B8109DAD11D180B400C04FD430C8");

constexpr bool reads(std::string_view text) {
  sa::uuid_value found;
  return sa::uuid_text::read(text, found) && found == dns;
}
static_assert(reads("6ba7b810-9dad-11d1-80b4-00c04fd430c8") && reads("6BA7B810-9DAD-11D1-80B4-00C04FD430C8"));
static_assert(!reads("6ba7b8109dad11d180b400c04fd430c8") && !reads("") &&
              !reads("6ba7b810-9dad-11d1-80b4-00c04fd430c"));
static_assert(!reads("6ba7b810-9dad-11d1-80b4-00c04fd430cg") && !reads("6ba7b810+9dad-11d1-80b4-00c04fd430c8"));

TEST_CASE("a UUID is shown as its text, behind what is there") {
  std::string shown = "1";
  sa::show_value(shown, dns);
  CHECK(shown == "1, 6ba7b810-9dad-11d1-80b4-00c04fd430c8");
}

TEST_CASE("a decimal is shown as its text, and read from it alone") {
  std::string shown;
  sa::show_value(shown, sa::decimal_value<2>{-5});
  CHECK(shown == "-0.05");
  sa::decimal_value<2> found{};
  CHECK(form_of(sa::value_view("12.30"sv), found) == sa::read_result::value);
  CHECK(found.unscaled == 1230);
  CHECK(form_of(sa::value_view("12.345"sv), found) == sa::read_result::mismatch);
  CHECK(form_of(sa::value_view(std::int64_t{12}), found) == sa::read_result::mismatch);
  CHECK(found.unscaled == 1230);
}

TEST_CASE("a number of any size is its text, or an integer") {
  std::string shown = "NULL";
  sa::show_value(shown, sa::numeric_value{"-12.5"});
  CHECK(shown == "NULL, -12.5");
  sa::numeric_value found;
  CHECK(form_of(sa::value_view("12.30"sv), found) == sa::read_result::value);
  CHECK(found.text == "12.30");
  CHECK(form_of(sa::value_view(std::int64_t{-7}), found) == sa::read_result::value);
  CHECK(found.text == "-7");
  CHECK(form_of(sa::value_view(0.5), found) == sa::read_result::mismatch);
}

TEST_CASE("a value that is known at run time only is a UUID as 16 bytes or as its text") {
  sa::uuid_value found;
  CHECK(form_of(sa::value_view("6ba7b810-9dad-11d1-80b4-00c04fd430c8"sv), found) == sa::read_result::value);
  CHECK(found == dns);
  const std::array<std::byte, 16> bytes{std::byte{0xFF}};
  CHECK(form_of(sa::value_view(sa::bytes_view(bytes)), found) == sa::read_result::value);
  CHECK(found.bytes[0] == 0xFF);
  CHECK(form_of(sa::value_view(sa::bytes_view(bytes).first(15)), found) == sa::read_result::mismatch);
  CHECK(form_of(sa::value_view("0"sv), found) == sa::read_result::mismatch);
  CHECK(form_of(sa::value_view(std::int64_t{0}), found) == sa::read_result::mismatch);
  CHECK(found.bytes[0] == 0xFF);
}

}  // namespace
