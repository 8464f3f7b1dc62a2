// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/expr/operand.hpp>
#include <sqlalloy/expr/operation.hpp>
#include <sqlalloy/expr/rules.hpp>

#include <utility>

namespace sqlalloy::inline v0 {

template <class T>
struct cast_operator {
  static constexpr nulls null_rule = nulls::any_operand;
  static constexpr precedence binding = precedence::atom;
  using target = T;
  template <class>
  using value = T;
};

/// `CAST(node AS type)`; the type is that of a column of T. What cannot be converted is an error on most databases, on
/// SQLite it is 0 or empty.
template <sql_value T, class Node>
  requires operand<Node>
constexpr auto cast(Node node) {
  auto operand = as_operand<T>(std::move(node));
  static_assert(rules::cast_means_the_same<typename decltype(operand)::value_type, T>,
                "sqlalloy: cast() converts a UUID or an exact number, which each database keeps in a form of its own; "
                "convert it in C++");
  static_assert(rules::cast_of_json_is_text<typename decltype(operand)::value_type, T>,
                "sqlalloy: cast() converts JSON to or from what is no text; cast it to std::string first");
  return operate<cast_operator<remove_optional_t<T>>>(std::move(operand));
}
template <sql_value T>
constexpr auto cast(literal_text literal) {
  return cast<T>(as_operand<void>(literal));
}

}  // namespace sqlalloy::inline v0
