// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace sqlalloy::inline v0::meta {

template <class T> consteval std::string_view signature_of_type() { return __PRETTY_FUNCTION__; }

/// The name of a class, without its namespaces: `User` for `shop::User`.
template <class T> consteval std::string_view type_name() {
  constexpr std::string_view text = signature_of_type<T>();
  constexpr auto start = text.find("T = ") + 4;
  constexpr auto end = text.find_first_of(";]", start);
  constexpr std::string_view whole = text.substr(start, end - start);
  constexpr auto colon = whole.rfind(':', whole.find('<'));
  return colon == std::string_view::npos ? whole : whole.substr(colon + 1);
}

}  // namespace sqlalloy::inline v0::meta
