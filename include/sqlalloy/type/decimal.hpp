// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/type/arithmetic.hpp>
#include <sqlalloy/type/codec.hpp>
#include <sqlalloy/type/decimal_text.hpp>

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace sqlalloy::inline v0 {

namespace detail {

// Not constexpr: its name is what the compiler says.
void this_is_no_decimal_of_that_scale();

}  // namespace detail

/// An exact number with `Scale` digits behind the point and 18 digits in all: an amount of money is a `sa::decimal<2>`.
/// It is a 64-bit integer that counts the last digit; it never goes through `double` and is never rounded.
///
/// | database        | column                                          |
/// |-----------------|-------------------------------------------------|
/// | PostgreSQL      | DECIMAL(18, Scale), which is NUMERIC            |
/// | MySQL, MariaDB  | DECIMAL(18, Scale)                              |
/// | SQLite          | INTEGER, `unscaled()`: 12.34 is stored as 1234  |
///
/// So comparison, sorting and sums are exact on all of them. A stored number that has more digits is a data error.
template <int Scale>
  requires(Scale >= 0 && Scale <= decimal_digits)
class decimal {
 public:
  static constexpr int scale = Scale;

  /// Zero.
  constexpr decimal() = default;

  /// A constant: `sa::decimal<2> price = "12.34";`. Text that is none does not compile.
  template <std::size_t N>
  consteval decimal(const char (&literal)[N]) {
    if (!decimal_text::read({literal, N - 1}, Scale, unscaled_)) detail::this_is_no_decimal_of_that_scale();
  }

  /// A whole number, as a constant: `sa::decimal<2> price = 12;`.
  template <class Integer>
    requires detail::is_number<Integer>
  consteval decimal(Integer whole) {
    const auto made = from_integer(static_cast<std::int64_t>(whole));
    if (!made || (whole > 0) != (made->unscaled_ > 0)) detail::this_is_no_decimal_of_that_scale();
    *this = *made;
  }

  /// The number that a text says: `12.34`, `-1`, `+0.5`. Nothing where it says none, or one with more digits than fit.
  static constexpr std::optional<decimal> parse(std::string_view text) noexcept {
    decimal made;
    return decimal_text::read(text, Scale, made.unscaled_) ? std::optional(made) : std::nullopt;
  }

  /// A whole number; nothing where it has more digits than fit.
  static constexpr std::optional<decimal> from_integer(std::int64_t whole) noexcept {
    for (int i = 0; i != Scale; ++i)
      if (__builtin_mul_overflow(whole, 10, &whole)) return std::nullopt;
    return from_unscaled(whole);
  }

  /// So many times the last digit: `sa::decimal<2>::from_unscaled(1234)` is 12.34. Nothing above 18 digits.
  static constexpr std::optional<decimal> from_unscaled(std::int64_t count) noexcept {
    if (count < -greatest_decimal || count > greatest_decimal) return std::nullopt;
    decimal made;
    made.unscaled_ = count;
    return made;
  }

  /// The number without its point: 1234 for 12.34.
  constexpr std::int64_t unscaled() const noexcept { return unscaled_; }

  /// The sum; nothing where it has more digits than fit.
  constexpr std::optional<decimal> try_add(decimal other) const noexcept {
    return from_unscaled(unscaled_ + other.unscaled_);
  }
  /// The difference; nothing where it has more digits than fit.
  constexpr std::optional<decimal> try_subtract(decimal other) const noexcept { return try_add(-other); }

  constexpr decimal operator-() const noexcept {
    decimal made;
    made.unscaled_ = -unscaled_;
    return made;
  }

#if defined(__cpp_exceptions)
  /// The sum; std::overflow_error where it has more digits than fit.
  friend constexpr decimal operator+(decimal left, decimal right) {
    const auto sum = left.try_add(right);
    if (!sum) throw std::overflow_error("sqlalloy: a sum of decimals has more than 18 digits");
    return *sum;
  }
  friend constexpr decimal operator-(decimal left, decimal right) { return left + -right; }
  constexpr decimal& operator+=(decimal other) { return *this = *this + other; }
  constexpr decimal& operator-=(decimal other) { return *this = *this - other; }
#endif

  friend constexpr auto operator<=>(const decimal&, const decimal&) = default;

  friend std::string to_string(decimal value) { return std::string(decimal_text(value.unscaled_, Scale).view()); }

 private:
  std::int64_t unscaled_ = 0;
};

template <int Scale>
struct codec<decimal<Scale>> {
  using storage = decimal_value<Scale>;

  static constexpr storage encode(decimal<Scale> value) noexcept { return {value.unscaled()}; }
  static constexpr std::optional<decimal<Scale>> decode(storage stored) noexcept {
    return decimal<Scale>::from_unscaled(stored.unscaled);
  }
};

}  // namespace sqlalloy::inline v0
