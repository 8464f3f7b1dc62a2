// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/fetch_result.hpp>
#include <sqlalloy/type/decimal_text.hpp>
#include <sqlalloy/type/storage.hpp>
#include <sqlalloy/type/value_view.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace sqlalloy::inline v0 {

/// The value of a hexadecimal digit in either case; -1 of what is none.
constexpr int value_of_digit(char c) noexcept {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/// A UUID in text.
class uuid_text {
 public:
  constexpr explicit uuid_text(const uuid_value& value) {
    std::size_t at = 0, next = 0;
    for (const unsigned byte : value.bytes) {
      if (at == 8 || at == 13 || at == 18 || at == 23) text_[at++] = '-';
      for (const unsigned nibble : {byte >> 4, byte & 0xF}) {
        text_[at++] = "0123456789abcdef"[nibble];
        digits_[next++] = "0123456789ABCDEF"[nibble];
      }
    }
  }

  /// In lower case and with hyphens, as RFC 4122 writes it.
  constexpr std::string_view view() const { return {text_, sizeof text_}; }

  /// The 32 digits alone, as SQL's `hex()` writes them.
  constexpr std::string_view digits() const { return {digits_, sizeof digits_}; }

  /// Reads 36 characters in either case; false, and `out` as it was, where they are no UUID.
  static constexpr bool read(std::string_view text, uuid_value& out) {
    if (text.size() != sizeof text_) return false;
    uuid_value found;
    std::size_t nibbles = 0;
    for (std::size_t at = 0; at != sizeof text_; ++at) {
      const char c = text[at];
      if (at == 8 || at == 13 || at == 18 || at == 23) {
        if (c != '-') return false;
        continue;
      }
      const int digit = value_of_digit(c);
      if (digit < 0) return false;
      auto& byte = found.bytes[nibbles++ / 2];
      byte = static_cast<std::uint8_t>(byte << 4 | digit);
    }
    out = found;
    return true;
  }

 private:
  char text_[36]{};
  char digits_[32]{};
};

// What the engine asks of a form whose header it does not know; found by the type of the argument.

/// The value in words, for errors, events and echo.
[[gnu::cold]] inline void show_value(std::string& out, const uuid_value& value) {
  if (!out.empty()) out += ", ";
  out += uuid_text(value).view();
}
template <int Scale>
[[gnu::cold]] void show_value(std::string& out, decimal_value<Scale> value) {
  if (!out.empty()) out += ", ";
  out += decimal_text(value.unscaled, Scale).view();
}
[[gnu::cold]] inline void show_value(std::string& out, const numeric_value& value) {
  if (!out.empty()) out += ", ";
  out += std::string_view(value.text).substr(0, 200);
}

/// A value whose type is known at run time only, as a UUID: it is 16 bytes, or the text of one.
inline read_result form_of(value_view value, uuid_value& out) {
  if (value.kind() == value_kind::text && uuid_text::read(value.text(), out)) return read_result::value;
  if (value.kind() != value_kind::bytes || value.bytes().size() != sizeof out.bytes) return read_result::mismatch;
  for (std::size_t i = 0; i != sizeof out.bytes; ++i) out.bytes[i] = static_cast<std::uint8_t>(value.bytes()[i]);
  return read_result::value;
}

/// The same as a decimal: it is the text of one. (An integer is not taken for one: on SQLite it would lack the point.)
template <int Scale>
read_result form_of(value_view value, decimal_value<Scale>& out) {
  const bool is_one = value.kind() == value_kind::text && decimal_text::read(value.text(), Scale, out.unscaled);
  return is_one ? read_result::value : read_result::mismatch;
}

/// The same as a number of any size: it is an integer, or text.
inline read_result form_of(value_view value, numeric_value& out) {
  if (value.kind() == value_kind::integer)
    out.text = std::to_string(value.integer());
  else if (value.kind() == value_kind::text)
    out.text = value.text();
  else
    return read_result::mismatch;
  return read_result::value;
}

}  // namespace sqlalloy::inline v0
