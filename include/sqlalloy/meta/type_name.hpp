// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string_view>

namespace sqlalloy::inline v0::meta {

template <class T>
consteval auto signature_of_type() {
  return std::string_view(__PRETTY_FUNCTION__, sizeof(__PRETTY_FUNCTION__) - 1);
}

/// The name of a class, without what it stands in: `User` for `shop::User`.
template <class T>
consteval std::string_view type_name() {
  std::string_view whole = signature_of_type<T>();
  whole = whole.substr(whole.find("T = ") + 4);
  whole.remove_suffix(1);
  // Its name stands behind the last `::` that is in no brackets: those of a template's arguments, of the parameters of
  // a function around it, of `(anonymous namespace)`. A character as an argument ('<') is none.
  std::size_t begin = 0;
  int depth = 0;
  for (std::size_t i = 0; i != whole.size(); ++i) {
    const char c = whole[i];
    if (c == '\'') {
      const std::size_t end = whole.find('\'', i + (whole[i + 1] == '\\' ? 3 : 2));
      if (end != std::string_view::npos) i = end;
    } else if (c == '<' || c == '(' || c == '[' || c == '{') {
      ++depth;
    } else if (c == '>' || c == ')' || c == ']' || c == '}') {
      --depth;
    } else if (c == ':' && depth == 0) {
      begin = i + 1;
    }
  }
  return whole.substr(begin);
}

}  // namespace sqlalloy::inline v0::meta
