// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/libpq/binary_array.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sa = sqlalloy;
using sa::sql_type;
using sa::value_view;
using namespace std::literals;

namespace {

sa::postgresql::binary_array made(sql_type type, const std::vector<value_view>& values) {
  return sa::postgresql::binary_array({type, values.size(), values.data(), [](const void* data, std::size_t index) {
                                         return static_cast<const value_view*>(data)[index];
                                       }});
}

// The form of PostgreSQL's array_send.
TEST_CASE("libpq: a list is an array of one dimension") {
  CHECK(made(sql_type::integer, {}).bytes() == "\0\0\0\0\0\0\0\x01\0\0\0\x17"sv);
  CHECK(made(sql_type::integer, {value_view(std::int64_t{7}), value_view()}).bytes() ==
        "\0\0\0\x01\0\0\0\x01\0\0\0\x17\0\0\0\x02\0\0\0\x01\0\0\0\x04\0\0\0\x07\xFF\xFF\xFF\xFF"sv);
  CHECK(made(sql_type::text, {value_view("ab"sv), value_view(std::string_view())}).bytes() ==
        "\0\0\0\x01\0\0\0\x01\0\0\0\x19\0\0\0\x02\0\0\0\x01\0\0\0\x02\x61\x62\0\0\0\0"sv);
}

TEST_CASE("libpq: a list of decimals") {
  CHECK(made(sa::decimal_of(2), {value_view(std::int64_t{1234})}).bytes() ==
        "\0\0\0\x01\0\0\0\x01\0\0\x06\xA4\0\0\0\x01\0\0\0\x01"
        "\0\0\0\x0C\0\x02\0\0\0\0\0\x02\0\x0C\x0D\x48"sv);
}

TEST_CASE("libpq: a list holds values of its own type") {
  CHECK(made(sql_type::bigint, {value_view(std::int64_t{1} << 40)}).fits());
  CHECK_FALSE(made(sql_type::integer, {value_view(std::int64_t{1} << 40)}).fits());
  CHECK_FALSE(made(sql_type::integer, {value_view("1"sv), value_view(std::int64_t{1})}).fits());
  CHECK_FALSE(made(sql_type::text, {value_view(std::int64_t{1})}).fits());
  CHECK_FALSE(made(sql_type::integer, {value_view(1.0)}).fits());
  CHECK_FALSE(made(sql_type::integer, {value_view(true)}).fits());
  CHECK_FALSE(made(sql_type::text, {value_view(sa::bytes_view())}).fits());
  CHECK_FALSE(made(sql_type::time, {value_view(std::int64_t{-1})}).fits());
  CHECK_FALSE(made(sql_type::date, {value_view(std::int64_t{1} << 40)}).fits());
  CHECK(made(sql_type::real, {value_view(0.5)}).fits());
  CHECK(made(sql_type::uuid, {value_view(sa::uuid_value{})}).fits());
  CHECK_FALSE(made(sql_type::bytes, {value_view(sa::uuid_value{})}).fits());
}

}  // namespace
