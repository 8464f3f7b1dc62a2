// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/type/storage.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <string_view>

namespace sqlalloy::inline v0::postgresql {

// PostgreSQL's binary forms: numbers with the most significant byte first, time counted from 2000-01-01.

inline constexpr std::int32_t epoch_days = 10957;
inline constexpr std::int64_t epoch_microseconds = 946'684'800'000'000;
inline constexpr std::int64_t day_microseconds = 86'400'000'000;

/// The same number with its most significant byte first, or back.
template <class Unsigned>
constexpr Unsigned big_endian(Unsigned value) noexcept {
  if constexpr (std::endian::native == std::endian::big)
    return value;
  else if constexpr (sizeof(Unsigned) == 8)
    return __builtin_bswap64(value);
  else if constexpr (sizeof(Unsigned) == 4)
    return __builtin_bswap32(value);
  else
    return __builtin_bswap16(value);
}

/// Writes an unsigned integer; it returns the place after it.
template <class Unsigned>
char* store(char* to, Unsigned value) noexcept {
  const Unsigned bytes = big_endian(value);
  std::memcpy(to, &bytes, sizeof bytes);
  return to + sizeof bytes;
}

template <class Unsigned>
Unsigned load(const char* from) noexcept {
  Unsigned bytes;
  std::memcpy(&bytes, from, sizeof bytes);
  return big_endian(bytes);
}

/// Room for any form that `encode` writes.
inline constexpr std::size_t wire_size = 32;

// Each writes the binary form of a value and returns its length, 0 where the value has none.

inline int encode(char* to, bool value) noexcept { return static_cast<void>(*to = value ? 1 : 0), 1; }
inline int encode(char* to, std::int16_t value) noexcept {
  return static_cast<int>(store(to, static_cast<std::uint16_t>(value)) - to);
}
inline int encode(char* to, std::int32_t value) noexcept {
  return static_cast<int>(store(to, static_cast<std::uint32_t>(value)) - to);
}
inline int encode(char* to, std::int64_t value) noexcept {
  return static_cast<int>(store(to, static_cast<std::uint64_t>(value)) - to);
}
inline int encode(char* to, float value) noexcept { return encode(to, std::bit_cast<std::int32_t>(value)); }
inline int encode(char* to, double value) noexcept { return encode(to, std::bit_cast<std::int64_t>(value)); }

inline int encode(char* to, date_value value) noexcept {
  if (value.days < std::numeric_limits<std::int32_t>::min() + 1 + epoch_days) return 0;  // the least means -infinity
  return encode(to, value.days - epoch_days);
}

inline int encode(char* to, time_value value) noexcept {
  return value.microseconds < 0 || value.microseconds > day_microseconds ? 0 : encode(to, value.microseconds);
}

inline int encode(char* to, timestamp_value value) noexcept {
  if (value.microseconds < std::numeric_limits<std::int64_t>::min() + 1 + epoch_microseconds) return 0;
  return encode(to, value.microseconds - epoch_microseconds);
}

inline int encode(char* to, instant_value value) noexcept { return encode(to, timestamp_value{value.microseconds}); }

inline int encode(char* to, interval_value value) noexcept {
  store(store(to, static_cast<std::uint64_t>(value.microseconds)), std::uint64_t{0});  // no days, no months
  return 16;
}

inline int encode(char* to, uuid_value value) noexcept {
  std::memcpy(to, value.bytes, sizeof value.bytes);
  return sizeof value.bytes;
}

// Each reads the binary form of a value, whose length the server gave; false where the value does not fit.

/// An integer of any width that the server has.
inline bool decode(const char* from, int length, std::int64_t& out) noexcept {
  switch (length) {
    case 8:
      out = static_cast<std::int64_t>(load<std::uint64_t>(from));
      return true;
    case 4:
      out = static_cast<std::int32_t>(load<std::uint32_t>(from));
      return true;
    case 2:
      out = static_cast<std::int16_t>(load<std::uint16_t>(from));
      return true;
    default:
      return false;
  }
}

template <class Integer>
constexpr bool decode_narrow(const char* from, int length, Integer& out) noexcept {
  std::int64_t wide = 0;
  if (!decode(from, length, wide) || wide < std::numeric_limits<Integer>::min() ||
      wide > std::numeric_limits<Integer>::max())
    return false;
  out = static_cast<Integer>(wide);
  return true;
}

inline bool decode(const char* from, int length, std::int32_t& out) noexcept {
  return decode_narrow(from, length, out);
}
inline bool decode(const char* from, int length, std::int16_t& out) noexcept {
  return decode_narrow(from, length, out);
}

inline bool decode(const char* from, int length, bool& out) noexcept {
  if (length != 1) return false;
  out = *from != 0;
  return true;
}

inline bool decode(const char* from, int length, double& out) noexcept {
  if (length == 8)
    out = std::bit_cast<double>(load<std::uint64_t>(from));
  else if (length == 4)
    out = std::bit_cast<float>(load<std::uint32_t>(from));
  return length == 8 || length == 4;
}

/// A `double precision` is rounded to the nearest `float`; one that is out of its range does not fit.
inline bool decode(const char* from, int length, float& out) noexcept {
  double wide = 0;
  if (!decode(from, length, wide)) return false;
  constexpr double greatest = std::numeric_limits<float>::max(), infinity = std::numeric_limits<double>::infinity();
  if ((wide > greatest && wide != infinity) || (wide < -greatest && wide != -infinity)) return false;
  out = static_cast<float>(wide);
  return true;
}

inline bool decode(const char* from, int length, std::string_view& out) noexcept {
  out = {from, static_cast<std::size_t>(length)};
  return true;
}

inline bool decode(const char* from, int length, bytes_view& out) noexcept {
  out = {reinterpret_cast<const std::byte*>(from), static_cast<std::size_t>(length)};
  return true;
}

/// `infinity` and `-infinity` do not fit.
inline bool decode(const char* from, int length, date_value& out) noexcept {
  std::int32_t days = 0;
  if (length != 4 || !decode(from, length, days) || days > std::numeric_limits<std::int32_t>::max() - 1 - epoch_days ||
      days == std::numeric_limits<std::int32_t>::min())
    return false;
  out.days = days + epoch_days;
  return true;
}

inline bool decode(const char* from, int length, time_value& out) noexcept {
  return length == 8 && decode(from, length, out.microseconds);
}

/// `infinity`, `-infinity` and what lies beyond the year 294246 do not fit.
inline bool decode(const char* from, int length, timestamp_value& out) noexcept {
  std::int64_t microseconds = 0;
  if (length != 8 || !decode(from, length, microseconds) ||
      microseconds > std::numeric_limits<std::int64_t>::max() - epoch_microseconds ||
      microseconds == std::numeric_limits<std::int64_t>::min())
    return false;
  out.microseconds = microseconds + epoch_microseconds;
  return true;
}

inline bool decode(const char* from, int length, instant_value& out) noexcept {
  timestamp_value stamp;
  if (!decode(from, length, stamp)) return false;
  out.microseconds = stamp.microseconds;
  return true;
}

/// A day is 24 hours; months have no fixed length and do not fit.
inline bool decode(const char* from, int length, interval_value& out) noexcept {
  if (length != 16 || load<std::uint32_t>(from + 12) != 0) return false;
  const auto days = static_cast<std::int32_t>(load<std::uint32_t>(from + 8));
  const auto time = static_cast<std::int64_t>(load<std::uint64_t>(from));
  return !__builtin_add_overflow(time, days * day_microseconds, &out.microseconds);
}

/// Before the text of a `jsonb` stands the number of its format, 1, with which no JSON begins.
inline bool decode(const char* from, int length, json_view& out) noexcept {
  const int head = length != 0 && *from == 1 ? 1 : 0;
  out = json_view({from + head, static_cast<std::size_t>(length - head)});
  return true;
}

inline bool decode(const char* from, int length, uuid_value& out) noexcept {
  if (length != sizeof out.bytes) return false;
  std::memcpy(out.bytes, from, sizeof out.bytes);
  return true;
}

}  // namespace sqlalloy::inline v0::postgresql
