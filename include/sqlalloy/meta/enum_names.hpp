// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>

namespace sqlalloy::inline v0 {

/// Where the enumerators of an enum are looked for, both ends included. Specialise it for an enum that goes further:
///
///     template <> struct sqlalloy::enum_range<http_status> { static constexpr int min = 100, max = 599; };
///
/// An enumerator out of this range has no name. The range is paid for at compile time.
template <class Enum>
struct enum_range {
  static constexpr int min = 0, max = 63;
};

}  // namespace sqlalloy::inline v0

namespace sqlalloy::inline v0::meta {

/// Whether an enum has a fixed underlying type (`enum class`, `enum E : int`): each value of that type is one of it.
template <class Enum>
inline constexpr bool is_fixed_enum = std::is_enum_v<Enum> && requires { Enum{0}; };

/// A value of an enum, and its name.
template <class Enum>
struct enumerator {
  std::string_view name;
  Enum value;
};

// All values in one text: to ask for each by itself would cost an instantiation each.
template <auto... Values>
consteval std::string_view written_values() {
  return {__PRETTY_FUNCTION__, sizeof(__PRETTY_FUNCTION__) - 1};
}

// An enum without a fixed type has only the values of as many bits as its enumerators need. Of others g++ makes
// constants nevertheless, clang does or warns of it or refuses, by version; they have no name, and none of them leaves
// this file.
#if defined(__clang__)
#pragma clang diagnostic push
#if __has_warning("-Wenum-constexpr-conversion")
#pragma clang diagnostic ignored "-Wenum-constexpr-conversion"
#endif
#endif

template <class Enum, long long Value>
consteval bool is_value_of() {
  if constexpr (is_fixed_enum<Enum>) {
    using underlying = std::underlying_type_t<Enum>;
    const bool keeps_its_sign = Value >= 0 || std::is_signed_v<underlying>;
    return keeps_its_sign && static_cast<long long>(static_cast<underlying>(Value)) == Value;
  } else {
    return requires { typename std::integral_constant<Enum, static_cast<Enum>(Value)>; };
  }
}

// The value of the enum that is next to `Value` on the way to 0. The ends of a range of bits are tried, for no enum
// ends elsewhere.
template <class Enum, long long Value>
consteval long long nearest_value() {
  if constexpr (is_value_of<Enum, Value>()) {
    return Value;
  } else if constexpr (Value < 0) {
    return nearest_value<Enum, -static_cast<long long>(std::bit_floor(static_cast<unsigned long long>(-Value - 1)))>();
  } else {
    return nearest_value<Enum, static_cast<long long>(std::bit_floor(static_cast<unsigned long long>(Value))) - 1>();
  }
}

consteval bool is_digit_or_minus(char c) { return c == '-' || (c >= '0' && c <= '9'); }

// Where a name stands in the text. No string_view: g++ 12 cannot read the empty ones back from a constant array.
struct place_of_name {
  std::size_t begin;
  std::size_t size;
};

/// Where the names stand, each behind its last `::`; size 0 for a value without a name, which is written as a cast.
template <std::size_t Count>
consteval std::array<place_of_name, Count> find_names(std::string_view text) {
  std::array<place_of_name, Count> names{};
  std::size_t begin = text.find("Values = ") + 10;
  std::size_t index = 0;
  std::size_t cast = 0;  // the length of `(Enum)`, once it has been seen
  int depth = 0;
  for (std::size_t i = begin; index != Count; ++i) {
    const char c = text[i];
    if (depth == 0 && (c == ',' || c == '}' || c == '>')) {
      if (text[begin] != '(') {
        names[index] = {begin, i - begin};
      } else if (cast == 0) {
        cast = text.rfind(')', i) + 1 - begin;
      }
      ++index;
      begin = i + 2;
      // Most values have no name: from one to the next in a leap, for the sake of the time that it takes to compile.
      if (cast != 0 && begin + cast < text.size() && text[begin + cast - 1] == ')' &&
          is_digit_or_minus(text[begin + cast]))
        i = begin + cast;
    } else if (c == '(' || c == '<' || c == '{') {
      ++depth;
    } else if (c == ')' || c == '>' || c == '}') {
      --depth;
    } else if (c == ':' && depth == 0) {
      begin = i + 1;
    }
  }
  return names;
}

template <std::size_t Count>
consteval std::size_t count_named(const std::array<place_of_name, Count>& names) {
  std::size_t named = 0;
  for (const place_of_name& name : names) named += name.size != 0;
  return named;
}

template <class Enum, long long First, std::size_t... I>
consteval auto find_enumerators(std::index_sequence<I...>) {
  constexpr std::string_view text = written_values<static_cast<Enum>(First + static_cast<long long>(I))...>();
  constexpr auto names = find_names<sizeof...(I)>(text);
  std::array<enumerator<Enum>, count_named(names)> found{};
  std::size_t next = 0;
  for (std::size_t i = 0; i != names.size(); ++i)
    if (names[i].size != 0)
      found[next++] = {text.substr(names[i].begin, names[i].size),
                       static_cast<Enum>(First + static_cast<long long>(i))};
  return found;
}

#if defined(__clang__)
#pragma clang diagnostic pop
#endif

template <class Enum>
consteval auto find_enumerators() {
  constexpr long long first = nearest_value<Enum, enum_range<Enum>::min>();
  constexpr long long last = nearest_value<Enum, enum_range<Enum>::max>();
  return find_enumerators<Enum, first>(std::make_index_sequence<static_cast<std::size_t>(last - first + 1)>{});
}

/// The enumerators of an enum in ascending order; of several with one value, the first that was declared.
template <class Enum>
inline constexpr auto enumerators = find_enumerators<Enum>();

/// The name of a value; empty where it has none.
template <class Enum>
constexpr std::string_view enum_name(Enum value) noexcept {
  for (const enumerator<Enum>& each : enumerators<Enum>)
    if (each.value == value) return each.name;
  return {};
}

/// The value of that name, in the same case.
template <class Enum>
constexpr std::optional<Enum> enum_value(std::string_view name) noexcept {
  for (const enumerator<Enum>& each : enumerators<Enum>)
    if (each.name == name) return each.value;
  return std::nullopt;
}

}  // namespace sqlalloy::inline v0::meta
