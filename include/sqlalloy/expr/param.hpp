// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/expr/label.hpp>

#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

namespace sqlalloy::inline v0 {

/// A place for a value that is given when the statement is executed; its type is that of the operand beside it.
template <fixed_string Name, class Value>
struct param : expression_node<param<Name, Value>> {
  using value_type = Value;
  using children = type_list<>;
  static constexpr nulls null_rule = nulls::own;
  static constexpr precedence binding = precedence::atom;
  static constexpr std::string_view name = Name.view();
};

/// The value for a parameter: owned where it was given as an rvalue, borrowed (`T` is a reference) where as an lvalue.
template <fixed_string Name, class T>
struct argument {
  static constexpr std::string_view name = Name.view();
  T value;
};

/// `"x"_p` in a query stands for a value to come; `"x"_p = value` in `execute()` gives it.
template <fixed_string Name>
struct parameter {
  static constexpr std::string_view name = Name.view();

  template <class T>
  constexpr argument<Name, T> operator=(T&& value) const {
    return {std::forward<T>(value)};
  }

  /// The parameter with a type of its own, where no operand beside it says one: `"n"_p.of(sa::type<int>{})`.
  template <class T>
  constexpr param<Name, T> of(type<T>) const {
    return {};
  }
};

inline namespace literals {

/// A parameter of a query.
template <fixed_string Name>
consteval parameter<Name> operator""_p() {
  return {};
}

}  // namespace literals

}  // namespace sqlalloy::inline v0
