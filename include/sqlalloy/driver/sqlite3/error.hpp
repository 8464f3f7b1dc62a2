// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/error_info.hpp>
#include <sqlalloy/driver/status.hpp>

#include <string>
#include <string_view>
#include <utility>

#include <sqlite3.h>

namespace sqlalloy::inline v0::sqlite {

/// What kind of failure one of SQLite's result codes is (sqlite.org/rescode.html). The plain SQLITE_ERROR is told by
/// where it came from and by SQLite's sentence: wrong SQL is `programming`, a value that a function or an operator
/// refuses is `data`, the rest (a transaction inside a transaction) is `operational`.
inline failure failure_of(int code, std::string_view message, bool preparing) {
  switch (code & 0xFF) {
    case SQLITE_CONSTRAINT:
      return code == (SQLITE_CONSTRAINT | (12 << 8)) ? failure::data : failure::integrity;  // 12: a STRICT table's type
    case SQLITE_MISMATCH:
    case SQLITE_TOOBIG:
      return failure::data;
    case SQLITE_MISUSE:
    case SQLITE_RANGE:
      return failure::interface;
    case SQLITE_INTERNAL:
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_NOTFOUND:
      return failure::internal;
    case SQLITE_ERROR:
      if (preparing || message.starts_with("no such ") || message.starts_with("wrong number of arguments"))
        return failure::programming;
      if (message == "integer overflow" || message.starts_with("malformed JSON")) return failure::data;
      return failure::operational;
    default:
      return failure::operational;  // busy, locked, full, read-only, interrupted, out of memory, cannot open
  }
}

/// The constraint that SQLite's sentence names: `users.email` for "UNIQUE constraint failed: users.email". SQLite tells
/// the columns of a key and the name of a CHECK, and nothing of a foreign key.
inline std::string_view constraint_of(std::string_view message) {
  constexpr std::string_view failed = " constraint failed: ", index = "index '", strict = " column ";
  if (const auto at = message.find(failed); at != message.npos) {
    std::string_view name = message.substr(at + failed.size());
    if (name.starts_with(index) && name.ends_with('\''))
      name = name.substr(index.size(), name.size() - index.size() - 1);
    return name;
  }
  if (const auto at = message.rfind(strict); at != message.npos && message.starts_with("cannot store "))
    return message.substr(at + strict.size());
  return {};
}

/// The last failure of a connection. It is copied when it happens: SQLite forgets it with the next call.
class failure_record {
 public:
  const error_info& info() const noexcept { return info_; }

  /// A refusal of ours.
  [[gnu::cold, gnu::noinline]] status refuse(failure kind, std::string sentence) {
    info_ = {};
    info_.kind = kind;
    info_.message = std::move(sentence);
    return {kind};
  }

  /// A failure that SQLite reported with `code`; `database` may be null (then there is no sentence of its own).
  [[gnu::cold, gnu::noinline]] status fail(::sqlite3* database, int code, bool preparing = false) {
    const int extended = database ? ::sqlite3_extended_errcode(database) : code;
    info_ = {};
    // errcode belongs to the last call that failed; a code that does not fit was not stored there.
    info_.code = (extended & 0xFF) == (code & 0xFF) ? extended : code;
    info_.message = info_.code == extended && database ? ::sqlite3_errmsg(database) : ::sqlite3_errstr(code);
    info_.kind = failure_of(info_.code, info_.message, preparing);
    info_.is_retryable = (info_.code & 0xFF) == SQLITE_BUSY || (info_.code & 0xFF) == SQLITE_LOCKED;
    if ((info_.code & 0xFF) == SQLITE_CONSTRAINT) info_.constraint = constraint_of(info_.message);
    return {info_.kind};
  }

  /// Adds to the sentence of the last failure.
  void describe(std::string_view more) { info_.message += more; }

 private:
  error_info info_;
};

}  // namespace sqlalloy::inline v0::sqlite
