// SPDX-License-Identifier: MIT
#include <sqlalloy/dialect/inlined.hpp>
#include <sqlalloy/expr/arithmetic.hpp>
#include <sqlalloy/expr/comparison.hpp>
#include <sqlalloy/expr/logical.hpp>
#include <sqlalloy/expr/range.hpp>

#include <catch2/catch.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>

#include "support/statements/tables.hpp"

namespace sa = sqlalloy;

namespace {

using statements::Sample;

template <auto Expression>
constexpr std::string_view value(std::size_t index) {
  const auto& all = sa::inlined<Expression>;
  return {all.characters.data() + all.at[index], all.at[index + 1] - all.at[index]};
}

// Whole numbers and truth values stand in DDL as literals, each in its turn.
constexpr auto narrow = sa::col<&Sample::narrow>;
constexpr auto id = sa::col<&Sample::id>;
constexpr auto range = narrow >= -12 && narrow <= 345 && sa::in(narrow, 0, 7) && sa::col<&Sample::good> == true;
static_assert(value<range>(0) == "-12" && value<range>(1) == "345");
static_assert(value<range>(2) == "0" && value<range>(3) == "7" && value<range>(4) == "TRUE");
static_assert(value<(sa::col<&Sample::good> != false)>(0) == "FALSE");
static_assert(value<(id > std::numeric_limits<std::int64_t>::min())>(0) == "-9223372036854775808");
static_assert(value<(id < std::numeric_limits<std::int64_t>::max())>(0) == "9223372036854775807");
static_assert(value<(id < std::numeric_limits<std::uint32_t>::max())>(0) == "4294967295");

static_assert(sa::inlined<(narrow > narrow)>.size == 0);

}  // namespace

TEST_CASE("the values of a CHECK stand in its text") {
  CHECK(value<(narrow + 1 > 2)>(0) == "1");
  CHECK(value<(narrow + 1 > 2)>(1) == "2");
}
