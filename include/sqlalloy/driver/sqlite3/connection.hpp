// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/connect_options.hpp>
#include <sqlalloy/driver/deadline.hpp>
#include <sqlalloy/driver/error_info.hpp>
#include <sqlalloy/driver/fetch_result.hpp>
#include <sqlalloy/driver/sqlite3/binder.hpp>
#include <sqlalloy/driver/sqlite3/error.hpp>
#include <sqlalloy/driver/sqlite3/open_options.hpp>
#include <sqlalloy/driver/sqlite3/read.hpp>
#include <sqlalloy/driver/sqlite3/statement.hpp>
#include <sqlalloy/driver/sqlite3/time_limit.hpp>
#include <sqlalloy/driver/sqlite3/transaction_bounds.hpp>
#include <sqlalloy/driver/sqlite3/unhex.hpp>
#include <sqlalloy/driver/status.hpp>
#include <sqlalloy/type/statement_text.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include <sqlite3.h>

namespace sqlalloy::inline v0::sqlite {

/// A connection to a SQLite database. It belongs to one thread at a time, never throws, and is inert once it was moved
/// from or closed.
///
/// Foreign keys are enforced and a busy database is waited for (5 seconds) unless the URL says otherwise. In queries a
/// name in double quotes is always a name: SQLite's fallback to a string is off.
class sqlite3_connection {
 public:
  using statement = sqlite3_statement;
  using cursor = sqlite3_cursor;

  /// The parameters of one execution.
  template <std::size_t Count>
  class parameters : public sqlite3_binder {
   public:
    parameters(sqlite3_connection& connection, statement& prepared) noexcept
        : sqlite3_binder(connection.record_, prepared.handle_in(connection.session_)) {}
  };

  sqlite3_connection() = default;
  sqlite3_connection(sqlite3_connection&& other) noexcept { *this = std::move(other); }
  sqlite3_connection& operator=(sqlite3_connection&& other) noexcept {
    if (this != &other) {
      close();
      database_ = std::exchange(other.database_, nullptr);
      std::swap(limit_, other.limit_);
      deadline_ = other.deadline_;
      busy_timeout_ = other.busy_timeout_;
      session_ = other.session_++;
      bounds_ = std::exchange(other.bounds_, {});
      record_ = std::move(other.record_);
    }
    return *this;
  }
  ~sqlite3_connection() {
    close();
    delete limit_;
  }

  /// Opens the database; one that was open is closed first.
  status open(const connect_options& options);

  /// Rolls an open transaction back. All statements and cursors of the connection are gone with it.
  void close() noexcept {
    if (!database_) return;
    ++session_;
    bounds_ = {};
    while (::sqlite3_stmt* left = ::sqlite3_next_stmt(database_, nullptr)) ::sqlite3_finalize(left);
    ::sqlite3_close_v2(std::exchange(database_, nullptr));
  }

  bool is_open() const noexcept { return database_ != nullptr; }

  /// From now on nothing is waited for past this time, and nothing computed: the call fails with `failure::timeout`.
  void set_deadline(const deadline& until) noexcept {
    deadline_ = until;
    limit();
  }

  /// Stops the statement that is executed now, if any (SQLITE_INTERRUPT). Any thread may call it, as long as the
  /// connection stays open.
  status cancel() noexcept {
    if (!database_) return {failure::interface};
    ::sqlite3_interrupt(database_);
    return {};
  }

  status prepare(statement& target, const statement_text& text);

  /// Gives the statement back. Inert for a statement that was moved from, and after the connection was closed.
  void release(statement& target) noexcept {
    if (database_) ::sqlite3_finalize(target.handle_in(session_));
    target.handle_ = nullptr;
    target.parameters_ = -1;
  }

  /// Runs until the first row is there, or to the end. The cursor must be finished before the next execution.
  /// Every parameter must have been bound.
  template <std::size_t Count>
  status execute(statement& prepared, parameters<Count>&, cursor& rows) {
    // There may be room for more: a query with conditional clauses has texts with fewer parameters.
    if (static_cast<int>(Count) < prepared.parameters_ || prepared.parameters_ < 0) [[unlikely]]
      return wrong_parameters(prepared, static_cast<int>(Count));
    if constexpr (Count == 0)  // with parameters, SQLite refuses to bind them
      if (::sqlite3_stmt_busy(prepared.handle_)) return still_running();
    rows.handle_ = prepared.handle_;
    rows.owns_ = false;
    rows.counts_changes_ = prepared.counts_changes_;
    if (const status begun = begin(rows); !begun.ok()) [[unlikely]]
      return begun;
    if (prepared.has_star_ && ::sqlite3_column_count(prepared.handle_) != prepared.columns_) [[unlikely]]
      return finish(rows), changed_columns(prepared);
    return {};
  }

  /// The same: SQLite finds each row when it is fetched.
  template <std::size_t Count>
  status stream(statement& prepared, parameters<Count>& given, cursor& rows, int) {
    return execute(prepared, given, rows);
  }

  /// Runs SQL without parameters whose rows are read as `value`. One statement at a time.
  status execute_text(const char* sql, std::size_t size, cursor& rows);

  /// Runs one or several statements without parameters; rows are dropped.
  status run(const char* sql);

  [[gnu::always_inline]] fetch_result fetch(cursor& rows) {
    switch (rows.state_) {
      case cursor::state::first_row:
        rows.state_ = cursor::state::row;
        return fetch_result::row;
      case cursor::state::row:
        break;
      case cursor::state::done:
        return fetch_result::done;
    }
    return advance(rows);
  }

  /// Reads a column of the row, counted from 0.
  template <class Storage>
  read_result read(cursor& rows, int column, Storage& out) noexcept {
    return read_value(::sqlite3_column_value(rows.handle_, column), out);
  }

  /// What a column holds, whatever it is. Text and bytes are valid until the cursor moves.
  value_view value(cursor& rows, int column) noexcept {
    return any_value(::sqlite3_column_value(rows.handle_, column));
  }

  int column_count(const cursor& rows) const noexcept { return ::sqlite3_column_count(rows.handle_); }

  std::string_view column_name(const cursor& rows, int column) const noexcept {
    const char* name = ::sqlite3_column_name(rows.handle_, column);
    return name ? std::string_view(name) : std::string_view();
  }

  /// Ends an execution: what was bound is not read again. Harmless when done twice.
  [[gnu::always_inline]] void finish(cursor& rows) noexcept {
    ::sqlite3_stmt* handle = std::exchange(rows.handle_, nullptr);
    if (!handle || !database_) return;
    ::sqlite3_reset(handle);
    if (rows.counts_changes_ && rows.state_ != cursor::state::done) rows.changes_ = changes_of(database_);
    if (rows.owns_) [[unlikely]]
      ::sqlite3_finalize(handle);
    rows.state_ = cursor::state::done;
  }

  /// Rows that the INSERT, UPDATE or DELETE changed, known once there are no more rows or the cursor was finished; -1
  /// before that and for other statements.
  std::int64_t rows_changed(const cursor& rows) const noexcept { return rows.changes_; }

  /// The key of the row that was inserted last, where its table has an integer key.
  std::int64_t last_insert_id() const noexcept { return database_ ? ::sqlite3_last_insert_rowid(database_) : 0; }

  status ping() { return database_ ? status{} : closed(); }

  bool in_transaction() const noexcept { return database_ && ::sqlite3_get_autocommit(database_) == 0; }

  /// Never: what failed undoes itself, or all.
  bool transaction_has_failed() const noexcept { return false; }

  /// Describes the last call that failed; valid until the next one that fails.
  const error_info& error() const noexcept { return record_.info(); }

  /// Where that is written down, for what is built upon the connection.
  failure_record& record() noexcept { return record_; }

  /// SQLite's own handle; null where the connection is closed.
  ::sqlite3* native_handle() const noexcept { return database_; }

 private:
  static std::int64_t changes_of(::sqlite3* database) noexcept {
#if SQLITE_VERSION_NUMBER >= 3037000
    return ::sqlite3_changes64(database);
#else
    return ::sqlite3_changes(database);
#endif
  }

  ::sqlite3* database_ = nullptr;
  time_limit* limit_ = nullptr;  // there once a deadline was set
  deadline deadline_{};
  int busy_timeout_ = 0;
  unsigned session_ = 1;  // another with each end
  transaction_bounds bounds_;
  failure_record record_;

  void limit() noexcept {
    if (!database_ || (!limit_ && !deadline_.is_set())) return;
    if (!limit_) limit_ = new time_limit;
    limit_->set(database_, deadline_, busy_timeout_);
  }

  [[gnu::cold]] status fail(int code, bool preparing = false) {
    const bool has_stopped = (code & 0xFF) == SQLITE_INTERRUPT || (code & 0xFF) == SQLITE_BUSY;
    if (has_stopped && limit_ && limit_->has_passed())
      return record_.refuse(failure::timeout, "sqlite3: the deadline has passed");
    return record_.fail(database_, code, preparing);
  }

  status begin(cursor& rows) {
    rows.changes_ = -1;
    const int code = ::sqlite3_step(rows.handle_);
    if (code == SQLITE_ROW) {
      rows.state_ = cursor::state::first_row;
      return {};
    }
    const status ended = end(rows, code);
    if (!ended.ok()) finish(rows);
    return ended;
  }

  fetch_result advance(cursor& rows) {
    const int code = ::sqlite3_step(rows.handle_);
    if (code == SQLITE_ROW) return fetch_result::row;
    return end(rows, code).ok() ? fetch_result::done : fetch_result::failed;
  }

  status end(cursor& rows, int code) {
    rows.state_ = cursor::state::done;  // one more step would run the statement again
    if (code != SQLITE_DONE) [[unlikely]]
      return fail(code);
    if (rows.counts_changes_) rows.changes_ = changes_of(database_);
    return {};
  }

  status compile(const char* sql, std::size_t size, unsigned flags, ::sqlite3_stmt*& handle);
  status configure(const open_options& wanted);
  status change_journal(std::string_view mode);

  [[gnu::cold]] status closed() { return record_.refuse(failure::interface, "sqlite3: the connection is closed"); }
  [[gnu::cold]] status still_running() {
    return record_.refuse(failure::interface, "sqlite3: the statement still has a cursor; finish it first");
  }
  [[gnu::cold]] status wrong_parameters(const statement& prepared, int given);
  [[gnu::cold]] status changed_columns(const statement& prepared);
};

inline status sqlite3_connection::open(const connect_options& options) {
  close();
  const open_options wanted(options);
  if (!wanted.problem().empty()) return record_.refuse(failure::argument, wanted.problem());
  const int code = ::sqlite3_open_v2(wanted.path().c_str(), &database_, wanted.flags(), nullptr);
  const status opened = code == SQLITE_OK ? configure(wanted) : record_.fail(database_, code);
  if (code != SQLITE_OK) record_.describe(": " + wanted.path());
  if (!opened.ok()) close();
  return opened;
}

inline status sqlite3_connection::configure(const open_options& wanted) {
  int now = 0;
  busy_timeout_ = wanted.busy_timeout();
  ::sqlite3_busy_timeout(database_, busy_timeout_);
  limit();
  ::sqlite3_db_config(database_, SQLITE_DBCONFIG_ENABLE_FKEY, wanted.foreign_keys() ? 1 : 0, &now);
  if ((now != 0) != wanted.foreign_keys())
    return record_.refuse(failure::not_supported, "sqlite3: this SQLite was built without foreign keys");
  ::sqlite3_db_config(database_, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
  if (const int code = provide_unhex(database_); code != SQLITE_OK) return record_.fail(database_, code);
  return wanted.journal_mode().empty() ? status{} : change_journal(wanted.journal_mode());
}

inline status sqlite3_connection::change_journal(std::string_view mode) {
  const std::string sql = "PRAGMA journal_mode=" + std::string(mode);  // one of six words
  cursor rows;
  if (const status asked = execute_text(sql.data(), sql.size(), rows); !asked.ok()) return asked;
  std::string_view now;
  const bool agreed = fetch(rows) == fetch_result::row && read(rows, 0, now) == read_result::value && now == mode;
  const std::string sentence =
      "sqlite3: journal_mode=" + std::string(mode) + " was refused; the database stays with " + std::string(now);
  finish(rows);
  return agreed ? status{} : record_.refuse(failure::operational, sentence);
}

inline status sqlite3_connection::compile(const char* sql, std::size_t size, unsigned flags, ::sqlite3_stmt*& handle) {
  handle = nullptr;
  if (!database_) return closed();
  if (size > 0x7FFF'FFFE) return record_.fail(nullptr, SQLITE_TOOBIG);
  const char* rest = nullptr;
  int code = ::sqlite3_prepare_v3(database_, sql, static_cast<int>(size), flags, &handle, &rest);
  if (code != SQLITE_OK) return fail(code, true);
  if (!handle) return record_.refuse(failure::programming, "sqlite3: the SQL holds no statement");
  while (rest != sql + size && (*rest == ' ' || *rest == '\n' || *rest == ';')) ++rest;
  if (rest == sql + size || *rest == '\0') return {};
  ::sqlite3_stmt* second = nullptr;  // a comment compiles to nothing
  code = ::sqlite3_prepare_v3(database_, rest, static_cast<int>(sql + size - rest), 0, &second, nullptr);
  ::sqlite3_finalize(second);
  if (code == SQLITE_OK && !second) return {};
  ::sqlite3_finalize(std::exchange(handle, nullptr));
  return record_.refuse(failure::programming, "sqlite3: the SQL holds more than one statement; run them one by one");
}

// Not sqlite3_exec, which does not tell wrong SQL from a statement that failed.
inline status sqlite3_connection::run(const char* sql) {
  if (!database_) return closed();
  if (::sqlite3_stmt* const kept = bounds_.find(database_, sql)) {
    const int code = ::sqlite3_step(kept);
    const status ran = code == SQLITE_DONE ? status{} : fail(code);
    ::sqlite3_reset(kept);
    return ran;
  }
  while (*sql != '\0') {
    ::sqlite3_stmt* handle = nullptr;
    int code = ::sqlite3_prepare_v3(database_, sql, -1, 0, &handle, &sql);
    if (code != SQLITE_OK) return fail(code, true);
    if (!handle) continue;  // a comment
    do code = ::sqlite3_step(handle);
    while (code == SQLITE_ROW);
    const status ran = code == SQLITE_DONE ? status{} : fail(code);
    ::sqlite3_finalize(handle);
    if (!ran.ok()) return ran;
  }
  return {};
}

inline status sqlite3_connection::prepare(statement& target, const statement_text& text) {
  release(target);
  // With its NUL, so that SQLite need not copy the text to add one.
  const status compiled = compile(text.sql, text.size + 1, SQLITE_PREPARE_PERSISTENT, target.handle_);
  if (!compiled.ok()) return compiled;
  target.session_ = session_;
  target.columns_ = ::sqlite3_column_count(target.handle_);
  target.parameters_ = ::sqlite3_bind_parameter_count(target.handle_);
  target.counts_changes_ = sqlite::counts_changes(target.handle_);
  target.has_star_ = std::string_view(text.sql, text.size).find('*') != std::string_view::npos;
  const int columns = static_cast<int>(text.columns.size()), given = static_cast<int>(text.parameters.size());
  if (target.parameters_ != given) {
    const status wrong = wrong_parameters(target, given);
    release(target);
    return wrong;
  }
  if (columns != 0 && target.columns_ != columns) {
    const int found = target.columns_;
    release(target);
    return record_.refuse(failure::programming, "sqlite3: the statement gives " + std::to_string(found) +
                                                    " columns where " + std::to_string(columns) + " are read");
  }
  return {};
}

inline status sqlite3_connection::execute_text(const char* sql, std::size_t size, cursor& rows) {
  ::sqlite3_stmt* handle = nullptr;
  if (const status compiled = compile(sql, size, 0, handle); !compiled.ok()) return compiled;
  rows.handle_ = handle;
  rows.owns_ = true;
  rows.counts_changes_ = sqlite::counts_changes(handle);
  if (const int wanted = ::sqlite3_bind_parameter_count(handle); wanted != 0) {
    finish(rows);
    return record_.refuse(failure::programming, "sqlite3: the SQL has placeholders, and raw SQL has no parameters");
  }
  return begin(rows);
}

inline status sqlite3_connection::wrong_parameters(const statement& prepared, int given) {
  if (!prepared.handle_) return record_.refuse(failure::interface, "sqlite3: the statement is not prepared");
  return record_.refuse(failure::programming, "sqlite3: the statement has " + std::to_string(prepared.parameters_) +
                                                  " placeholders and is given " + std::to_string(given) +
                                                  " parameters");
}

inline status sqlite3_connection::changed_columns(const statement& prepared) {
  return record_.refuse(failure::programming, "sqlite3: the schema has changed: the statement gives " +
                                                  std::to_string(::sqlite3_column_count(prepared.handle_)) +
                                                  " columns where " + std::to_string(prepared.columns_) +
                                                  " were prepared");
}

}  // namespace sqlalloy::inline v0::sqlite
