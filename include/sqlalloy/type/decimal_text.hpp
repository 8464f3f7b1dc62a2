// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/type/storage.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace sqlalloy::inline v0 {

/// A decimal number in text: `-0.05`, with as many digits behind the point as its scale says.
class decimal_text {
 public:
  constexpr decimal_text(std::int64_t unscaled, int scale) {
    auto rest = static_cast<std::uint64_t>(unscaled);
    if (unscaled < 0) rest = 0 - rest;
    int digits = 0;
    do {
      if (digits == scale && scale != 0) text_[--begin_] = '.';
      text_[--begin_] = static_cast<char>('0' + rest % 10);
      rest /= 10;
      ++digits;
    } while (rest != 0 || digits <= scale);
    if (unscaled < 0) text_[--begin_] = '-';
  }

  constexpr std::string_view view() const { return {text_ + begin_, sizeof text_ - begin_}; }

  /// Reads a number: a sign or none, digits, and digits behind a point or none. It is false, and `unscaled` as it was,
  /// for any other text and for a number that is no `decimal_value` of that scale: nothing is rounded.
  static constexpr bool read(std::string_view text, int scale, std::int64_t& unscaled) {
    const bool is_negative = text.starts_with('-');
    if (is_negative || text.starts_with('+')) text.remove_prefix(1);
    const std::size_t point = text.find('.');
    const std::string_view whole = text.substr(0, point);
    const std::string_view part = point == text.npos ? std::string_view() : text.substr(point + 1);
    if (whole.empty() || (point != text.npos && part.empty())) return false;
    std::int64_t value = 0;
    for (const char c : whole)
      if (!add_digit(value, c)) return false;
    for (const char c : part)
      if (scale > 0 ? !add_digit(value, c) : c != '0')
        return false;
      else
        --scale;
    for (; scale > 0; --scale)
      if (!add_digit(value, '0')) return false;
    unscaled = is_negative ? -value : value;
    return true;
  }

 private:
  char text_[24]{};  // 19 digits, a zero before the point, the point and the sign
  std::size_t begin_ = sizeof text_;

  static constexpr bool add_digit(std::int64_t& value, char c) {
    if (c < '0' || c > '9' || value > greatest_decimal / 10) return false;
    value = value * 10 + (c - '0');
    return true;
  }
};

}  // namespace sqlalloy::inline v0
