// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/libpq/wire.hpp>
#include <sqlalloy/type/number_text.hpp>
#include <sqlalloy/type/storage.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace sqlalloy::inline v0::postgresql {

// The binary form of NUMERIC (numeric_send): how many digits in base 10000 there are, the power of 10000 of the first,
// the sign, how many decimal digits to show behind the point, the digits.

inline constexpr std::uint16_t numeric_negative = 0x4000;

constexpr std::uint64_t power_of_ten(int exponent) noexcept {
  std::uint64_t power = 1;
  for (; exponent > 0; --exponent) power *= 10;
  return power;
}

/// Writes `unscaled` / 10^scale; at most 20 bytes.
inline int encode_numeric(char* to, std::int64_t unscaled, int scale) noexcept {
  auto rest = static_cast<std::uint64_t>(unscaled);
  if (unscaled < 0) rest = 0 - rest;
  std::uint16_t digits[10];
  int first = 5, end = 5;  // the point is before digits[5]
  for (std::uint64_t whole = rest / power_of_ten(scale); whole != 0; whole /= 10000)
    digits[--first] = static_cast<std::uint16_t>(whole % 10000);
  rest %= power_of_ten(scale);
  for (int left = scale; rest != 0; left -= 4) {
    const std::uint64_t digit = left >= 4 ? rest / power_of_ten(left - 4) : rest * power_of_ten(4 - left);
    rest = left >= 4 ? rest % power_of_ten(left - 4) : 0;
    digits[end++] = static_cast<std::uint16_t>(digit);
  }
  while (first < end && digits[first] == 0) ++first;
  while (first < end && digits[end - 1] == 0) --end;
  char* next = store(to, static_cast<std::uint16_t>(end - first));
  next = store(next, static_cast<std::uint16_t>(first < end ? 4 - first : 0));
  next = store(next, unscaled < 0 ? numeric_negative : std::uint16_t{0});
  next = store(next, static_cast<std::uint16_t>(scale));
  for (int i = first; i != end; ++i) next = store(next, digits[i]);
  return static_cast<int>(next - to);
}

/// Reads a number of up to 18 digits; false for NaN, for infinities, and where `unscaled` / 10^scale is not the number.
inline bool decode_numeric(const char* from, int length, int scale, std::int64_t& unscaled) noexcept {
  if (length < 8) return false;
  const int count = load<std::uint16_t>(from), weight = static_cast<std::int16_t>(load<std::uint16_t>(from + 2));
  const std::uint16_t sign = load<std::uint16_t>(from + 4);
  if (length != 8 + 2 * count || (sign != 0 && sign != numeric_negative)) return false;
  std::uint64_t value = 0;
  for (int i = 0; i != count; ++i) {
    std::uint64_t digit = load<std::uint16_t>(from + 8 + 2 * i);
    if (digit == 0) continue;
    const int exponent = 4 * (weight - i) + scale;
    if (exponent < -3 || exponent >= decimal_digits) return false;
    if (exponent < 0) {
      if (digit % power_of_ten(-exponent) != 0) return false;
      digit /= power_of_ten(-exponent);
    } else if (__builtin_mul_overflow(digit, power_of_ten(exponent), &digit)) {
      return false;
    }
    value += digit;  // both are below 2^63 as long as the sum is one of 18 digits
    if (digit > greatest_decimal || value > greatest_decimal) return false;
  }
  unscaled = sign == 0 ? static_cast<std::int64_t>(value) : -static_cast<std::int64_t>(value);
  return true;
}

/// Writes a number of any size behind `to`; false where the text is none, or has more digits than PostgreSQL takes.
inline bool encode_numeric(std::string& to, std::string_view text) {
  const auto parts = split_number(text);
  if (!parts || parts->whole.size() > most_whole_digits || parts->fraction.size() > most_fraction_digits) return false;
  // Groups of four digits, counted from the point.
  std::string digits((4 - parts->whole.size() % 4) % 4, '0');
  digits += parts->whole;
  std::size_t weight = digits.size() / 4;  // of the first, and one more
  digits += parts->fraction;
  digits.resize((digits.size() + 3) / 4 * 4, '0');
  std::size_t first = 0, end = digits.size() / 4;
  const auto group = [&](std::size_t index) {
    int value = 0;
    for (const char c : std::string_view(digits).substr(4 * index, 4)) value = value * 10 + (c - '0');
    return static_cast<std::uint16_t>(value);
  };
  while (first != end && group(first) == 0) ++first;
  while (first != end && group(end - 1) == 0) --end;
  const auto add = [&](std::uint16_t value) {
    char form[2];
    store(form, value);
    to.append(form, sizeof form);
  };
  const bool is_zero = first == end;
  add(static_cast<std::uint16_t>(end - first));
  add(static_cast<std::uint16_t>(is_zero ? 0 : weight - first - 1));
  add(parts->is_negative && !is_zero ? numeric_negative : std::uint16_t{0});
  add(static_cast<std::uint16_t>(parts->fraction.size()));
  for (; first != end; ++first) add(group(first));
  return true;
}

/// Reads a number of any size as text, with zeros at both ends; false for NaN and for infinities.
inline bool decode(const char* from, int length, numeric_value& out) {
  if (length < 8) return false;
  const int count = load<std::uint16_t>(from), weight = static_cast<std::int16_t>(load<std::uint16_t>(from + 2));
  const std::uint16_t sign = load<std::uint16_t>(from + 4);
  if (length != 8 + 2 * count || (sign != 0 && sign != numeric_negative)) return false;
  out.text = sign == 0 ? "0" : "-0";
  for (int place = weight < 0 ? 0 : weight, end = weight - count; place > end || place >= 0; --place) {
    const int index = weight - place;
    const int group = index >= 0 && index < count ? load<std::uint16_t>(from + 8 + 2 * index) : 0;
    if (place == -1) out.text += '.';
    for (const int power : {1000, 100, 10, 1}) out.text += static_cast<char>('0' + group / power % 10);
  }
  return true;
}

template <int Scale>
int encode(char* to, decimal_value<Scale> value) noexcept {
  return encode_numeric(to, value.unscaled, Scale);
}

template <int Scale>
bool decode(const char* from, int length, decimal_value<Scale>& out) noexcept {
  return decode_numeric(from, length, Scale, out.unscaled);
}

}  // namespace sqlalloy::inline v0::postgresql
