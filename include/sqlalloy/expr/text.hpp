// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/expr/operand.hpp>
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
/// Several pieces, from left to right. String literals may stand between, before or behind up to three of them; where
/// else text is constant, say `sa::lit<"…">`.
template <class First, class Second, class... More>
  requires(sizeof...(More) != 0 && operands<First, Second> && (operand<More> && ...))
constexpr auto concat(First first, Second second, More... more) {
  return concat(concat(std::move(first), std::move(second)), std::move(more)...);
}
template <class First, class Third, class... More>
  requires(operand<First> && operand<Third> && (operand<More> && ...))
constexpr auto concat(First first, literal_text second, Third third, More... more) {
  return concat(std::move(first), as_operand<void>(second), std::move(third), std::move(more)...);
}
template <class First, class Third>
  requires(operand<First> && operand<Third>)
constexpr auto concat(First first, literal_text second, Third third, literal_text fourth) {
  return concat(std::move(first), as_operand<void>(second), std::move(third), as_operand<void>(fourth));
}
template <class First, class Third, class Fifth>
  requires(operand<First> && operand<Third> && operand<Fifth>)
constexpr auto concat(First first, literal_text second, Third third, literal_text fourth, Fifth fifth) {
  return concat(std::move(first), as_operand<void>(second), std::move(third), as_operand<void>(fourth),
                std::move(fifth));
}
template <class Second, class... More>
  requires(sizeof...(More) != 0 && operand<Second> && (operand<More> && ...))
constexpr auto concat(literal_text first, Second second, More... more) {
  return concat(as_operand<void>(first), std::move(second), std::move(more)...);
}
template <class Second>
  requires operand<Second>
constexpr auto concat(literal_text first, Second second, literal_text third) {
  return concat(as_operand<void>(first), std::move(second), as_operand<void>(third));
}
template <class First, class Second>
  requires operands<First, Second>
constexpr auto concat(First first, Second second, literal_text third) {
  return concat(std::move(first), std::move(second), as_operand<void>(third));
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
