// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace statements {

/// The SQL that is expected of a statement. PostgreSQL's is SQLite's where it is not given, with `$1`, `$2`, … for `?`.
struct expected {
  std::string_view start{};
  std::string_view sqlite{};
  std::string_view postgresql{};

  constexpr std::string_view rest(bool numbered) const { return numbered && !postgresql.empty() ? postgresql : sqlite; }

  /// Whether that is the text; `numbered` for PostgreSQL's.
  constexpr bool is(std::string_view sql, bool numbered) const {
    std::size_t next = 0;
    int placeholders = 0;
    const auto take = [&](std::string_view piece) {
      if (!sql.substr(next).starts_with(piece)) return false;
      next += piece.size();
      return true;
    };
    for (const std::string_view part : {start, rest(numbered)})
      for (const char& letter : part) {
        if (letter != '?' || !numbered) {
          if (!take({&letter, 1})) return false;
          continue;
        }
        char number[12] = "$";
        std::size_t size = 1;
        ++placeholders;
        for (int scale = 1000; scale != 0; scale /= 10)
          if (placeholders >= scale) number[size++] = static_cast<char>('0' + placeholders / scale % 10);
        if (!take({number, size})) return false;
      }
    return next == sql.size();
  }

  /// The text, to be shown.
  std::string text(bool numbered) const { return std::string(start) + std::string(rest(numbered)); }
};

}  // namespace statements
