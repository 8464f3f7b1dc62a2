// SPDX-License-Identifier: MIT
#pragma once

#include <compare>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace sqlalloy::inline v0 {

/// Bytes that somebody else owns.
using bytes_view = std::span<const std::byte>;

/// A calendar day, counted from 1970-01-01 (proleptic Gregorian).
struct date_value {
  std::int32_t days{};
  friend constexpr auto operator<=>(const date_value&, const date_value&) = default;
};

/// A time of day, in microseconds since midnight.
struct time_value {
  std::int64_t microseconds{};
  friend constexpr auto operator<=>(const time_value&, const time_value&) = default;
};

/// A date with a time of day and no zone, in microseconds since 1970-01-01 00:00 of that same unnamed zone.
struct timestamp_value {
  std::int64_t microseconds{};
  friend constexpr auto operator<=>(const timestamp_value&, const timestamp_value&) = default;
};

/// A point in time, in microseconds since 1970-01-01 00:00 UTC.
struct instant_value {
  std::int64_t microseconds{};
  friend constexpr auto operator<=>(const instant_value&, const instant_value&) = default;
};

/// A length of time, in microseconds.
struct interval_value {
  std::int64_t microseconds{};
  friend constexpr auto operator<=>(const interval_value&, const interval_value&) = default;
};

/// A UUID: its 16 bytes in the order in which they are written (RFC 4122).
struct uuid_value {
  std::uint8_t bytes[16]{};
  friend constexpr auto operator<=>(const uuid_value&, const uuid_value&) = default;
};

/// JSON, as text that somebody else owns.
struct json_view : std::string_view {
  constexpr json_view() = default;
  constexpr explicit json_view(std::string_view text) : std::string_view(text) {}
};

/// A number of any size, as its text: `-12.5`, without an exponent.
struct numeric_value {
  std::string text{};
  friend bool operator==(const numeric_value&, const numeric_value&) = default;
};

/// How many digits a `decimal_value` has, and the greatest number that it counts.
inline constexpr int decimal_digits = 18;
inline constexpr std::int64_t greatest_decimal = 999'999'999'999'999'999;

/// An exact number of up to 18 digits, `Scale` of them behind the point: `unscaled` / 10^Scale.
template <int Scale>
struct decimal_value {
  std::int64_t unscaled{};
  friend constexpr auto operator<=>(const decimal_value&, const decimal_value&) = default;
};

/// The SQL type of a column or a parameter; a dialect spells it.
enum class sql_type : unsigned char {
  boolean,
  smallint,
  integer,
  bigint,
  real,
  double_precision,
  text,
  bytes,
  date,
  time,
  timestamp,
  timestamp_with_time_zone,
  interval,
  uuid,
  json,
  numeric,
  decimal = 0x40,  // and the scale: see `decimal_of`
};

/// The type DECIMAL(18, scale), of a scale from 0 to 18.
constexpr sql_type decimal_of(int scale) noexcept {
  return static_cast<sql_type>(static_cast<int>(sql_type::decimal) | scale);
}

/// The type without its scale.
constexpr sql_type kind_of(sql_type type) noexcept {
  return (static_cast<int>(type) & 0xC0) == static_cast<int>(sql_type::decimal) ? sql_type::decimal : type;
}

constexpr bool is_decimal(sql_type type) noexcept { return kind_of(type) == sql_type::decimal; }

/// The scale of a `decimal_of`.
constexpr int scale_of(sql_type type) noexcept { return static_cast<int>(type) & 0x3F; }

template <class T>
struct storage_traits;  // one for each of the closed list below

template <sql_type Type>
struct storage_of_type {
  static constexpr sql_type type = Type;
};

template <>
struct storage_traits<bool> : storage_of_type<sql_type::boolean> {};
template <>
struct storage_traits<std::int16_t> : storage_of_type<sql_type::smallint> {};
template <>
struct storage_traits<std::int32_t> : storage_of_type<sql_type::integer> {};
template <>
struct storage_traits<std::int64_t> : storage_of_type<sql_type::bigint> {};
template <>
struct storage_traits<float> : storage_of_type<sql_type::real> {};
template <>
struct storage_traits<double> : storage_of_type<sql_type::double_precision> {};
template <>
struct storage_traits<std::string_view> : storage_of_type<sql_type::text> {};
template <>
struct storage_traits<bytes_view> : storage_of_type<sql_type::bytes> {};
template <>
struct storage_traits<date_value> : storage_of_type<sql_type::date> {};
template <>
struct storage_traits<time_value> : storage_of_type<sql_type::time> {};
template <>
struct storage_traits<timestamp_value> : storage_of_type<sql_type::timestamp> {};
template <>
struct storage_traits<instant_value> : storage_of_type<sql_type::timestamp_with_time_zone> {};
template <>
struct storage_traits<interval_value> : storage_of_type<sql_type::interval> {};
template <>
struct storage_traits<uuid_value> : storage_of_type<sql_type::uuid> {};
template <>
struct storage_traits<json_view> : storage_of_type<sql_type::json> {};
template <>
struct storage_traits<numeric_value> : storage_of_type<sql_type::numeric> {};
template <int Scale>
  requires(Scale >= 0 && Scale <= decimal_digits)
struct storage_traits<decimal_value<Scale>> : storage_of_type<decimal_of(Scale)> {};

/// A form in which a value passes between the library and a driver: the closed list of C++ types that every driver
/// binds and reads.
template <class T>
concept storage = requires { storage_traits<T>::type; };

/// The SQL type that a storage form stands for.
template <storage T>
inline constexpr sql_type storage_type_v = storage_traits<T>::type;

}  // namespace sqlalloy::inline v0
