// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

namespace sqlalloy::inline v0 {

namespace detail {

template <class T>
struct optional_traits {
  static constexpr bool is_optional = false;
  using value = T;
  using with_null = std::optional<T>;
};

template <class T>
struct optional_traits<std::optional<T>> {
  static constexpr bool is_optional = true;
  using value = T;
  using with_null = std::optional<T>;
};

}  // namespace detail

/// A type with a value for NULL: `std::optional` of something.
template <class T>
concept nullable = detail::optional_traits<T>::is_optional;

/// The type without NULL: `T` for `std::optional<T>`, any other type as it is.
template <class T>
using remove_optional_t = typename detail::optional_traits<T>::value;

/// The type with NULL: `std::optional<T>` for `T`; a type that has NULL already as it is.
template <class T>
using make_optional_t = typename detail::optional_traits<T>::with_null;

}  // namespace sqlalloy::inline v0
