// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string_view>

namespace sqlalloy::inline v0 {

/// Text as a template argument: `table<"users">`.
template <std::size_t N>
struct fixed_string {
  char chars[N]{};

  consteval fixed_string(const char (&text)[N]) {
    for (std::size_t i = 0; i != N; ++i) chars[i] = text[i];
  }

  constexpr std::string_view view() const { return {chars, N - 1}; }
};

}  // namespace sqlalloy::inline v0
