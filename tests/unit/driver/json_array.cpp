// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/json_array.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace sa = sqlalloy;
using sa::sql_type;
using sa::value_view;

namespace {

sa::json_array json(sql_type type, const std::vector<value_view>& values, std::string_view infinity = {}) {
  return sa::json_array(
      {type, values.size(), values.data(),
       [](const void* data, std::size_t index) { return static_cast<const value_view*>(data)[index]; }},
      infinity);
}

std::string text(sql_type type, const std::vector<value_view>& values) {
  const auto made = json(type, values);
  CHECK(made.problem().empty());
  return std::string(made.text());
}

// RFC 4122, appendix C
constexpr sa::uuid_value dns{
    {0x6b, 0xa7, 0xb8, 0x10, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8}};

TEST_CASE("a list is JSON text") {
  using namespace std::literals;
  CHECK(text(sql_type::bigint, {}) == "[]");
  CHECK(text(sql_type::bigint, {value_view(std::numeric_limits<std::int64_t>::min()), value_view(),
                                value_view(std::int64_t{7})}) == "[-9223372036854775808,null,7]");
  CHECK(text(sql_type::boolean, {value_view(true), value_view(false)}) == "[true,false]");
  CHECK(text(sql_type::double_precision, {value_view(1.0 / 3), value_view(2.0), value_view(5e-324),
                                          value_view(-1e300)}) == "[0.3333333333333333,2.0,5e-324,-1e+300]");
  const double infinity = std::numeric_limits<double>::infinity();
  CHECK(json(sql_type::double_precision, {value_view(infinity), value_view(-infinity)}, "9e999").text() ==
        "[9e999,-9e999]");
  CHECK(text(sql_type::text, {value_view("it's \"q\" \\ \n\x1f \xF0\x9F\x9A\x80"sv)}) ==
        "[\"it's \\\"q\\\" \\\\ \\u000a\\u001f \xF0\x9F\x9A\x80\"]");
  CHECK(text(sql_type::date, {value_view(std::int64_t{-1})}) == "[\"1969-12-31\"]");
  CHECK(text(sql_type::time, {value_view(std::int64_t{1})}) == "[\"00:00:00.000001\"]");
  CHECK(text(sql_type::timestamp, {value_view(std::int64_t{-1})}) == "[\"1969-12-31 23:59:59.999999\"]");
  CHECK(text(sql_type::timestamp_with_time_zone, {value_view(std::int64_t{0})}) == "[\"1970-01-01 00:00:00.000000\"]");
  CHECK(text(sql_type::interval, {value_view(std::int64_t{5})}) == "[5]");
  CHECK(text(sa::decimal_of(2), {value_view(std::int64_t{-5})}) == "[\"-0.05\"]");
  const std::byte bytes[] = {std::byte{0}, std::byte{0x1F}, std::byte{0xFF}};
  CHECK(text(sql_type::bytes, {value_view(sa::bytes_view(bytes)), value_view(sa::bytes_view()), value_view()}) ==
        "[\"001FFF\",\"\",null]");
  CHECK(text(sql_type::uuid, {value_view(dns)}) == "[\"6BA7B8109DAD11D180B400C04FD430C8\"]");
}

TEST_CASE("what JSON cannot hold is refused") {
  using namespace std::literals;
  CHECK(!json(sql_type::text, {value_view("a\0b"sv)}).problem().empty());
  CHECK(!json(sql_type::double_precision, {value_view(std::numeric_limits<double>::quiet_NaN())}).problem().empty());
  CHECK(!json(sql_type::double_precision, {value_view(std::numeric_limits<double>::infinity())}).problem().empty());
  CHECK(!json(sql_type::date, {value_view(std::numeric_limits<std::int64_t>::max())}).problem().empty());
  CHECK(!json(sql_type::time, {value_view(std::int64_t{-1})}).problem().empty());
}

}  // namespace
