// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/fetch_result.hpp>
#include <sqlalloy/driver/iso_text.hpp>
#include <sqlalloy/type/value_view.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <string_view>

#include <sqlite3.h>

namespace sqlalloy::inline v0::sqlite {

// A column of SQLite may hold a value of any type whatever its declaration says, so each of these asks for the type
// first: text in an integer column is a mismatch and never 0.

inline std::string_view text_of(::sqlite3_value* value) noexcept {
  const auto* text = reinterpret_cast<const char*>(::sqlite3_value_text(value));
  return {text, text ? static_cast<std::size_t>(::sqlite3_value_bytes(value)) : 0};
}

inline bytes_view bytes_of(::sqlite3_value* value) noexcept {
  const auto* bytes = static_cast<const std::byte*>(::sqlite3_value_blob(value));
  return {bytes, bytes ? static_cast<std::size_t>(::sqlite3_value_bytes(value)) : 0};
}

inline read_result null_or_mismatch(int type) noexcept {
  return type == SQLITE_NULL ? read_result::null : read_result::mismatch;
}

inline read_result read_value(::sqlite3_value* value, std::int64_t& out) noexcept {
  const int type = ::sqlite3_value_type(value);
  if (type != SQLITE_INTEGER) return null_or_mismatch(type);
  out = ::sqlite3_value_int64(value);
  return read_result::value;
}

/// Integers that are narrower than the database's, `bool` (0 and 1) among them.
template <class Integer>
read_result read_narrow(::sqlite3_value* value, Integer& out) noexcept {
  std::int64_t wide = 0;
  if (const read_result found = read_value(value, wide); found != read_result::value) return found;
  if (wide < std::numeric_limits<Integer>::min() || wide > std::numeric_limits<Integer>::max())
    return read_result::mismatch;
  out = static_cast<Integer>(wide);
  return read_result::value;
}

inline read_result read_value(::sqlite3_value* value, bool& out) noexcept { return read_narrow(value, out); }
inline read_result read_value(::sqlite3_value* value, std::int16_t& out) noexcept { return read_narrow(value, out); }
inline read_result read_value(::sqlite3_value* value, std::int32_t& out) noexcept { return read_narrow(value, out); }

/// A real, or an integer that `out` holds exactly.
inline read_result read_value(::sqlite3_value* value, double& out) noexcept {
  const int type = ::sqlite3_value_type(value);
  if (type == SQLITE_FLOAT) {
    out = ::sqlite3_value_double(value);
    return read_result::value;
  }
  if (type != SQLITE_INTEGER) return null_or_mismatch(type);
  constexpr std::int64_t exact = std::int64_t{1} << std::numeric_limits<double>::digits;
  const std::int64_t integer = ::sqlite3_value_int64(value);
  if (integer < -exact || integer > exact) return read_result::mismatch;
  out = static_cast<double>(integer);
  return read_result::value;
}

/// A real is rounded to the nearest `float`; one that is out of its range is a mismatch.
inline read_result read_value(::sqlite3_value* value, float& out) noexcept {
  double wide = 0;
  if (const read_result found = read_value(value, wide); found != read_result::value) return found;
  constexpr double greatest = std::numeric_limits<float>::max(), infinity = std::numeric_limits<double>::infinity();
  if ((wide > greatest && wide != infinity) || (wide < -greatest && wide != -infinity)) return read_result::mismatch;
  if (::sqlite3_value_type(value) == SQLITE_INTEGER && static_cast<double>(static_cast<float>(wide)) != wide)
    return read_result::mismatch;
  out = static_cast<float>(wide);
  return read_result::value;
}

/// Valid until the cursor moves.
inline read_result read_value(::sqlite3_value* value, std::string_view& out) noexcept {
  const int type = ::sqlite3_value_type(value);
  if (type != SQLITE_TEXT) return null_or_mismatch(type);
  const std::string_view text = text_of(value);
  if (!text.data()) return read_result::mismatch;  // out of memory
  out = text;
  return read_result::value;
}

/// Valid until the cursor moves.
inline read_result read_value(::sqlite3_value* value, bytes_view& out) noexcept {
  const int type = ::sqlite3_value_type(value);
  if (type != SQLITE_BLOB) return null_or_mismatch(type);
  out = bytes_of(value);
  return read_result::value;
}

template <class Time>
read_result read_iso(::sqlite3_value* value, Time& out) noexcept {
  std::string_view text;
  if (const read_result found = read_value(value, text); found != read_result::value) return found;
  return iso_reader(text).read(out) ? read_result::value : read_result::mismatch;
}

inline read_result read_value(::sqlite3_value* value, date_value& out) noexcept { return read_iso(value, out); }
inline read_result read_value(::sqlite3_value* value, time_value& out) noexcept { return read_iso(value, out); }
inline read_result read_value(::sqlite3_value* value, timestamp_value& out) noexcept { return read_iso(value, out); }
inline read_result read_value(::sqlite3_value* value, instant_value& out) noexcept { return read_iso(value, out); }

inline read_result read_value(::sqlite3_value* value, interval_value& out) noexcept {
  return read_value(value, out.microseconds);
}

template <int Scale>
read_result read_value(::sqlite3_value* value, decimal_value<Scale>& out) noexcept {
  return read_value(value, out.unscaled);
}

inline read_result read_value(::sqlite3_value* value, numeric_value& out) {
  std::string_view text;
  const read_result found = read_value(value, text);
  if (found == read_result::value) out.text = text;
  return found;
}

inline read_result read_value(::sqlite3_value* value, uuid_value& out) noexcept {
  bytes_view bytes;
  if (const read_result found = read_value(value, bytes); found != read_result::value) return found;
  if (bytes.size() != sizeof out.bytes) return read_result::mismatch;
  std::memcpy(out.bytes, bytes.data(), sizeof out.bytes);
  return read_result::value;
}

/// Whatever is there. Text and bytes are valid until the cursor moves.
inline value_view any_value(::sqlite3_value* value) noexcept {
  switch (::sqlite3_value_type(value)) {
    case SQLITE_INTEGER:
      return value_view(std::int64_t{::sqlite3_value_int64(value)});
    case SQLITE_FLOAT:
      return value_view(::sqlite3_value_double(value));
    case SQLITE_TEXT:
      return value_view(text_of(value));
    case SQLITE_BLOB:
      return value_view(bytes_of(value));
    default:
      return {};
  }
}

}  // namespace sqlalloy::inline v0::sqlite
