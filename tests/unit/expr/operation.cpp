// SPDX-License-Identifier: MIT
#include <sqlalloy/expr/operation.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <optional>
#include <sqlalloy/expr/bind.hpp>
#include <sqlalloy/expr/param.hpp>
#include <string>
#include <support/gives.hpp>
#include <type_traits>
#include <utility>

namespace sa = sqlalloy;

namespace {

template <sa::nulls Rule>
struct some_operator {
  static constexpr sa::nulls null_rule = Rule;
  static constexpr sa::precedence binding = sa::precedence::sum;
  template <class...>
  using value = double;
};
using strict = some_operator<sa::nulls::any_operand>;
using lenient = some_operator<sa::nulls::all_operands>;

using wide = sa::bind<std::int64_t>;
using maybe = sa::bind<std::optional<int>>;
using given = sa::param<"x", int>;

static_assert(gives<double>(sa::operate<strict>(wide{1}, wide{2})));
static_assert(gives<std::optional<double>>(sa::operate<strict>(wide{1}, maybe{2})));
static_assert(gives<double>(sa::operate<lenient>(wide{1}, maybe{2})));
static_assert(gives<std::optional<double>>(sa::operate<some_operator<sa::nulls::always>>()));
static_assert(gives<double>(sa::operate<some_operator<sa::nulls::never>>()));

using both = sa::operation<strict, wide, wide>;
static_assert(std::is_same_v<both::children, sa::type_list<wide, wide>>);
static_assert(both::null_rule == sa::nulls::any_operand && both::binding == sa::precedence::sum);
static_assert(sa::expression<both>);

// A query object holds its values and nothing else.
using no_values = sa::operation<strict, given, given>;
static_assert(std::is_empty_v<no_values> && std::is_empty_v<sa::operation<strict, no_values, no_values>>);
static_assert(sizeof(both) == 2 * sizeof(std::int64_t));
static_assert(sizeof(sa::operation<strict, no_values, wide>) == sizeof(std::int64_t));
static_assert(sizeof(sa::operation<strict, sa::operation<strict, wide, given>, sa::operation<strict, given, wide>>) ==
              2 * sizeof(std::int64_t));

template <auto Expression>
struct as_argument {
  static constexpr auto value = sa::meta::get<0>(Expression.parts).value;
};
static_assert(as_argument<sa::operate<strict>(wide{5}, wide{6})>::value == 5,
              "an expression may stand in a CHECK: it is structural");

constexpr std::int64_t in_order() {
  std::int64_t digits = 0;
  auto add = [&](const wide& one) { digits = digits * 10 + one.value; };
  sa::operate<strict>(wide{1}, wide{2}, wide{3}).parts.each(add);
  return digits;
}
static_assert(in_order() == 123);

static_assert(sa::truth_operator::null_rule == sa::nulls::any_operand, "what compares with NULL is NULL");

}  // namespace

TEST_CASE("an operation moves its operands in") {
  const std::string long_text(64, 'x');
  std::string text = long_text;
  const char* const place = text.data();
  const auto node = sa::operate<strict>(sa::bind<std::string>{std::move(text)}, given{});
  CHECK(sa::meta::get<0>(node.parts).value == long_text);
  CHECK(sa::meta::get<0>(node.parts).value.data() == place);
}
