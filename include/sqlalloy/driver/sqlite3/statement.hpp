// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/first_word.hpp>

#include <cstdint>
#include <utility>

#include <sqlite3.h>

namespace sqlalloy::inline v0::sqlite {

class sqlite3_connection;

/// Whether `sqlite3_changes()` speaks of the statement: it is an INSERT, UPDATE or DELETE.
inline bool counts_changes(::sqlite3_stmt* handle) noexcept {
  if (::sqlite3_stmt_readonly(handle)) return false;
  // Of what writes, DDL, PRAGMA, VACUUM and the like do not count; SQLite has no call that tells them apart.
  return begins_with_word(::sqlite3_sql(handle), {"INSERT", "UPDATE", "DELETE", "REPLACE", "WITH"});
}

/// A prepared statement; empty until `connection.prepare`. It does not close itself: `connection.release` does, or the
/// connection when it closes.
class sqlite3_statement {
 public:
  sqlite3_statement() = default;
  sqlite3_statement(sqlite3_statement&& other) noexcept { *this = std::move(other); }

  sqlite3_statement& operator=(sqlite3_statement&& other) noexcept {
    handle_ = std::exchange(other.handle_, nullptr);
    columns_ = other.columns_;
    parameters_ = std::exchange(other.parameters_, -1);
    counts_changes_ = other.counts_changes_;
    has_star_ = other.has_star_;
    session_ = other.session_;
    return *this;
  }

  explicit operator bool() const noexcept { return handle_ != nullptr; }

  /// SQLite's own handle; null where nothing is prepared.
  ::sqlite3_stmt* native_handle() const noexcept { return handle_; }

 private:
  friend class sqlite3_connection;

  /// The handle, if it is one of this session; the end of another has freed it.
  ::sqlite3_stmt* handle_in(unsigned session) noexcept {
    if (session_ != session) [[unlikely]] {
      handle_ = nullptr;
      parameters_ = -1;
    }
    return handle_;
  }

  ::sqlite3_stmt* handle_ = nullptr;
  int columns_ = 0;
  int parameters_ = -1;  // no execution has so many: nothing is prepared
  bool counts_changes_ = false;
  unsigned session_ = 0;   // of its connection, in which it was prepared
  bool has_star_ = false;  // only `SELECT *` may give other columns after another connection changed the schema
};

/// The rows of one execution. `connection.finish` ends it; until then it may not outlive its statement.
class sqlite3_cursor {
 public:
  sqlite3_cursor() = default;
  sqlite3_cursor(sqlite3_cursor&& other) noexcept { *this = std::move(other); }

  sqlite3_cursor& operator=(sqlite3_cursor&& other) noexcept {
    handle_ = std::exchange(other.handle_, nullptr);
    changes_ = other.changes_;
    state_ = std::exchange(other.state_, state::done);
    owns_ = other.owns_;
    counts_changes_ = other.counts_changes_;
    return *this;
  }

 private:
  friend class sqlite3_connection;

  enum class state : unsigned char { first_row, row, done };

  ::sqlite3_stmt* handle_ = nullptr;
  std::int64_t changes_ = -1;
  state state_ = state::done;
  bool owns_ = false;            // raw SQL: nobody else has the handle
  bool counts_changes_ = false;  // sqlite3_changes() speaks of this statement
};

}  // namespace sqlalloy::inline v0::sqlite
