// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/expr/label.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace sqlalloy::inline v0 {

// The type of the value that a bound value is when it comes back: a row outlives what a view shows.
template <class Value>
struct value_of_bound {
  using type = Value;
};
template <>
struct value_of_bound<std::string_view> {
  using type = std::string;
};

/// A value that travels beside the SQL text, never in it.
template <class Value>
struct bind : expression_node<bind<Value>> {
  using value_type = typename value_of_bound<Value>::type;
  using children = type_list<>;
  static constexpr nulls null_rule = nulls::own;
  static constexpr precedence binding = precedence::atom;

  Value value;

  [[gnu::always_inline]] constexpr bind(Value&& initial) : value(static_cast<Value&&>(initial)) {}
  [[gnu::always_inline]] constexpr bind(const Value& initial) : value(initial) {}
};

/// A string literal: a view of static storage, so that a query that holds it stays constexpr.
struct literal_text {
  std::string_view text;

  template <std::size_t N>
  consteval literal_text(const char (&literal)[N]) : text(literal, N - 1) {
    // Reads the last letter, so that an array of static storage that may change is refused, too.
    if (literal[N - 1] != 0) text = {literal, N};
  }
};

}  // namespace sqlalloy::inline v0
