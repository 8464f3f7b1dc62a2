// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/expr/null.hpp>
#include <sqlalloy/expr/operation.hpp>
#include <sqlalloy/expr/rules.hpp>

#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>

namespace sqlalloy::inline v0 {

template <fixed_string Token>
struct comparison_operator : truth_operator {
  static constexpr precedence binding = precedence::comparison;
  static constexpr std::string_view token = Token.view();
  static constexpr bool tests_null = false;  // whether it may stand beside std::nullopt
  using null_test = is_null_operator;        // what it is there
};

struct equal_to : comparison_operator<" = "> {
  static constexpr bool tests_null = true;
};
struct not_equal_to : comparison_operator<" <> "> {
  static constexpr bool tests_null = true;
  using null_test = is_not_null_operator;
};
struct less : comparison_operator<" < "> {};
struct less_equal : comparison_operator<" <= "> {};
struct greater : comparison_operator<" > "> {};
struct greater_equal : comparison_operator<" >= "> {};

/// `left <operator> right`: NULL where either side is (SQL:2016, 8.2). Beside std::nullopt, `==` is IS NULL and `!=` is
/// IS NOT NULL.
template <class Operator, class Left, class Right>
[[gnu::always_inline]] constexpr auto compare(Left&& left, Right&& right) {
  if constexpr (std::is_same_v<Right, std::nullopt_t>) {
    static_assert(rules::null_is_tested<Operator>,
                  "sqlalloy: a comparison by <, <=, > or >= has NULL on one side, which is never true; use == or !=");
    return operate<typename Operator::null_test>(static_cast<Left&&>(left));
  } else if constexpr (std::is_same_v<Left, std::nullopt_t>) {
    return compare<Operator>(static_cast<Right&&>(right), static_cast<Left&&>(left));
  } else {
    static_assert(rules::text_is_owned<Left> && rules::text_is_owned<Right>,
                  "sqlalloy: a char buffer or pointer stands for a value, but may change or die under the query; say "
                  "std::string");
    static_assert(rules::value_is_known<Operator, Left, Right>,
                  "sqlalloy: a comparison has a std::optional on one side, which finds nothing where it is empty; say "
                  "*value, or sa::is_not_distinct_from");
    auto&& first = as_operand<value_beside_t<Right>, true>(static_cast<Left&&>(left));
    auto&& second = as_operand<value_beside_t<Left>, true>(static_cast<Right&&>(right));
    using first_node = std::remove_reference_t<decltype(first)>;
    using second_node = std::remove_reference_t<decltype(second)>;
    static_assert(rules::values_compare_by<Operator, typename first_node::value_type, typename second_node::value_type>,
                  "sqlalloy: a comparison has two types that do not compare; cast one of them with sa::cast");
    return operate<Operator>(static_cast<first_node&&>(first), static_cast<second_node&&>(second));
  }
}

template <class Left, class Right>
  requires operands<Left, Right>
constexpr auto operator==(Left left, Right right) {
  return compare<equal_to>(std::move(left), std::move(right));
}
template <expression Left>
constexpr auto operator==(Left left, literal_text right) {
  return compare<equal_to>(std::move(left), as_operand<void>(right));
}
template <expression Right>
constexpr auto operator==(literal_text left, Right right) {
  return compare<equal_to>(as_operand<void>(left), std::move(right));
}
template <expression Left, class Right>
  requires std::is_same_v<Right, const char*>  // a pointer, no literal
constexpr auto operator==(Left left, const Right&) {
  return compare<equal_to>(std::move(left), static_cast<char*>(nullptr));
}

template <class Left, class Right>
  requires operands<Left, Right>
constexpr auto operator!=(Left left, Right right) {
  return compare<not_equal_to>(std::move(left), std::move(right));
}
template <expression Left>
constexpr auto operator!=(Left left, literal_text right) {
  return compare<not_equal_to>(std::move(left), as_operand<void>(right));
}
template <expression Right>
constexpr auto operator!=(literal_text left, Right right) {
  return compare<not_equal_to>(as_operand<void>(left), std::move(right));
}
template <expression Left, class Right>
  requires std::is_same_v<Right, const char*>  // a pointer, no literal
constexpr auto operator!=(Left left, const Right&) {
  return compare<not_equal_to>(std::move(left), static_cast<char*>(nullptr));
}

template <class Left, class Right>
  requires operands<Left, Right>
constexpr auto operator<(Left left, Right right) {
  return compare<less>(std::move(left), std::move(right));
}
template <expression Left>
constexpr auto operator<(Left left, literal_text right) {
  return compare<less>(std::move(left), as_operand<void>(right));
}
template <expression Right>
constexpr auto operator<(literal_text left, Right right) {
  return compare<less>(as_operand<void>(left), std::move(right));
}

template <class Left, class Right>
  requires operands<Left, Right>
constexpr auto operator<=(Left left, Right right) {
  return compare<less_equal>(std::move(left), std::move(right));
}
template <expression Left>
constexpr auto operator<=(Left left, literal_text right) {
  return compare<less_equal>(std::move(left), as_operand<void>(right));
}
template <expression Right>
constexpr auto operator<=(literal_text left, Right right) {
  return compare<less_equal>(as_operand<void>(left), std::move(right));
}

template <class Left, class Right>
  requires operands<Left, Right>
constexpr auto operator>(Left left, Right right) {
  return compare<greater>(std::move(left), std::move(right));
}
template <expression Left>
constexpr auto operator>(Left left, literal_text right) {
  return compare<greater>(std::move(left), as_operand<void>(right));
}
template <expression Right>
constexpr auto operator>(literal_text left, Right right) {
  return compare<greater>(as_operand<void>(left), std::move(right));
}

template <class Left, class Right>
  requires operands<Left, Right>
constexpr auto operator>=(Left left, Right right) {
  return compare<greater_equal>(std::move(left), std::move(right));
}
template <expression Left>
constexpr auto operator>=(Left left, literal_text right) {
  return compare<greater_equal>(std::move(left), as_operand<void>(right));
}
template <expression Right>
constexpr auto operator>=(literal_text left, Right right) {
  return compare<greater_equal>(as_operand<void>(left), std::move(right));
}

struct is_distinct_operator : comparison_operator<" IS DISTINCT FROM "> {
  static constexpr bool tests_null = true;
  using null_test = is_not_null_operator;
  static constexpr nulls null_rule = nulls::never;
};
struct is_not_distinct_operator : comparison_operator<" IS NOT DISTINCT FROM "> {
  static constexpr bool tests_null = true;
  static constexpr nulls null_rule = nulls::never;
};

/// `left IS DISTINCT FROM right`: NULL is a value like others and equals itself.
template <class Left, class Right>
  requires operands<Left, Right>
constexpr auto is_distinct_from(Left left, Right right) {
  return compare<is_distinct_operator>(std::move(left), std::move(right));
}
template <expression Left>
constexpr auto is_distinct_from(Left left, literal_text right) {
  return compare<is_distinct_operator>(std::move(left), as_operand<void>(right));
}
template <expression Right>
constexpr auto is_distinct_from(literal_text left, Right right) {
  return compare<is_distinct_operator>(as_operand<void>(left), std::move(right));
}

/// `left IS NOT DISTINCT FROM right`: equal, or both NULL.
template <class Left, class Right>
  requires operands<Left, Right>
constexpr auto is_not_distinct_from(Left left, Right right) {
  return compare<is_not_distinct_operator>(std::move(left), std::move(right));
}
template <expression Left>
constexpr auto is_not_distinct_from(Left left, literal_text right) {
  return compare<is_not_distinct_operator>(std::move(left), as_operand<void>(right));
}
template <expression Right>
constexpr auto is_not_distinct_from(literal_text left, Right right) {
  return compare<is_not_distinct_operator>(as_operand<void>(left), std::move(right));
}

}  // namespace sqlalloy::inline v0
