// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/expr/operation.hpp>
#include <sqlalloy/expr/rules.hpp>

#include <string>
#include <string_view>
#include <utility>

namespace sqlalloy::inline v0 {

struct concat_operator {
  static constexpr nulls null_rule = nulls::any_operand;
  static constexpr precedence binding = precedence::other;
  static constexpr std::string_view token = " || ";
  template <class...>
  using value = std::string;
};

/// Text joined to text; SQL's `||`. NULL where either is.
template <class Left, class Right>
  requires operands<Left, Right>
constexpr auto concat(Left left, Right right) {
  auto first = as_operand<value_beside_t<Right>>(std::move(left));
  auto second = as_operand<value_beside_t<Left>>(std::move(right));
  static_assert(rules::operands_are_text<decltype(first), decltype(second)>,
                "sqlalloy: concat() is given what is no text; cast it with sa::cast<std::string>");
  return operate<concat_operator>(std::move(first), std::move(second));
}
template <expression Left>
constexpr auto concat(Left left, literal_text right) {
  return concat(std::move(left), as_operand<void>(right));
}
template <expression Right>
constexpr auto concat(literal_text left, Right right) {
  return concat(as_operand<void>(left), std::move(right));
}
/// Several pieces, from left to right.
template <class First, class Second, class Third, class... More>
constexpr auto concat(First first, Second second, Third third, More... more) {
  return concat(concat(first, second), third, more...);
}

struct like_operator : truth_operator {
  static constexpr precedence binding = precedence::comparison;
  static constexpr std::string_view token = " LIKE ";
};

/// `node LIKE pattern`: `%` stands for any text, `_` for one character. Whether case counts is the database's choice
/// (SQLite: not for ASCII).
template <expression Node, class Pattern>
  requires operand<Pattern>
constexpr auto like(Node node, Pattern pattern) {
  auto right = as_operand<std::string>(std::move(pattern));
  static_assert(rules::operands_are_text<Node, decltype(right)>,
                "sqlalloy: like() is given what is no text; cast it with sa::cast<std::string>");
  return operate<like_operator>(std::move(node), std::move(right));
}
template <expression Node>
constexpr auto like(Node node, literal_text pattern) {
  return like(std::move(node), as_operand<void>(pattern));
}

/// Where in the text the needle is looked for.
enum class placed : unsigned char { anywhere, at_start, at_end };

template <placed Place>
struct find_operator : truth_operator {
  static constexpr precedence binding = precedence::comparison;
  static constexpr placed place = Place;
};

template <placed Place, class Node, class Needle>
constexpr auto find_in(Node node, Needle needle) {
  static_assert(rules::operands_are_text<Node, Needle>,
                "sqlalloy: contains(), starts_with() or ends_with() is given what is no text; cast it with "
                "sa::cast<std::string>");
  return operate<find_operator<Place>>(std::move(node), std::move(needle));
}

/// Whether the text has the needle in it; `%` and `_` in the needle stand for themselves.
template <expression Node, class Needle>
  requires operand<Needle>
constexpr auto contains(Node node, Needle needle) {
  return find_in<placed::anywhere>(std::move(node), as_operand<std::string>(std::move(needle)));
}
template <expression Node>
constexpr auto contains(Node node, literal_text needle) {
  return find_in<placed::anywhere>(std::move(node), as_operand<void>(needle));
}

/// Whether the text begins with the needle.
template <expression Node, class Needle>
  requires operand<Needle>
constexpr auto starts_with(Node node, Needle needle) {
  return find_in<placed::at_start>(std::move(node), as_operand<std::string>(std::move(needle)));
}
template <expression Node>
constexpr auto starts_with(Node node, literal_text needle) {
  return find_in<placed::at_start>(std::move(node), as_operand<void>(needle));
}

/// Whether the text ends with the needle.
template <expression Node, class Needle>
  requires operand<Needle>
constexpr auto ends_with(Node node, Needle needle) {
  return find_in<placed::at_end>(std::move(node), as_operand<std::string>(std::move(needle)));
}
template <expression Node>
constexpr auto ends_with(Node node, literal_text needle) {
  return find_in<placed::at_end>(std::move(node), as_operand<void>(needle));
}

}  // namespace sqlalloy::inline v0
