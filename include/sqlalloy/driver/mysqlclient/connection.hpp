// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/connect_options.hpp>
#include <sqlalloy/driver/fetch_result.hpp>
#include <sqlalloy/driver/mysqlclient/binder.hpp>
#include <sqlalloy/driver/mysqlclient/link.hpp>
#include <sqlalloy/driver/mysqlclient/statement.hpp>
#include <sqlalloy/driver/status.hpp>
#include <sqlalloy/type/statement_text.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include <mysql.h>

namespace sqlalloy::inline v0::mysql {

class mysqlclient_batch;

/// A connection to a MySQL or MariaDB server. It belongs to one thread at a time, never throws, and is inert once it
/// was moved from or closed.
///
/// The session speaks utf8mb4, its time zone is UTC, its `sql_mode` is strict and as near to the standard as the
/// dialect needs. An UPDATE counts the rows that it found, also those that were so already. LOAD DATA LOCAL is off
/// unless the URL says `local_infile=true`.
class mysqlclient_connection : public mysqlclient_link {
 public:
  using statement = mysqlclient_statement;
  using cursor = mysqlclient_cursor;

  /// The parameters of one execution. Their places are the statement's.
  template <std::size_t Count>
  class parameters : public mysqlclient_binder {
   public:
    parameters(mysqlclient_connection& connection, const statement& of) noexcept
        : mysqlclient_binder(connection.record_, of.own_ ? &of.own_->parameters : nullptr), of_(of.own_) {}

   private:
    friend class mysqlclient_connection;
    friend mysqlclient_batch;

    // A query with conditional clauses makes room for all of its parameters; this text of it may have fewer.
    bool can_execute(const statement& of) const noexcept {
      return of_ && of_ == of.own_ && Count >= of_->parameters.size() && !of_->is_read;
    }

    const prepared_statement* of_;
  };

  status prepare(statement& target, const statement_text& text);

  /// Gives the statement back. Inert for a statement that was moved from, and after the connection was closed.
  void release(statement& target) noexcept { target.reset(); }

  /// Runs to the end and keeps the rows. The cursor must be finished before the next execution of the statement.
  template <std::size_t Count>
  [[gnu::always_inline]] status execute(statement& prepared, parameters<Count>& given, cursor& rows) {
    if (!given.can_execute(prepared)) [[unlikely]]
      return cannot_execute(prepared, Count);
    return start(*prepared.own_, rows, 0);
  }

  /// Runs a statement whose rows stay on the server and are fetched so many at a time, in constant memory.
  template <std::size_t Count>
  status stream(statement& prepared, parameters<Count>& given, cursor& rows, int chunk) {
    if (!given.can_execute(prepared)) [[unlikely]]
      return cannot_execute(prepared, Count);
    return start(*prepared.own_, rows, chunk);
  }

  /// Runs SQL without parameters whose rows are read as `value`. One statement at a time.
  status execute_text(const char* sql, std::size_t size, cursor& rows);

  /// Runs one or several statements without parameters; rows are dropped.
  status run(const char* sql);

  fetch_result fetch(cursor& rows) {
    if (rows.left_ == 0) return fetch_result::done;
    const int code = in_time(calls::fetch_statement, rows.of_->handle);
    if (code != 0) [[unlikely]]
      return fetch_otherwise(rows, code);
    --rows.left_;
    return fetch_result::row;
  }

  /// Reads a column of the row, counted from 0. Text and bytes are valid until the cursor moves.
  template <class Storage>
  read_result read(cursor& rows, int column, Storage& out) noexcept {
    const result_column& from = rows.of_->columns[static_cast<std::size_t>(column)];
    if (from.is_null()) return read_result::null;
    return from.read(out) ? read_result::value : read_result::mismatch;
  }

  /// What a column holds, whatever it is. Text and bytes are valid until the cursor moves.
  value_view value(cursor& rows, int column) { return rows.of_->columns[static_cast<std::size_t>(column)].any(); }

  int column_count(const cursor& rows) const noexcept { return rows.of_ ? count_columns(*rows.of_) : 0; }

  std::string_view column_name(const cursor& rows, int column) const noexcept {
    if (!rows.of_ || column >= count_columns(*rows.of_)) return {};
    return rows.of_->fields()[column].name;
  }

  /// Frees the rows. Harmless when done twice.
  [[gnu::always_inline]] void finish(cursor& rows) noexcept;

  /// Rows that the INSERT, UPDATE or DELETE changed, as the server counts them; -1 for other statements.
  std::int64_t rows_changed(const cursor& rows) const noexcept { return rows.changes_; }

  /// The AUTO_INCREMENT value of the INSERT that gave one last; where it inserted several rows, of the first of them.
  std::int64_t last_insert_id() const noexcept { return connection_ ? inserted_ : 0; }

 protected:
  /// Connects; what was open is closed first. `session` is SQL that makes the session what the dialect expects. Some
  /// servers want a statement prepared anew that was executed with a cursor and is to be executed without.
  status open_session(const connect_options& options, const char* session, bool prepares_after_cursors);

 private:
  friend mysqlclient_batch;

  std::int64_t inserted_ = 0;
  bool prepares_after_cursors_ = false;

  static int count_columns(const prepared_statement& of) noexcept { return static_cast<int>(of.columns.size()); }

  status compile(const char* sql, std::size_t size, statement& target);
  [[gnu::always_inline]] status start(prepared_statement& prepared, cursor& rows, int batch);
  [[gnu::cold]] status read_in_batches(prepared_statement& prepared, int batch);
  [[gnu::always_inline]] status send(prepared_statement& prepared, cursor& rows, int batch);
  [[gnu::cold]] status bind_columns(prepared_statement& prepared, std::size_t count);
  [[gnu::cold]] status refuse_columns(const prepared_statement& prepared);
  [[gnu::cold]] fetch_result fetch_otherwise(cursor& rows, int code);
  [[gnu::cold]] void free_rows(cursor& rows, prepared_statement& of) noexcept;
  [[gnu::cold]] void drop_more_results(prepared_statement& of) noexcept;
  [[gnu::cold]] status cannot_keep(prepared_statement& prepared);
  [[gnu::cold]] status other_count(std::size_t found, std::size_t wanted);
  [[gnu::cold, gnu::noinline]] status cannot_execute(const statement& prepared, std::size_t given) {
    if (!prepared.own_) return record_.refuse(failure::interface, "mysqlclient: the statement is not prepared");
    if (prepared.own_->is_read)
      return record_.refuse(failure::interface, "mysqlclient: the statement still has a cursor; finish it first");
    if (given < prepared.own_->parameters.size()) return other_number(*prepared.own_, given);
    return record_.refuse(failure::interface, "mysqlclient: the parameters are those of another statement");
  }
  [[gnu::cold]] status other_number(const prepared_statement& prepared, std::size_t given);
  [[gnu::cold]] status run_unprepared(const char* sql, std::size_t size);
  using mysqlclient_link::fail;
  [[gnu::cold]] status fail(const prepared_statement& of) {
    return told({of.text.sql, of.text.size}, ::mysql_stmt_errno(of.handle), ::mysql_stmt_sqlstate(of.handle),
                ::mysql_stmt_error(of.handle));
  }
};

inline status mysqlclient_connection::open_session(const connect_options& options, const char* session,
                                                   bool prepares_after_cursors) {
  inserted_ = 0;
  prepares_after_cursors_ = prepares_after_cursors;
  status opened = connect(options);
  if (opened.ok()) opened = run(session);
  if (!opened.ok()) close();
  return opened;
}

inline status mysqlclient_connection::compile(const char* sql, std::size_t size, statement& target) {
  target.reset();
  if (!connection_) return closed();
  statement made;
  made.own_ = new prepared_statement;
  made.own_->text = {.sql = sql, .size = size};
  made.own_->handle = ::mysql_stmt_init(connection_);
  if (!made.own_->handle) return no_memory();
  if (in_time(calls::prepare_statement, made.own_->handle, sql, static_cast<unsigned long>(size)) != 0)
    return fail(*made.own_);
  made.own_->parameters.make(::mysql_stmt_param_count(made.own_->handle));
  made.own_->counts_changes = mysql::counts_changes({sql, size}, ::mysql_stmt_field_count(made.own_->handle) != 0);
  target = std::move(made);
  return {};
}

inline status mysqlclient_connection::prepare(statement& target, const statement_text& text) {
  if (const status compiled = compile(text.sql, text.size, target); !compiled.ok()) return compiled;
  target.own_->text = text;
  if (target.own_->parameters.size() == text.parameters.size()) return {};
  const status wrong = other_number(*target.own_, text.parameters.size());
  target.reset();
  return wrong;
}

inline status mysqlclient_connection::start(prepared_statement& prepared, cursor& rows, int batch) {
  if (batch != prepared.batch) [[unlikely]]
    if (const status ready = read_in_batches(prepared, batch); !ready.ok()) return ready;
  return prepared.parameters.tell(prepared.handle) ? send(prepared, rows, batch) : fail(prepared);
}

/// MySQL (9.7) gives no rows without a cursor of a statement that was executed with one at first.
inline status mysqlclient_connection::read_in_batches(prepared_statement& prepared, int batch) {
  if (batch == 0 && prepares_after_cursors_) {
    if (in_time(calls::prepare_statement, prepared.handle, prepared.text.sql,
                static_cast<unsigned long>(prepared.text.size)) != 0)
      return fail(prepared);
    prepared.forget_binds();
  }
  prepared.read_in_batches(batch);
  return {};
}

inline status mysqlclient_connection::send(prepared_statement& prepared, cursor& rows, int batch) {
  if (in_time(calls::execute_statement, prepared.handle) != 0) [[unlikely]]
    return cannot_keep(prepared);
  const std::size_t columns = prepared.handle->field_count;
  if (columns != 0) [[likely]] {
    if (!prepared.knows_columns(columns)) [[unlikely]]
      if (const status bound = bind_columns(prepared, columns); !bound.ok()) return bound;
    if (batch == 0) [[likely]] {
      if (in_time(calls::store_statement, prepared.handle) != 0) [[unlikely]]
        return fail(prepared);
      rows.left_ = ::mysql_stmt_num_rows(prepared.handle);
      // libmariadb has not seen their end as long as none was asked for.
      if (rows.left_ == 0) [[unlikely]]
        free_rows(rows, prepared);
    } else {
      rows.left_ = rows.not_known;
    }
  } else {
    prepared.forget_columns();
    rows.left_ = 0;
  }
  rows.of_ = &prepared;
  rows.changes_ = -1;
  prepared.is_read = true;
  if (prepared.counts_changes) {
    // Of a statement with RETURNING it is the number of rows.
    rows.changes_ = static_cast<std::int64_t>(::mysql_stmt_affected_rows(prepared.handle));
    if (const auto key = ::mysql_stmt_insert_id(prepared.handle); key != 0) inserted_ = static_cast<std::int64_t>(key);
  }
  return {};
}

/// After an execution that failed. Where other columns came than those that were prepared they are still to be read.
inline status mysqlclient_connection::cannot_keep(prepared_statement& prepared) {
  constexpr unsigned other_columns = 2057;
  if (::mysql_stmt_errno(prepared.handle) != other_columns) return fail(prepared);
  const std::size_t found = ::mysql_field_count(connection_);
  ::mysql_stmt_free_result(prepared.handle);
  return other_count(found, prepared.text.columns.size());
}

inline status mysqlclient_connection::other_count(std::size_t found, std::size_t wanted) {
  return record_.refuse(failure::programming, "mysqlclient: the statement gives " + std::to_string(found) +
                                                  " columns where " + std::to_string(wanted) + " are read");
}

/// Where the columns are not those that are read, the statement is done with, and has none next time either.
inline status mysqlclient_connection::bind_columns(prepared_statement& prepared, std::size_t count) {
  const status checked = prepared.lay_out(count) ? refuse_columns(prepared) : status{};
  if (checked.ok() && prepared.bind()) return {};
  prepared.forget_columns();
  ::mysql_stmt_free_result(prepared.handle);
  return checked.ok() ? no_memory() : checked;
}

inline status mysqlclient_connection::refuse_columns(const prepared_statement& prepared) {
  const std::size_t wanted = prepared.text.columns.size(), found = prepared.columns.size();
  if (wanted == 0) return {};  // nothing is known: each read looks for itself
  if (wanted != found) return other_count(found, wanted);
  for (std::size_t i = 0; i != wanted; ++i) {
    const column_form form = prepared.columns[i].form();
    const sql_type asked = prepared.text.columns[i];
    if (can_read(form, asked)) continue;
    const char* name = prepared.fields()[i].name;
    return record_.refuse(failure::data, "mysqlclient: column " + std::to_string(i + 1) + " (" + name +
                                             ") is of type " + std::string(name_of(form)) + " and is read as " +
                                             std::string(name_of(asked)));
  }
  return {};
}

inline status mysqlclient_connection::execute_text(const char* sql, std::size_t size, cursor& rows) {
  statement made;
  if (const status compiled = compile(sql, size, made); !compiled.ok())
    return record_.info().code == 1295 ? run_unprepared(sql, size) : compiled;
  if (made.own_->parameters.size() != 0)
    return record_.refuse(failure::programming, "mysqlclient: the SQL has placeholders, and raw SQL has no parameters");
  if (const status started = start(*made.own_, rows, 0); !started.ok()) return started;
  made.own_->text = {};  // it is the caller's
  made.own_->is_owned = made.own_->needs_care = true;
  made.own_ = nullptr;
  return {};
}

/// What the server cannot prepare it can run; whether it is one statement it has seen already.
inline status mysqlclient_connection::run_unprepared(const char* sql, std::size_t size) {
  return run(std::string(sql, size).c_str());
}

inline status mysqlclient_connection::run(const char* sql) {
  if (!connection_) return closed();
  const auto size = static_cast<unsigned long>(std::string_view(sql).size());
  if (in_time(calls::query, connection_, sql, size) != 0) return fail(sql);
  for (;;) {
    ::MYSQL_RES* rows = in_time(calls::store, connection_);
    if (!rows && ::mysql_errno(connection_) != 0) return fail(sql);
    ::mysql_free_result(rows);
    const int next = in_time(calls::next_result, connection_);
    if (next != 0) return next < 0 ? status{} : fail(sql);
  }
}

inline void mysqlclient_connection::finish(cursor& rows) noexcept {
  constexpr unsigned more_results = 8;  // of the protocol; the two client libraries spell its name differently
  prepared_statement* of = std::exchange(rows.of_, nullptr);
  if (!of) return;
  if (rows.left_ != 0) [[unlikely]]
    free_rows(rows, *of);
  if (connection_ && (connection_->server_status & more_results) != 0) [[unlikely]]
    drop_more_results(*of);
  of->is_read = false;
  if (of->needs_care) [[unlikely]]
    of->is_owned ? delete of : of->trim();
}

/// The next execution would drop them as well, but not those that are still to come. Where all were read there is
/// nothing to free.
inline void mysqlclient_connection::free_rows(cursor& rows, prepared_statement& of) noexcept {
  rows.left_ = 0;
  if (of.batch == 0)
    ::mysql_stmt_free_result(of.handle);
  else
    in_time(calls::free_result, of.handle);  // the server is told
}

/// After a fetch that did not go as most do.
inline fetch_result mysqlclient_connection::fetch_otherwise(cursor& rows, int code) {
  if (code == MYSQL_DATA_TRUNCATED && rows.of_->fetch_rest()) {
    --rows.left_;
    return fetch_result::row;
  }
  if (code != MYSQL_NO_DATA) (void)fail(*rows.of_);
  free_rows(rows, *rows.of_);
  return code == MYSQL_NO_DATA ? fetch_result::done : fetch_result::failed;
}

/// A procedure was called.
inline void mysqlclient_connection::drop_more_results(prepared_statement& of) noexcept {
  if (!is_open()) return;
  while (in_time(calls::next_statement_result, of.handle) == 0) in_time(calls::free_result, of.handle);
}

inline status mysqlclient_connection::other_number(const prepared_statement& prepared, std::size_t given) {
  return record_.refuse(failure::programming,
                        "mysqlclient: the statement has " + std::to_string(prepared.parameters.size()) +
                            " placeholders and is given " + std::to_string(given) + " parameters");
}

}  // namespace sqlalloy::inline v0::mysql
