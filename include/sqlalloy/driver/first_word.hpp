// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <initializer_list>
#include <string_view>

namespace sqlalloy::inline v0 {

/// Whether SQL begins with one of some words, given in capitals. What stands before it, spaces and comments, does not
/// count, nor does the case of letters.
inline bool begins_with_word(std::string_view sql, std::initializer_list<std::string_view> words) noexcept {
  while (!sql.empty()) {
    if (sql.starts_with("--")) {
      const std::size_t end = sql.find('\n');
      sql.remove_prefix(end == sql.npos ? sql.size() : end);
    } else if (sql.starts_with("/*")) {
      const std::size_t end = sql.find("*/", 2);
      sql.remove_prefix(end == sql.npos ? sql.size() : end + 2);
    } else if (sql[0] == ' ' || (sql[0] >= '\t' && sql[0] <= '\r')) {
      sql.remove_prefix(1);
    } else {
      break;
    }
  }
  for (const std::string_view word : words) {
    std::size_t same = 0;
    while (same != word.size() && same != sql.size() && (sql[same] & ~0x20) == word[same]) ++same;
    if (same == word.size()) return true;
  }
  return false;
}

/// Whether SQL may have committed what was done before it, even where it fails: what is no query, changes no rows and
/// is about no savepoint. On MySQL and MariaDB DDL does.
inline bool may_commit(std::string_view sql) noexcept {
  return !begins_with_word(sql, {"SELECT", "INSERT", "UPDATE", "DELETE", "WITH", "REPLACE", "VALUES", "SAVEPOINT",
                                 "RELEASE", "ROLLBACK", "COPY"});
}

}  // namespace sqlalloy::inline v0
