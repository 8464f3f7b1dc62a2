// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/expr/operation.hpp>
#include <sqlalloy/expr/rules.hpp>

#include <string_view>
#include <utility>

namespace sqlalloy::inline v0 {

struct and_operator : truth_operator {
  static constexpr precedence binding = precedence::logical_and;
  static constexpr std::string_view token = " AND ";
};

struct or_operator : truth_operator {
  static constexpr precedence binding = precedence::logical_or;
  static constexpr std::string_view token = " OR ";
};

struct not_operator : truth_operator {
  static constexpr precedence binding = precedence::logical_not;
  static constexpr std::string_view prefix = "NOT ";
};

/// `left AND right`
template <expression Left, expression Right>
constexpr auto operator&&(Left left, Right right) {
  static_assert(rules::operand_is_a_condition<Left> && rules::operand_is_a_condition<Right>,
                "sqlalloy: operator&& is given what is no condition; compare it with something");
  return operate<and_operator>(static_cast<Left&&>(left), static_cast<Right&&>(right));
}

/// `left OR right`
template <expression Left, expression Right>
constexpr auto operator||(Left left, Right right) {
  static_assert(rules::operand_is_a_condition<Left> && rules::operand_is_a_condition<Right>,
                "sqlalloy: operator|| is given what is no condition; compare it, or join text with sa::concat");
  return operate<or_operator>(static_cast<Left&&>(left), static_cast<Right&&>(right));
}

/// `NOT node`
template <expression Node>
constexpr auto operator!(Node node) {
  static_assert(rules::operand_is_a_condition<Node>,
                "sqlalloy: operator! is given what is no condition; compare it with something");
  return operate<not_operator>(static_cast<Node&&>(node));
}

}  // namespace sqlalloy::inline v0
