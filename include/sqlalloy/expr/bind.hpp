// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/expr/label.hpp>

#include <cstddef>
#include <string_view>

namespace sqlalloy::inline v0 {

/// A value that travels beside the SQL text, never in it.
template <class Value>
struct bind : expression_node<bind<Value>> {
  using value_type = Value;
  using children = type_list<>;
  static constexpr nulls null_rule = nulls::own;
  static constexpr precedence binding = precedence::atom;

  Value value;

  [[gnu::always_inline]] constexpr bind(Value initial) : value(static_cast<Value&&>(initial)) {}
};

/// A string literal: a view of static storage, so that a query that holds it stays constexpr.
struct literal_text {
  std::string_view text;

  template <std::size_t N>
  consteval literal_text(const char (&literal)[N]) : text(literal, N - 1) {}
};

}  // namespace sqlalloy::inline v0
