// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/sqlite3/connection.hpp>

#include <string>
#include <type_traits>
#include <utility>

#include <sqlite3.h>

namespace sqlalloy::inline v0::sqlite {

/// How far a backup is, in pages of the database. Both may grow while others write to it.
struct backup_progress {
  int remaining = 0;
  int total = 0;
};

struct backup_options {
  int pages = 100;  ///< pages that are copied in one step; -1: all of them
};

/// What a backup calls between its steps: it returns nothing, or false to stop.
template <class F>
concept backup_listener = requires(F& f, const backup_progress& now) {
  requires std::is_void_v<decltype(f(now))> || std::is_same_v<decltype(f(now)), bool>;
};

/// SQLite's handle of a backup, which is ended in any case.
class backup_handle {
 public:
  backup_handle(::sqlite3* from, ::sqlite3* to) noexcept : handle_(::sqlite3_backup_init(to, "main", from, "main")) {}
  backup_handle(const backup_handle&) = delete;
  backup_handle& operator=(const backup_handle&) = delete;
  ~backup_handle() { end(); }

  explicit operator bool() const noexcept { return handle_ != nullptr; }
  int step(int pages) noexcept { return ::sqlite3_backup_step(handle_, pages); }
  backup_progress progress() const noexcept {
    return {::sqlite3_backup_remaining(handle_), ::sqlite3_backup_pagecount(handle_)};
  }
  int end() noexcept { return handle_ ? ::sqlite3_backup_finish(std::exchange(handle_, nullptr)) : SQLITE_OK; }

 private:
  ::sqlite3_backup* handle_;
};

/// Copies a whole database into another, whose contents are lost, while others go on reading and writing the first
/// (SQLite's "Online Backup API"). `f(backup_progress)` is called after each step but the last; what it throws ends the
/// backup and is passed on.
///
/// Between two steps others may write; then it begins anew with the next step. One that shall end while there is much
/// writing takes all pages in one step. In each step a database that is locked is waited for as the connections' busy
/// timeouts say; after that the backup has failed, and may be tried again (`error().is_retryable`). The connection may
/// be reading, but not have written what is not committed.
///
/// Where it fails, `from.error()` says why; what the other database then holds is what it held, or a part.
template <backup_listener F>
status backup(sqlite3_connection& from, sqlite3_connection& to, backup_options options, F f) {
  if (!from.is_open() || !to.is_open())
    return from.record().refuse(failure::interface, "sqlite3: a backup needs two connections that are open");
  if (::sqlite3_txn_state(from.native_handle(), "main") == SQLITE_TXN_WRITE)
    return from.record().refuse(failure::interface,
                                "sqlite3: a connection that has written and not committed cannot be backed up");
  backup_handle copy(from.native_handle(), to.native_handle());
  int code = copy ? SQLITE_OK : ::sqlite3_extended_errcode(to.native_handle());
  const int pages = options.pages == 0 ? 1 : options.pages;
  while (code == SQLITE_OK) {
    code = copy.step(pages);
    if (code != SQLITE_OK) break;
    bool goes_on = true;
    if constexpr (std::is_void_v<decltype(f(copy.progress()))>)
      f(copy.progress());
    else
      goes_on = f(copy.progress());
    if (!goes_on) return from.record().refuse(failure::operational, "sqlite3: the backup was stopped");
  }
  const int ended = copy.end();  // the code of the step that failed, or of none
  if (code == SQLITE_DONE) code = ended;
  if (code == SQLITE_OK) return {};
  const status failed = from.record().fail(to.native_handle(), code);
  from.record().describe(" (in a backup)");
  return failed;
}

inline status backup(sqlite3_connection& from, sqlite3_connection& to, backup_options options = {}) {
  return backup(from, to, options, [](const backup_progress&) {});
}

/// The same into a file, which is made where it is not there, and overwritten where it is a database.
template <backup_listener F>
status backup(sqlite3_connection& from, const std::string& path, backup_options options, F f) {
  connect_options where;
  where.database = path;
  sqlite3_connection to;
  if (const status opened = to.open(where); !opened.ok()) {
    from.record() = to.record();
    return opened;
  }
  return backup(from, to, options, std::move(f));
}

inline status backup(sqlite3_connection& from, const std::string& path, backup_options options = {}) {
  return backup(from, path, options, [](const backup_progress&) {});
}

}  // namespace sqlalloy::inline v0::sqlite
