// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/type/codec.hpp>
#include <sqlalloy/type/number_text.hpp>

#include <boost/multiprecision/cpp_dec_float.hpp>
#include <boost/multiprecision/cpp_int.hpp>

#include <ios>
#include <limits>
#include <optional>
#include <string>
#include <utility>

// Numbers of Boost.Multiprecision in the database: `cpp_int` and its kin, `cpp_dec_float_50` and its kin.
//
// | database        | column                                                                              |
// |-----------------|-------------------------------------------------------------------------------------|
// | PostgreSQL      | NUMERIC                                                                             |
// | MySQL, MariaDB  | DECIMAL(65, 30): a number with more digits is a data error                          |
// | SQLite          | TEXT, as `canonical_number` writes it: no exponent, and no zeros that say nothing   |
//
// They come back equal, each digit of them: a `cpp_dec_float_50` has up to 80. NaN and infinities are data errors, as
// is a stored number that the type would round. SQLite sorts text, and not numbers: so they are tested for equality,
// and rules refuse what would ask for more. `sa::decimal` is the type to calculate with in SQL.

namespace sqlalloy::inline v0 {

namespace detail {

/// Integers, and what counts in digits: what binary text would not say is not among them.
template <class Number>
concept number_of_any_size = std::numeric_limits<Number>::is_integer ||
                             (std::numeric_limits<Number>::is_specialized && std::numeric_limits<Number>::radix == 10);

}  // namespace detail

template <class Backend, boost::multiprecision::expression_template_option Templates>
  requires detail::number_of_any_size<boost::multiprecision::number<Backend, Templates>>
struct codec<boost::multiprecision::number<Backend, Templates>> {
  using number = boost::multiprecision::number<Backend, Templates>;
  using limits = std::numeric_limits<number>;
  using storage = numeric_value;

  static std::optional<storage> encode(const number& value) {
    std::optional<std::string> text;
    if constexpr (limits::is_integer)
      text = canonical_number(value.str());
    else
      text = canonical_number(value.str(limits::max_digits10, std::ios_base::scientific));  // no number: NaN, infinity
    if (!text) return std::nullopt;
    return storage{*std::move(text)};
  }

  static std::optional<number> decode(const storage& stored) {
    const auto text = canonical_number(stored.text);
    if (!text) return std::nullopt;
    if constexpr (limits::is_integer) {
      if (text->find('.') != text->npos) return std::nullopt;
      const boost::multiprecision::cpp_int whole(*text);
      if constexpr (limits::is_bounded)
        if (whole > (limits::max)() || whole < (limits::min)()) return std::nullopt;
      if (!limits::is_signed && whole < 0) return std::nullopt;
      return static_cast<number>(whole);
    } else {
      std::optional<number> made(std::in_place, *text);
      const auto again = encode(*made);
      if (!again || again->text != *text) made.reset();  // it has more digits than the type
      return made;
    }
  }
};

}  // namespace sqlalloy::inline v0
