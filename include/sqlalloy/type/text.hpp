// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/type/codec.hpp>

#include <string>
#include <string_view>

namespace sqlalloy::inline v0 {

/// Text, with any allocator; embedded NULs are part of it. The library neither checks nor converts its encoding: it is
/// UTF-8 by the drivers' own setting.
///
/// `std::string_view` is a storage form and so has a codec of its own, for parameters and literals; what is read into
/// one is valid until the next row. `const char*` has none.
template <class Allocator>
struct codec<std::basic_string<char, std::char_traits<char>, Allocator>> {
  using text = std::basic_string<char, std::char_traits<char>, Allocator>;
  using storage = std::string_view;
  using view = std::string_view;

  static constexpr storage encode(const text& value) noexcept { return value; }
  static constexpr text decode(storage stored) { return text(stored); }
  static constexpr bool decode_into(storage stored, text& out) {
    out.assign(stored);
    return true;
  }
};

}  // namespace sqlalloy::inline v0
