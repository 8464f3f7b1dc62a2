// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/expr/rules.hpp>

#include <cstdint>
#include <type_traits>

namespace sqlalloy::inline v0 {

template <class T>
inline constexpr bool is_wide_integer = sizeof(T) > sizeof(std::int32_t) || std::is_same_v<T, std::uint32_t>;

/// The type of what two numbers give together, as the databases have it: 64 bits or double as soon as one side needs
/// them; else 32 bits.
template <class Left, class Right>
using number_of =
    std::conditional_t<std::is_floating_point_v<Left> || std::is_floating_point_v<Right>, double,
                       std::conditional_t<is_wide_integer<Left> || is_wide_integer<Right>, std::int64_t, std::int32_t>>;

/// The type of what an operator makes of two numbers: of decimals, which are of one scale, that one.
template <class Left, class Right>
struct sum_of {
  using type = number_of<Left, Right>;
};
template <class Left, class Right>
  requires rules::is_exact<Left>
struct sum_of<Left, Right> {
  using type = Left;
};

/// The type of a value that is one of several (COALESCE, CASE): of different numbers one that holds them all, else the
/// first.
template <class First, class... More>
struct common_value {
  using type = First;
};

template <class First, class Second, class... More>
struct common_value<First, Second, More...> : common_value<First, More...> {};

template <class First, class Second, class... More>
  requires(rules::is_number<First> && rules::is_number<Second> && !std::is_same_v<First, Second>)
struct common_value<First, Second, More...> : common_value<number_of<First, Second>, More...> {};

template <class... T>
using common_value_t = typename common_value<T...>::type;

}  // namespace sqlalloy::inline v0
