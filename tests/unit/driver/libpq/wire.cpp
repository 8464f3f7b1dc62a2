// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/libpq/wire.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

namespace sa = sqlalloy;
namespace pg = sa::postgresql;

namespace {

template <class Value>
std::string wire(Value value) {
  char form[pg::wire_size];
  return {form, static_cast<std::size_t>(pg::encode(form, value))};
}

template <class Value>
bool reads(std::string_view form, Value expected) {
  Value value{};
  return pg::decode(form.data(), static_cast<int>(form.size()), value) && value == expected;
}

template <class Value>
bool refuses(std::string_view form) {
  Value value{};
  return !pg::decode(form.data(), static_cast<int>(form.size()), value) && value == Value{};
}

using namespace std::literals;

// The forms are those of PostgreSQL's own *_send functions (int8send, timestamp_send, …).

TEST_CASE("libpq: numbers have the most significant byte first") {
  CHECK(wire(true) == "\x01"sv);
  CHECK(wire(std::int16_t{-2}) == "\xFF\xFE"sv);
  CHECK(wire(std::int32_t{0x01020304}) == "\x01\x02\x03\x04"sv);
  CHECK(wire(std::int64_t{1}) == "\0\0\0\0\0\0\0\x01"sv);
  CHECK(wire(1.0) == "\x3F\xF0\0\0\0\0\0\0"sv);
  CHECK(wire(-2.0f) == "\xC0\0\0\0"sv);
  CHECK(reads("\0\x07"sv, std::int64_t{7}));
  CHECK(reads("\xFF\xFF\xFF\xFF"sv, std::int16_t{-1}));
  CHECK(refuses<std::int16_t>("\0\0\x80\0"sv));
  CHECK(refuses<std::int32_t>("\0\0\0\x01\0\0\0\0"sv));
  CHECK(refuses<std::int64_t>("\0\0\x01"sv));
  CHECK(reads("\x3F\0\0\0"sv, 0.5));
  CHECK(refuses<float>("\x7F\xE0\0\0\0\0\0\0"sv));
  CHECK(reads("\x7F\xF0\0\0\0\0\0\0"sv, std::numeric_limits<float>::infinity()));
  CHECK(refuses<bool>("\0\x01"sv));
}

TEST_CASE("libpq: days and microseconds are counted from 2000-01-01") {
  CHECK(wire(sa::date_value{10957}) == "\0\0\0\0"sv);
  CHECK(wire(sa::date_value{0}) == "\xFF\xFF\xD5\x33"sv);
  CHECK(wire(sa::timestamp_value{946'684'800'000'001}) == "\0\0\0\0\0\0\0\x01"sv);
  CHECK(wire(sa::time_value{1}) == "\0\0\0\0\0\0\0\x01"sv);
  CHECK(reads("\xFF\xFF\xD5\x33"sv, sa::date_value{0}));
  CHECK(reads("\0\0\0\0\0\0\0\0"sv, sa::instant_value{946'684'800'000'000}));
  CHECK(wire(sa::time_value{86'400'000'001}).empty());
  CHECK(wire(sa::date_value{std::numeric_limits<std::int32_t>::min()}).empty());
  CHECK(wire(sa::date_value{std::numeric_limits<std::int32_t>::min() + 10957}).empty());  // would be -infinity
  CHECK(wire(sa::timestamp_value{std::numeric_limits<std::int64_t>::min()}).empty());
}

TEST_CASE("libpq: JSON is its text, of jsonb behind the number of its format") {
  CHECK(reads("{\"a\": 1}"sv, sa::json_view("{\"a\": 1}")));
  CHECK(reads("\x01[1]"sv, sa::json_view("[1]")));
}

TEST_CASE("libpq: a UUID is its bytes") {
  const sa::uuid_value counted{{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 255}};
  CHECK(wire(counted) == "\0\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0A\x0B\x0C\x0D\x0E\xFF"sv);
  CHECK(reads(wire(counted), counted));
  CHECK(refuses<sa::uuid_value>("\x01\x02"sv));
}

TEST_CASE("libpq: infinite dates and times do not fit") {
  CHECK(refuses<sa::date_value>("\x7F\xFF\xFF\xFF"sv));
  CHECK(refuses<sa::date_value>("\x80\0\0\0"sv));
  CHECK(refuses<sa::timestamp_value>("\x7F\xFF\xFF\xFF\xFF\xFF\xFF\xFF"sv));
  CHECK(refuses<sa::instant_value>("\x80\0\0\0\0\0\0\0"sv));
}

TEST_CASE("libpq: an interval is microseconds, days of 24 hours, and no months") {
  CHECK(wire(sa::interval_value{-1}) == "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\0\0\0\0\0\0\0\0"sv);
  CHECK(reads("\0\0\0\0\0\0\0\x05\0\0\0\x02\0\0\0\0"sv, sa::interval_value{2 * 86'400'000'000 + 5}));
  CHECK(reads("\0\0\0\0\0\0\0\x05\xFF\xFF\xFF\xFF\0\0\0\0"sv, sa::interval_value{-86'400'000'000 + 5}));
  CHECK(refuses<sa::interval_value>("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01"sv));
}

}  // namespace
