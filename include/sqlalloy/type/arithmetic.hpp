// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/meta/type.hpp>
#include <sqlalloy/type/codec.hpp>

#include <cstdint>
#include <limits>
#include <optional>
#include <type_traits>
#include <utility>

namespace sqlalloy::inline v0 {

namespace detail {

/// The integers of C++ that are numbers: neither `bool` nor a kind of character.
template <class T>
inline constexpr bool is_number = meta::is_one_of<T, signed char, unsigned char, short, unsigned short, int, unsigned,
                                                  long, unsigned long, long long, unsigned long long>;

/// The narrowest signed form that holds every value of an integer; 64 bits where none does.
template <class Integer>
using integer_storage_t = std::conditional_t<
    std::in_range<std::int16_t>(std::numeric_limits<Integer>::max()), std::int16_t,
    std::conditional_t<std::in_range<std::int32_t>(std::numeric_limits<Integer>::max()), std::int32_t, std::int64_t>>;

}  // namespace detail

/// Integers that are no storage form: a narrower or an unsigned one is stored in the next wider signed one.
///
/// | C++ type                                                        | storage form   |
/// |-----------------------------------------------------------------|----------------|
/// | `signed char`, `unsigned char`, 16-bit signed                   | `std::int16_t` |
/// | 16-bit unsigned, 32-bit signed                                  | `std::int32_t` |
/// | 32-bit unsigned, 64-bit signed, 64-bit unsigned up to 2^63 - 1  | `std::int64_t` |
///
/// A value that does not fit, on the way there or on the way back, is a data error and never a wrap. `char` and the
/// other character types are no numbers and have no codec.
template <class Integer>
  requires(detail::is_number<Integer> && !storage<Integer>)
struct codec<Integer> {
  using storage = detail::integer_storage_t<Integer>;

  static constexpr auto encode(Integer value) noexcept {
    if constexpr (std::in_range<storage>(std::numeric_limits<Integer>::max())) {
      return static_cast<storage>(value);
    } else {
      return std::in_range<storage>(value) ? std::optional(static_cast<storage>(value)) : std::nullopt;
    }
  }

  static constexpr auto decode(storage stored) noexcept {
    if constexpr (std::in_range<Integer>(std::numeric_limits<storage>::min()) &&
                  std::in_range<Integer>(std::numeric_limits<storage>::max())) {
      return static_cast<Integer>(stored);
    } else {
      return std::in_range<Integer>(stored) ? std::optional(static_cast<Integer>(stored)) : std::nullopt;
    }
  }
};

}  // namespace sqlalloy::inline v0
