// SPDX-License-Identifier: MIT
#include <sqlalloy/engine/shown_value.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace sa = sqlalloy;

namespace {

template <class Value>
std::string shown(const Value& value) {
  std::string out;
  sa::show_value(out, value);
  return out;
}

TEST_CASE("bound values in words") {
  using namespace std::literals;
  CHECK(shown(true) == "true");
  CHECK(shown(std::int16_t{-7}) == "-7");
  CHECK(shown(INT64_MIN) == "-9223372036854775808");
  CHECK(shown(0.1) == "0.10000000000000001");  // all of it
  CHECK(shown("it's"sv) == "'it''s'");
  CHECK(shown("a\0b"sv) == "'a?b'");
  const std::byte bytes[3]{};
  CHECK(shown(sa::bytes_view(bytes)) == "<3 bytes>");
  CHECK(shown(sa::date_value{-1}) == "1969-12-31");
  CHECK(shown(sa::time_value{1}) == "00:00:00.000001");
  CHECK(shown(sa::timestamp_value{0}) == "1970-01-01 00:00:00.000000");
  CHECK(shown(sa::instant_value{0}) == "1970-01-01 00:00:00.000000Z");
  CHECK(shown(sa::interval_value{5}) == "5 microseconds");
  CHECK(shown(sa::array_view{sa::sql_type::bigint, 12, nullptr, nullptr}) == "<12 values>");
}

TEST_CASE("long text is cut") {
  const std::string text(1000, 'x');
  CHECK(shown(std::string_view(text)) == "'" + std::string(200, 'x') + "'... (1000 bytes)");
}

TEST_CASE("values stand side by side") {
  std::string out;
  sa::show_value(out, std::int64_t{1});
  sa::show_null(out);
  sa::show_value(out, std::string_view("x"));
  CHECK(out == "1, NULL, 'x'");
}

}  // namespace
