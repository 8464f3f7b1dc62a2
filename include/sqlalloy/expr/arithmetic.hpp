// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/expr/number.hpp>
#include <sqlalloy/expr/operation.hpp>
#include <sqlalloy/expr/rules.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace sqlalloy::inline v0 {

template <fixed_string Token, precedence Binding>
struct arithmetic_operator {
  static constexpr nulls null_rule = nulls::any_operand;
  static constexpr precedence binding = Binding;
  static constexpr std::string_view token = Token.view();
  static constexpr bool adds = Binding == precedence::sum;  // so that decimals stay of their scale
  template <class Left, class Right>
  using value = typename sum_of<base_value_t<Left>, base_value_t<Right>>::type;
};

struct plus : arithmetic_operator<" + ", precedence::sum> {};
struct minus : arithmetic_operator<" - ", precedence::sum> {};
struct times : arithmetic_operator<" * ", precedence::product> {};
struct divided_by : arithmetic_operator<" / ", precedence::product> {};
struct modulo : arithmetic_operator<" % ", precedence::product> {};

struct negation {
  static constexpr nulls null_rule = nulls::any_operand;
  static constexpr precedence binding = precedence::sign;
  static constexpr std::string_view prefix = "-";
  template <class Node>
  using value = number_of<base_value_t<Node>, base_value_t<Node>>;
};

/// Arithmetic on numbers; decimals of one scale can be added and subtracted. Division of integers drops the remainder,
/// as in C++, on every database; SQLite answers NULL to a division by zero, others an error.
template <class Operator, class Left, class Right>
[[gnu::always_inline]] constexpr auto calculate(Left left, Right right) {
  auto first = as_operand<value_beside_t<Right>>(std::move(left));
  auto second = as_operand<value_beside_t<Left>>(std::move(right));
  static_assert(rules::operands_calculate<Operator, decltype(first), decltype(second)>,
                "sqlalloy: an arithmetic operator is given what is no number; join text with sa::concat");
  return operate<Operator>(std::move(first), std::move(second));
}

template <class Left, class Right>
  requires operands<Left, Right>
constexpr auto operator+(Left left, Right right) {
  return calculate<plus>(std::move(left), std::move(right));
}

// Text is joined by another operator in SQL: here for the sentence.
template <expression Left>
constexpr auto operator+(Left left, literal_text right) {
  return calculate<plus>(std::move(left), as_operand<void>(right));
}
template <expression Right>
constexpr auto operator+(literal_text left, Right right) {
  return calculate<plus>(as_operand<void>(left), std::move(right));
}

template <class Left, class Right>
  requires operands<Left, Right>
constexpr auto operator-(Left left, Right right) {
  return calculate<minus>(std::move(left), std::move(right));
}

template <class Left, class Right>
  requires operands<Left, Right>
constexpr auto operator*(Left left, Right right) {
  return calculate<times>(std::move(left), std::move(right));
}

template <class Left, class Right>
  requires operands<Left, Right>
constexpr auto operator/(Left left, Right right) {
  return calculate<divided_by>(std::move(left), std::move(right));
}

template <class Left, class Right>
  requires operands<Left, Right>
constexpr auto operator%(Left left, Right right) {
  static_assert(rules::operands_are_integers<value_beside_t<Left>, value_beside_t<Right>>,
                "sqlalloy: operator% is given what is no integer; cast it with sa::cast<std::int64_t>");
  return calculate<modulo>(std::move(left), std::move(right));
}

template <expression Node>
constexpr auto operator-(Node node) {
  static_assert(rules::operands_are_numbers<Node, Node>,
                "sqlalloy: operator- is given what is no number; negate a condition with operator!");
  return operate<negation>(std::move(node));
}

}  // namespace sqlalloy::inline v0
