// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/meta/enum_names.hpp>
#include <sqlalloy/type/arithmetic.hpp>
#include <sqlalloy/type/codec.hpp>

#include <optional>
#include <string_view>
#include <type_traits>

namespace sqlalloy::inline v0 {

/// Stores an enum as text, the name of its enumerator:
///
///     template <> struct sqlalloy::codec<colour> : sqlalloy::enum_by_name<colour> {};
///
/// A value without a name, and text that names none, are data errors. Enumerators are found from 0 to 63; for others
/// specialise `enum_range<colour>`. Renaming an enumerator changes what is stored.
template <class Enum>
struct enum_by_name {
  using storage = std::string_view;

  static constexpr std::optional<storage> encode(Enum value) noexcept {
    const std::string_view name = meta::enum_name(value);
    return name.empty() ? std::nullopt : std::optional(name);
  }
  static constexpr std::optional<Enum> decode(storage name) noexcept { return meta::enum_value<Enum>(name); }
};

namespace detail {

template <class Integer>
struct number_like : std::make_unsigned<Integer> {};

template <class Integer>
  requires std::is_signed_v<Integer>
struct number_like<Integer> : std::make_signed<Integer> {};

template <>
struct number_like<bool> {
  using type = bool;
};

}  // namespace detail

/// Stores an enum as its number:
///
///     template <> struct sqlalloy::codec<colour> : sqlalloy::enum_by_value<colour> {};
///
/// A number that the underlying type cannot hold is a data error; whether a number has a name is not asked.
template <class Enum>
struct enum_by_value {
  // Any other has fewer values than its underlying type, and to read one of the rest would be undefined behaviour.
  static_assert(meta::is_fixed_enum<Enum>,
                "sqlalloy: enum_by_value is given an enum without a fixed underlying type; write `enum class`, "
                "`enum E : int`, or store it by name");

  using storage = typename detail::number_like<std::underlying_type_t<Enum>>::type;

  static constexpr storage encode(Enum value) noexcept { return static_cast<storage>(value); }
  static constexpr Enum decode(storage number) noexcept { return static_cast<Enum>(number); }
};

}  // namespace sqlalloy::inline v0
