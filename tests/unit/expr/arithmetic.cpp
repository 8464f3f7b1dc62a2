// SPDX-License-Identifier: MIT
#include <sqlalloy/expr/arithmetic.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <optional>
#include <sqlalloy/expr/column.hpp>
#include <sqlalloy/type/arithmetic.hpp>
#include <string>
#include <support/gives.hpp>
#include <support/schemas.hpp>
#include <type_traits>

namespace sa = sqlalloy;
using namespace sa::literals;

namespace {

struct numbers {
  std::int16_t small{};
  std::int32_t middle{};
  std::int64_t wide{};
  std::uint32_t natural{};
  std::uint64_t huge{};
  float single{};
  double real{};
  std::optional<std::int32_t> maybe{};
};
constexpr auto small = sa::col<&numbers::small>;
constexpr auto middle = sa::col<&numbers::middle>;
constexpr auto wide = sa::col<&numbers::wide>;
constexpr auto real = sa::col<&numbers::real>;
constexpr auto maybe = sa::col<&numbers::maybe>;

template <class Operator, class... Operands>
constexpr bool is(const sa::operation<Operator, Operands...>&, const Operands&...) {
  return true;
}
template <class Operator>
constexpr bool is(const auto&, const auto&...) {
  return false;
}
using number = sa::bind<int>;
static_assert(is<sa::plus>(middle + wide, middle, wide) && is<sa::minus>(middle - wide, middle, wide) &&
              is<sa::times>(middle * wide, middle, wide) && is<sa::divided_by>(middle / wide, middle, wide) &&
              is<sa::modulo>(middle % wide, middle, wide) && is<sa::negation>(-middle, middle));
static_assert(is<sa::plus>(middle + 1, middle, number(1)) && is<sa::minus>(middle - 1, middle, number(1)) &&
              is<sa::times>(middle * 1, middle, number(1)) && is<sa::divided_by>(middle / 1, middle, number(1)) &&
              is<sa::modulo>(middle % 1, middle, number(1)));
static_assert(is<sa::plus>(1 + middle, number(1), middle) && is<sa::minus>(1 - middle, number(1), middle) &&
              is<sa::times>(1 * middle, number(1), middle) && is<sa::divided_by>(1 / middle, number(1), middle) &&
              is<sa::modulo>(1 % middle, number(1), middle));
static_assert(is<sa::plus>(wide + "x"_p, wide, sa::param<"x", std::int64_t>{}) &&
              is<sa::minus>("x"_p - real, sa::param<"x", double>{}, real));
static_assert(sa::plus::token == " + " && sa::minus::token == " - " && sa::times::token == " * " &&
              sa::divided_by::token == " / " && sa::modulo::token == " % " && sa::negation::prefix == "-");

// 64 bits or double as soon as one side needs them.
static_assert(gives<std::int32_t>(small + small) && gives<std::int32_t>(small + middle) &&
              gives<std::int64_t>(middle + wide));
static_assert(gives<std::int64_t>(sa::col<&numbers::natural> + middle) &&
              gives<std::int64_t>(sa::col<&numbers::huge> * 2));
static_assert(gives<double>(middle / real) && gives<double>(real * 2) && gives<double>(middle * 0.5) &&
              gives<double>(sa::col<&numbers::single> + sa::col<&numbers::single>));
static_assert(gives<std::int32_t>(middle / middle), "integers divide as in C++");
static_assert(gives<std::int64_t>(middle + std::int64_t{1}) && gives<std::int64_t>(-wide) &&
              gives<std::int32_t>(-small) && gives<double>(-sa::col<&numbers::single>));

static_assert(gives<std::optional<std::int32_t>>(maybe + 1) && gives<std::optional<std::int32_t>>(1 - maybe) &&
              gives<std::optional<double>>(maybe * real) && gives<std::optional<std::int32_t>>(-maybe));
static_assert(gives<std::optional<std::int32_t>>(middle + std::optional(1)) &&
              gives<std::optional<std::int32_t>>(middle + std::nullopt));

static_assert((middle + 1).binding == (middle - 1).binding && (middle * 1).binding == (middle / 1).binding &&
              (middle + 1).binding < (middle * 1).binding && (middle * 1).binding < (-middle).binding);
static_assert(sizeof((wide + std::int64_t{1}) * "x"_p - -wide) == sizeof(std::int64_t));

struct stranger {};
template <class Left, class Right>
concept adds = requires(Left left, Right right) { left + right; };
static_assert(adds<decltype(wide), int> && adds<double, decltype(wide)>);
static_assert(!adds<decltype(wide), stranger> && !adds<decltype(wide), const char*> && !adds<decltype("x"_p), int>);
template <class Node>
concept negates = requires(Node node) { -node; };
static_assert(negates<decltype(wide)> && !negates<decltype("x"_p)>);

}  // namespace

TEST_CASE("arithmetic keeps its numbers in their order") {
  const auto node = (middle + 1) * 2 - 3;
  int digits = 0;
  auto add = [&](auto&& self, const auto& one) -> void {
    if constexpr (requires { one.value; })
      digits = digits * 10 + one.value;
    else if constexpr (requires { one.parts; }) {
      auto next = [&](const auto& operand) { self(self, operand); };
      one.parts.each(next);
    }
  };
  add(add, node);
  CHECK(digits == 123);
}
