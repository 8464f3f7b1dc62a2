// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string_view>

#include <sqlite3.h>

namespace sqlalloy::inline v0::sqlite {

/// The statements that begin and end the transactions of a connection. To parse them each time would be a fifth of a
/// small transaction, so each is prepared once. Their connection frees them, with all its others.
class transaction_bounds {
 public:
  /// The statement, ready to be run; null where the SQL is another, or does not compile.
  ::sqlite3_stmt* find(::sqlite3* database, const char* sql) noexcept {
    for (std::size_t i = 0; i != count; ++i) {
      if (sql != texts[i]) continue;
      if (!kept_[i]) ::sqlite3_prepare_v3(database, sql, -1, SQLITE_PREPARE_PERSISTENT, &kept_[i], nullptr);
      return kept_[i];
    }
    return nullptr;
  }

 private:
  static constexpr std::string_view texts[] = {"BEGIN", "BEGIN IMMEDIATE", "COMMIT", "ROLLBACK"};
  static constexpr std::size_t count = sizeof texts / sizeof *texts;

  ::sqlite3_stmt* kept_[count]{};
};

}  // namespace sqlalloy::inline v0::sqlite
