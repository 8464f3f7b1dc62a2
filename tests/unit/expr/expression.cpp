// SPDX-License-Identifier: MIT
#include <sqlalloy/expr/expression.hpp>

#include <catch2/catch.hpp>

#include <optional>
#include <string>
#include <type_traits>

namespace sa = sqlalloy;

namespace {

using sa::is_null_by_rule;
using sa::nulls;
using sa::precedence;

template <class T>
struct node {
  using node_tag = sa::expression_tag;
  using value_type = T;
};
struct statement_like {
  using node_tag = int;
  using value_type = int;
};
struct without_value {
  using node_tag = sa::expression_tag;
};

static_assert(sa::expression<node<int>>);
static_assert(!sa::expression<statement_like> && !sa::expression<without_value>);
static_assert(!sa::expression<int> && !sa::expression<void> && !sa::expression<std::string>);

static_assert(std::is_same_v<sa::with_null_t<false, int>, int>);
static_assert(std::is_same_v<sa::with_null_t<true, int>, std::optional<int>>);
static_assert(std::is_same_v<sa::with_null_t<true, std::optional<int>>, std::optional<int>>);
static_assert(std::is_same_v<sa::with_null_t<false, std::optional<int>>, std::optional<int>>,
              "a rule adds NULL and takes none away");

static_assert(std::is_same_v<sa::base_value_t<node<std::optional<int>>>, int>);
static_assert(std::is_same_v<sa::base_value_t<node<int>>, int>);

using plain = node<int>;
using maybe = node<std::optional<int>>;
static_assert(!is_null_by_rule<plain, plain>(nulls::any_operand) && is_null_by_rule<plain, maybe>(nulls::any_operand) &&
              is_null_by_rule<maybe, plain>(nulls::any_operand) && is_null_by_rule<maybe, maybe>(nulls::any_operand));
static_assert(!is_null_by_rule<maybe, plain>(nulls::all_operands) &&
              !is_null_by_rule<plain, maybe>(nulls::all_operands) &&
              is_null_by_rule<maybe, maybe>(nulls::all_operands));
static_assert(is_null_by_rule<maybe>(nulls::any_operand) && !is_null_by_rule<plain>(nulls::any_operand));
static_assert(is_null_by_rule<plain, plain, maybe>(nulls::any_operand) &&
              !is_null_by_rule<maybe, maybe, plain>(nulls::all_operands) &&
              is_null_by_rule<maybe, maybe, maybe>(nulls::all_operands));
static_assert(!is_null_by_rule<maybe, maybe>(nulls::never) && !is_null_by_rule<maybe, maybe>(nulls::own));
static_assert(is_null_by_rule<plain, plain>(nulls::always) && is_null_by_rule<plain>(nulls::always));
static_assert(!is_null_by_rule<>(nulls::never) && is_null_by_rule<>(nulls::always), "a function without arguments");

// C++'s order of these operators, which is SQL's too.
static_assert(precedence::logical_or < precedence::logical_and && precedence::logical_and < precedence::logical_not &&
              precedence::logical_not < precedence::comparison && precedence::comparison < precedence::sum &&
              precedence::sum < precedence::product && precedence::product < precedence::sign &&
              precedence::sign < precedence::atom && precedence::weakest < precedence::logical_or);

}  // namespace

TEST_CASE("NULL follows from the operands by the rule of the operator") {
  CHECK(is_null_by_rule<plain, maybe>(nulls::any_operand));
  CHECK_FALSE(is_null_by_rule<plain, maybe>(nulls::all_operands));
}
