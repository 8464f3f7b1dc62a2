// SPDX-License-Identifier: MIT
#include <sqlalloy/engine/dynamic_value.hpp>
#include <sqlalloy/engine/error.hpp>
#include <sqlalloy/type/arithmetic.hpp>
#include <sqlalloy/type/bytes.hpp>
#include <sqlalloy/type/text.hpp>

#include <catch2/catch.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sa = sqlalloy;
using sa::dynamic_value;
using sa::value_view;

namespace {

template <class T>
std::optional<T> read(value_view value) {
  T out{};
  return dynamic_value(value).read(out) ? std::optional<T>(out) : std::nullopt;
}

TEST_CASE("a value is read as what it is") {
  CHECK(read<std::int64_t>(value_view(std::int64_t{7})) == 7);
  CHECK(read<double>(value_view(0.1)) == 0.1);
  CHECK(read<std::string>(value_view(std::string_view("Ada"))) == "Ada");
  CHECK(read<bool>(value_view(true)) == true);
  const std::byte bytes[2]{};
  CHECK(read<std::vector<std::byte>>(value_view(sa::bytes_view(bytes)))->size() == 2);
  CHECK(read<sa::date_value>(value_view(std::string_view("1970-01-02"))) == sa::date_value{1});
  CHECK(read<sa::interval_value>(value_view(std::int64_t{5})) == sa::interval_value{5});
}

TEST_CASE("nothing is converted but what stays the same") {
  CHECK(read<std::int32_t>(value_view(std::int64_t{7})) == 7);
  CHECK(read<std::int32_t>(value_view(std::int64_t{1} << 40)) == std::nullopt);
  CHECK(read<bool>(value_view(std::int64_t{1})) == true);
  CHECK(read<bool>(value_view(std::int64_t{2})) == std::nullopt);
  CHECK(read<double>(value_view(std::int64_t{3})) == 3.0);
  CHECK(read<double>(value_view((std::int64_t{1} << 53) + 1)) == std::nullopt);
  CHECK(read<float>(value_view(1e300)) == std::nullopt);
  CHECK(read<float>(value_view(0.5)) == 0.5f);
  CHECK(read<std::int64_t>(value_view(std::string_view("7"))) == std::nullopt);
  CHECK(read<std::string>(value_view(std::int64_t{7})) == std::nullopt);
  CHECK(read<sa::date_value>(value_view(std::string_view("yesterday"))) == std::nullopt);
}

TEST_CASE("NULL is read as an optional and as nothing else") {
  std::optional<int> out = 5;
  CHECK(dynamic_value(value_view()).read(out));
  CHECK(out == std::nullopt);
  CHECK(read<int>(value_view()) == std::nullopt);
  CHECK(dynamic_value(value_view(std::int64_t{7})).read(out));
  CHECK(out == 7);
}

TEST_CASE("a value as a type, or a data error") {
  const dynamic_value seven(value_view(std::int64_t{7}));
  CHECK(seven.as(sa::type<int>{}) == 7);
  CHECK(*seven.try_as(sa::type<int>{}) == 7);
  CHECK(seven.try_as(sa::type<std::string>{}).error().kind == sa::failure::data);
  CHECK_THROWS_AS(seven.as(sa::type<std::string>{}), sa::data_error);
  CHECK_THROWS_AS(dynamic_value(value_view()).as(sa::type<int>{}), sa::data_error);
}

}  // namespace
