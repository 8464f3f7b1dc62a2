// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/meta/fixed_string.hpp>

#include <concepts>
#include <cstddef>

namespace sqlalloy::inline v0 {

/// A value as a template argument: a number, an enumerator, or a text.
template <class T>
struct constant {
  T value;

  constexpr constant(T given) : value(given) {}
  template <std::size_t N>
    requires std::same_as<T, fixed_string<N>>
  consteval constant(const char (&text)[N]) : value(text) {}
};
template <std::size_t N>
constant(const char (&)[N]) -> constant<fixed_string<N>>;

/// What it stands for in a program: of a text a view of it.
template <class T>
constexpr T plain_value(const constant<T>& of) {
  return of.value;
}
template <std::size_t N>
constexpr std::string_view plain_value(const constant<fixed_string<N>>& of) {
  return of.value.view();
}

}  // namespace sqlalloy::inline v0
