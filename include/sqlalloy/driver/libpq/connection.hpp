// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/fetch_result.hpp>
#include <sqlalloy/driver/libpq/any_value.hpp>
#include <sqlalloy/driver/libpq/binder.hpp>
#include <sqlalloy/driver/libpq/column_misfit.hpp>
#include <sqlalloy/driver/libpq/error.hpp>
#include <sqlalloy/driver/libpq/link.hpp>
#include <sqlalloy/driver/libpq/oid.hpp>
#include <sqlalloy/driver/libpq/statement.hpp>
#include <sqlalloy/driver/libpq/wire.hpp>
#include <sqlalloy/driver/status.hpp>
#include <sqlalloy/type/statement_text.hpp>

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include <libpq-fe.h>

namespace sqlalloy::inline v0::postgresql {

class libpq_pipeline;
class libpq_array_batch;
class libpq_copy;
class libpq_copy_out;
class libpq_copy_rows;

/// A connection to a PostgreSQL server. It belongs to one thread at a time, never throws, and is inert once it was
/// moved from or closed. Notices of the server are dropped; the encoding is UTF-8.
class libpq_connection : public libpq_link {
 public:
  using statement = libpq_statement;
  using cursor = libpq_cursor;
  using pipeline = libpq_pipeline;
  using batch = libpq_pipeline;
  using array_batch = libpq_array_batch;
  using copy = libpq_copy;
  using copy_rows = libpq_copy_rows;

  /// The parameters of one execution, on the stack.
  template <std::size_t Count>
  class parameters : public libpq_binder {
   public:
    parameters(libpq_connection& connection, const statement&) noexcept
        : libpq_binder(connection.record_, values_, lengths_, room_) {}

   private:
    friend class libpq_connection;
    friend class libpq_array_batch;
    friend class libpq_copy;
    static constexpr std::size_t room = Count == 0 ? 1 : Count;

    static constexpr auto formats = [] {
      struct {
        int binary[room];
      } all{};
      for (int& format : all.binary) format = 1;
      return all;
    }();

    const char* values_[room];
    int lengths_[room];
    scratch room_[room];
  };

  status prepare(statement& target, const statement_text& text) {
    release(target);
    target.text_ = text;
    return prepare_again(target);
  }

  /// Gives the statement back. Inert for a statement that was moved from or belongs to another session, and in a
  /// transaction that has failed (the server then keeps it until the session ends).
  void release(statement& target) noexcept {
    deallocate(target);
    target.text_ = {};
  }

  /// Runs to the end and keeps the rows. A statement whose tables have changed is prepared again: at once outside a
  /// transaction, with the next execution inside one (PostgreSQL has then ended it).
  template <std::size_t Count>
  status execute(statement& prepared, parameters<Count>& given, cursor& rows) {
    ::PGresult* result = last_result(send(prepared, given));
    if (!succeeded(result)) [[unlikely]] {
      if (const status again = recover(prepared, result); !again.ok()) return again;
      result = last_result(send(prepared, given));
      if (!succeeded(result)) return fail(result);
    }
    hold(result, rows);
    return check(prepared, rows);
  }

  /// Runs a statement whose rows are read while they come, so many at a time and a hundred at most (libpq before 17:
  /// one), in constant memory. Until the cursor is finished the connection can do nothing else; what is left then is
  /// read and dropped.
  template <std::size_t Count>
  status stream(statement& prepared, parameters<Count>& given, cursor& rows, int chunk) {
    ::PGresult* result = first_result(send(prepared, given), chunk);
    if (!gives_rows(result)) [[unlikely]] {
      if (const status again = recover(prepared, result); !again.ok()) return again;
      result = first_result(send(prepared, given), chunk);
      if (!gives_rows(result)) return fail(result);
    }
    hold(result, rows);
    rows.streams_ = !is_whole(result);
    return check(prepared, rows);
  }

  /// Runs SQL without parameters whose rows are read as `value`. One statement at a time.
  status execute_text(const char* sql, std::size_t size, cursor& rows) {
    if (!connection_) return closed();
    const std::string text(sql, size);
    return keep(
        last_result(::PQsendQueryParams(connection_, text.c_str(), 0, nullptr, nullptr, nullptr, nullptr, 0) != 0),
        rows);
  }

  /// Runs one or several statements without parameters; rows are dropped.
  status run(const char* sql) {
    if (!connection_) return closed();
    cursor rows;
    const status kept = keep(send_text(sql), rows);
    finish(rows);
    return kept;
  }

  fetch_result fetch(cursor& rows) {
    if (rows.row_ + 1 >= rows.rows_) return rows.streams_ ? fetch_more(rows) : fetch_result::done;
    ++rows.row_;
    return fetch_result::row;
  }

  /// Reads a column of the row, counted from 0. Text and bytes are valid until the cursor is finished.
  template <class Storage>
  read_result read(cursor& rows, int column, Storage& out) noexcept {
    if (!rows.checked_ && !can_read(oid{::PQftype(rows.result_, column)}, storage_type_v<Storage>)) [[unlikely]]
      return read_result::mismatch;
    const int length = ::PQgetlength(rows.result_, rows.row_, column);  // 0 for NULL
    if (length == 0 && ::PQgetisnull(rows.result_, rows.row_, column)) return read_result::null;
    return decode(::PQgetvalue(rows.result_, rows.row_, column), length, out) ? read_result::value
                                                                              : read_result::mismatch;
  }

  /// What a column holds, whatever it is. Text and bytes are valid until the cursor is finished.
  value_view value(cursor& rows, int column) noexcept { return any_value(rows.result_, rows.row_, column); }

  int column_count(const cursor& rows) const noexcept { return ::PQnfields(rows.result_); }

  std::string_view column_name(const cursor& rows, int column) const noexcept {
    const char* name = ::PQfname(rows.result_, column);
    return name ? std::string_view(name) : std::string_view();
  }

  /// Frees the rows. Harmless when done twice.
  void finish(cursor& rows) noexcept {
    if (rows.streams_) [[unlikely]]
      end_stream(rows);
    if (!rows.result_) return;
    if (!rows.selects_) [[unlikely]]
      rows.changes_ = rows_changed(rows);
    ::PQclear(std::exchange(rows.result_, nullptr));
    rows.rows_ = 0;
  }

  /// Rows that the INSERT, UPDATE or DELETE changed; -1 for other statements.
  std::int64_t rows_changed(const cursor& rows) const noexcept {
    if (!rows.result_) return rows.changes_;
    if (*::PQcmdStatus(rows.result_) == 'S') return -1;
    std::int64_t count = -1;
    const std::string_view text = ::PQcmdTuples(rows.result_);
    std::from_chars(text.data(), text.data() + text.size(), count);
    return count;
  }

  /// PostgreSQL has no such thing (RETURNING tells): always 0.
  std::int64_t last_insert_id() const noexcept { return 0; }

  /// Asks the server for nothing, to see whether it answers.
  status ping() { return run(""); }

 private:
  friend libpq_pipeline;
  friend libpq_array_batch;
  friend libpq_copy;
  friend libpq_copy_out;
  friend libpq_copy_rows;

  unsigned names_ = 0;

  [[gnu::cold]] status not_prepared() {
    return record_.refuse(failure::interface, "libpq: the statement is not prepared");
  }

  /// Sends a prepared statement; false where there is none, or no connection.
  template <std::size_t Count>
  bool send(const statement& prepared, const parameters<Count>& given) {
    // A query with conditional clauses makes room for all of its parameters; this text of it may have fewer.
    const int count =
        static_cast<int>(prepared.text_.parameters.size() < Count ? prepared.text_.parameters.size() : Count);
    return send(prepared, count, given.values_, given.lengths_, given.formats.binary);
  }

  bool send(const statement& prepared, int count, const char* const* values, const int* lengths, const int* formats) {
    if (prepared.name_[0] != '\0') [[likely]]
      return ::PQsendQueryPrepared(connection_, prepared.name_, count, values, lengths, formats, 1) != 0;
    return prepared.types_ && ::PQsendQueryParams(connection_, prepared.text_.sql, count, prepared.types_, values,
                                                  lengths, formats, 1) != 0;
  }

  static void hold(::PGresult* result, cursor& rows) noexcept {
    rows.result_ = result;
    rows.row_ = -1;
    rows.rows_ = ::PQntuples(result);
  }

  /// Whether the columns are those that will be read. What the server keeps under a name changes no more.
  status check(statement& prepared, cursor& rows) {
    rows.selects_ = *prepared.text_.sql == 'S';  // SELECT, SHOW, SET: it changes no rows
    if (!prepared.checked_) [[unlikely]]
      return check_columns(prepared, rows);
    rows.checked_ = true;
    return {};
  }

  /// Whether no rows come after these.
  static bool is_whole(const ::PGresult* result) noexcept { return ::PQresultStatus(result) == PGRES_TUPLES_OK; }

  static bool gives_rows(const ::PGresult* result) noexcept {
    const ::ExecStatusType kind = ::PQresultStatus(result);
#if defined(LIBPQ_HAS_CHUNK_MODE)
    if (kind == PGRES_TUPLES_CHUNK) return true;
#endif
    return kind == PGRES_SINGLE_TUPLE || is_whole(result);
  }

  status keep(::PGresult* result, cursor& rows) {
    if (!succeeded(result)) return fail(result);
    hold(result, rows);
    rows.checked_ = rows.selects_ = false;
    return {};
  }

  // What an execution says of its statement.
  enum class standing { good, unknown, outdated };
  static standing standing_of(const ::PGresult* result) noexcept;

  status prepare_again(statement& target);
  void deallocate(statement& target) noexcept;
  [[gnu::cold]] void forget(statement& target, standing of_it) noexcept;
  ::PGresult* first_result(bool sent, int chunk);
  fetch_result fetch_more(cursor& rows);
  [[gnu::cold]] void end_stream(cursor& rows) noexcept;
  [[gnu::cold]] status recover(statement& prepared, ::PGresult* result);
  [[gnu::cold]] status check_columns(statement& prepared, cursor& rows);
};

inline status libpq_connection::prepare_again(statement& target) {
  if (!connection_) return closed();
  if (!target.text_.sql || target.text_.size == 0) return not_prepared();
  const std::size_t count = target.text_.parameters.size();
  auto* const types = new ::Oid[count + 1]{};
  for (std::size_t i = 0; i != count; ++i) types[i] = parameter_oid(target.text_.parameters[i]);
  target.checked_ = false;
  delete[] std::exchange(target.types_, types);
  if (!names_statements_) return {};
  char name[sizeof target.name_] = {'s', 'a'};
  std::to_chars(name + 2, name + sizeof name - 1, ++names_);
  cursor rows;
  const bool sent = ::PQsendPrepare(connection_, name, target.text_.sql, static_cast<int>(count), types) != 0;
  const status prepared = keep(last_result(sent), rows);
  finish(rows);
  delete[] std::exchange(target.types_, nullptr);
  if (!prepared.ok()) return prepared;
  for (std::size_t i = 0; i != sizeof name; ++i) target.name_[i] = name[i];
  target.session_ = ::PQbackendPID(connection_);
  return {};
}

inline void libpq_connection::deallocate(statement& target) noexcept {
  if (target.name_[0] != '\0' && is_open() && target.session_ == ::PQbackendPID(connection_) &&
      ::PQtransactionStatus(connection_) != PQTRANS_INERROR) {
    char sql[32] = "DEALLOCATE ";
    for (std::size_t i = 0; i != sizeof target.name_; ++i) sql[11 + i] = target.name_[i];
    ::PQclear(send_text(sql));
  }
  delete[] std::exchange(target.types_, nullptr);
  target.name_[0] = '\0';
}

/// Whether the server knows no statement of that name, or has kept it for tables that have changed since ("cached plan
/// must not change result type", a sentence that may be in any language).
inline libpq_connection::standing libpq_connection::standing_of(const ::PGresult* result) noexcept {
  const std::string_view state = failure_record::field(result, PG_DIAG_SQLSTATE);
  if (state == "26000") return standing::unknown;
  const bool is_outdated =
      state == "0A000" && failure_record::field(result, PG_DIAG_SOURCE_FUNCTION) == "RevalidateCachedQuery";
  return is_outdated ? standing::outdated : standing::good;
}

/// Empties a statement that is of no use any more: it has to be prepared again.
inline void libpq_connection::forget(statement& target, standing of_it) noexcept {
  if (of_it == standing::outdated) deallocate(target);
  target.name_[0] = '\0';
}

/// After an execution that failed: `ok` where the statement was prepared anew and should be executed once more.
inline status libpq_connection::recover(statement& prepared, ::PGresult* result) {
  if (prepared) {
    const standing now = standing_of(result);
    const bool wrong_count = failure_record::field(result, PG_DIAG_SQLSTATE) == "08P01";
    const status failed = fail(result);
    // PgBouncer says the same where it has lost the server.
    if (wrong_count && is_open()) return record_.refuse(failure::programming, record_.info().message);
    if (now == standing::good) return failed;
    forget(prepared, now);
    if (in_transaction()) return failed;
  }
  return prepare_again(prepared);
}

inline status libpq_connection::check_columns(statement& prepared, cursor& rows) {
  rows.checked_ = false;
  if (prepared.text_.columns.empty()) {  // nothing is known: each read looks for itself
    prepared.checked_ = ::PQnfields(rows.result_) == 0;
    return {};
  }
  const column_misfit misfit = find_misfit(rows.result_, prepared.text_.columns);
  rows.checked_ = misfit.kind == failure::none;
  prepared.checked_ = rows.checked_ && names_statements_;
  if (rows.checked_) return {};
  finish(rows);
  return record_.refuse(misfit.kind, misfit.sentence);
}

/// The first rows of a stream, or the result that says that there are none.
inline ::PGresult* libpq_connection::first_result(bool sent, [[maybe_unused]] int chunk) {
  if (!sent) return nullptr;
#if defined(LIBPQ_HAS_CHUNK_MODE)
  constexpr int most = 100;  // a thousand cost a program as much time as single rows do, and these half of it
  ::PQsetChunkedRowsMode(connection_, chunk < most ? chunk : most);
#else
  ::PQsetSingleRowMode(connection_);
#endif
  ::PGresult* const first = next_result();
  if (!gives_rows(first) || is_whole(first)) drain();
  return first;
}

inline fetch_result libpq_connection::fetch_more(cursor& rows) {
  ::PQclear(std::exchange(rows.result_, nullptr));
  ::PGresult* const result = next_result();
  if (!gives_rows(result)) {
    rows.streams_ = false;
    rows.rows_ = 0;
    (void)fail(result);
    drain();
    return fetch_result::failed;
  }
  hold(result, rows);
  if (!is_whole(result)) return ++rows.row_, fetch_result::row;
  rows.streams_ = false;  // the last one has no rows, and says how many there were
  drain();
  return fetch_result::done;
}

/// What was not read is read now: to stop the statement would undo what it does.
inline void libpq_connection::end_stream(cursor& rows) noexcept {
  rows.streams_ = false;
  if (!connection_) return;
  drain();
}

}  // namespace sqlalloy::inline v0::postgresql
