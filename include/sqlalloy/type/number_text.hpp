// SPDX-License-Identifier: MIT
#pragma once

#include <charconv>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

namespace sqlalloy::inline v0 {

/// How many digits a number of any size may have before and behind the point; they are PostgreSQL's limits, everywhere.
inline constexpr std::size_t most_whole_digits = 131'072;
inline constexpr std::size_t most_fraction_digits = 16'383;

/// The parts of a number in text, `-12.50`.
struct number_parts {
  bool is_negative = false;
  std::string_view whole{};     ///< 12
  std::string_view fraction{};  ///< 50
};

/// Takes a number apart that has no exponent; nothing where the text is none.
constexpr std::optional<number_parts> split_number(std::string_view text) {
  number_parts parts;
  parts.is_negative = text.starts_with('-');
  if (parts.is_negative || text.starts_with('+')) text.remove_prefix(1);
  const std::size_t point = text.find('.');
  parts.whole = text.substr(0, point);
  if (point != text.npos) parts.fraction = text.substr(point + 1);
  if (parts.whole.empty() || (point != text.npos && parts.fraction.empty())) return std::nullopt;
  for (const std::string_view part : {parts.whole, parts.fraction})
    for (const char c : part)
      if (c < '0' || c > '9') return std::nullopt;
  return parts;
}

/// The one text of a number: no exponent, no plus sign, no zeros that say nothing, and zero is `0`. Nothing where the
/// text is no number, or one with too many digits.
inline std::optional<std::string> canonical_number(std::string_view text) {
  long exponent = 0;
  if (const std::size_t e = text.find_first_of("eE"); e != text.npos) {
    std::string_view power = text.substr(e + 1);
    if (power.starts_with('+')) power.remove_prefix(1);
    const auto [end, error] = std::from_chars(power.data(), power.data() + power.size(), exponent);
    if (error != std::errc{} || end != power.data() + power.size()) return std::nullopt;
    text = text.substr(0, e);
  }
  const auto parts = split_number(text);
  if (!parts) return std::nullopt;
  std::string digits(parts->whole);
  digits += parts->fraction;
  const std::size_t first = digits.find_first_not_of('0');
  if (first == digits.npos) return "0";
  const std::size_t end = digits.find_last_not_of('0') + 1;
  // The digits from `first` to `end` are to have the point `point` places behind `first`.
  constexpr long far = most_whole_digits + most_fraction_digits;
  if (exponent > 2 * far || exponent < -2 * far || parts->whole.size() > static_cast<std::size_t>(far))
    return std::nullopt;
  const long point = static_cast<long>(parts->whole.size()) + exponent - static_cast<long>(first);
  digits = digits.substr(first, end - first);
  const long count = static_cast<long>(digits.size());
  if (point > static_cast<long>(most_whole_digits) || count - point > static_cast<long>(most_fraction_digits))
    return std::nullopt;
  if (point <= 0)
    digits.insert(0, "0." + std::string(static_cast<std::size_t>(-point), '0'));
  else if (point < count)
    digits.insert(static_cast<std::size_t>(point), ".");
  else
    digits.append(static_cast<std::size_t>(point - count), '0');
  if (parts->is_negative) digits.insert(0, "-");
  return digits;
}

}  // namespace sqlalloy::inline v0
