// SPDX-License-Identifier: MIT
#include <sqlalloy/expr/number.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <string>
#include <type_traits>

namespace sa = sqlalloy;

namespace {

template <class Left, class Right, class Result>
constexpr bool makes =
    std::is_same_v<sa::number_of<Left, Right>, Result> && std::is_same_v<sa::number_of<Right, Left>, Result>;

static_assert(makes<std::int16_t, std::int16_t, std::int32_t> && makes<std::int32_t, std::int32_t, std::int32_t>);
static_assert(makes<std::int32_t, std::int64_t, std::int64_t> && makes<std::int16_t, std::int64_t, std::int64_t>);
static_assert(makes<std::uint16_t, std::uint8_t, std::int32_t>, "what a 32-bit integer holds is one");
static_assert(makes<std::uint32_t, std::int32_t, std::int64_t>, "unsigned is stored in the next wider integer");
static_assert(makes<std::uint64_t, std::int16_t, std::int64_t> && makes<long long, int, std::int64_t>);
static_assert(makes<double, std::int64_t, double> && makes<float, int, double> && makes<float, float, double>);

using sa::common_value_t;
static_assert(std::is_same_v<common_value_t<std::int16_t, std::int16_t>, std::int16_t>, "one type stays what it is");
static_assert(std::is_same_v<common_value_t<std::uint64_t>, std::uint64_t>);
static_assert(std::is_same_v<common_value_t<float, float, float>, float>);
static_assert(std::is_same_v<common_value_t<int, std::int64_t>, std::int64_t> &&
              std::is_same_v<common_value_t<std::int64_t, int>, std::int64_t>);
static_assert(std::is_same_v<common_value_t<int, int, double, int>, double>, "the widest, wherever it stands");
static_assert(std::is_same_v<common_value_t<std::uint32_t, std::int32_t>, std::int64_t>, "negative numbers fit, too");
static_assert(std::is_same_v<common_value_t<std::string, std::string>, std::string>);

// An operator keeps the scale of decimals, and widens numbers.
static_assert(std::is_same_v<sa::sum_of<sa::decimal_value<2>, sa::decimal_value<2>>::type, sa::decimal_value<2>>);
static_assert(std::is_same_v<sa::sum_of<int, double>::type, double>);

struct name {
  std::string text{};
};
static_assert(std::is_same_v<common_value_t<name, std::string>, name>, "of what are no numbers the first");

}  // namespace

TEST_CASE("numbers of different types have one that holds both") {
  CHECK(makes<int, double, double>);
  CHECK(std::is_same_v<common_value_t<int, std::int64_t, int>, std::int64_t>);
}
