// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/connect_options.hpp>
#include <sqlalloy/driver/error_info.hpp>
#include <sqlalloy/driver/fetch_result.hpp>
#include <sqlalloy/driver/libpq/any_value.hpp>
#include <sqlalloy/driver/libpq/binder.hpp>
#include <sqlalloy/driver/libpq/error.hpp>
#include <sqlalloy/driver/libpq/oid.hpp>
#include <sqlalloy/driver/libpq/statement.hpp>
#include <sqlalloy/driver/libpq/wire.hpp>
#include <sqlalloy/driver/status.hpp>
#include <sqlalloy/type/statement_text.hpp>

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <libpq-fe.h>

namespace sqlalloy::inline v0::postgresql {

/// A connection to a PostgreSQL server. It belongs to one thread at a time, never throws, and is inert once it was
/// moved from or closed. Notices of the server are dropped; the encoding is UTF-8.
class libpq_connection {
 public:
  using statement = libpq_statement;
  using cursor = libpq_cursor;

  /// The parameters of one execution, on the stack.
  template <std::size_t Count>
  class parameters : public libpq_binder {
   public:
    parameters(libpq_connection& connection, const statement&) noexcept
        : libpq_binder(connection.record_, values_, lengths_, room_) {}

   private:
    friend class libpq_connection;
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

  libpq_connection() = default;
  libpq_connection(libpq_connection&& other) noexcept
      : connection_(std::exchange(other.connection_, nullptr)),
        names_(other.names_),
        record_(std::move(other.record_)) {}
  libpq_connection& operator=(libpq_connection&& other) noexcept {
    if (this != &other) {
      close();
      connection_ = std::exchange(other.connection_, nullptr);
      names_ = other.names_;
      record_ = std::move(other.record_);
    }
    return *this;
  }
  ~libpq_connection() { close(); }

  /// Connects; what was open is closed first. Options of the URL are libpq's own keywords (`sslmode`, `host` for the
  /// folder of a unix socket, `connect_timeout`, …). A host that is not this machine is spoken to over TLS only
  /// (`sslmode=require`), unless the URL, a service or PGSSLMODE says otherwise.
  status open(const connect_options& options);

  /// Ends the session; the server rolls an open transaction back.
  void close() noexcept {
    if (connection_) ::PQfinish(std::exchange(connection_, nullptr));
  }

  /// False as well once libpq has noticed that the connection broke.
  bool is_open() const noexcept { return connection_ && ::PQstatus(connection_) == CONNECTION_OK; }

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
    // A query with conditional clauses makes room for all of its parameters; this text of it may have fewer.
    const int count =
        static_cast<int>(prepared.text_.parameters.size() < Count ? prepared.text_.parameters.size() : Count);
    ::PGresult* result = nullptr;
    if (prepared.name_[0] != '\0') [[likely]]
      result =
          ::PQexecPrepared(connection_, prepared.name_, count, given.values_, given.lengths_, given.formats.binary, 1);
    if (!succeeded(result)) [[unlikely]] {
      if (const status again = forget(prepared, result); !again.ok()) return again;
      result =
          ::PQexecPrepared(connection_, prepared.name_, count, given.values_, given.lengths_, given.formats.binary, 1);
      if (!succeeded(result)) return fail(result);
    }
    hold(result, rows);
    if (!prepared.checked_) [[unlikely]]
      return check_columns(prepared, rows);
    rows.checked_ = true;
    return {};
  }

  /// Runs SQL without parameters whose rows are read as `value`. One statement at a time.
  status execute_text(const char* sql, std::size_t size, cursor& rows) {
    if (!connection_) return closed();
    const std::string text(sql, size);
    return keep(::PQexecParams(connection_, text.c_str(), 0, nullptr, nullptr, nullptr, nullptr, 0), rows);
  }

  /// Runs one or several statements without parameters; rows are dropped.
  status run(const char* sql) {
    if (!connection_) return closed();
    cursor rows;
    const status kept = keep(::PQexec(connection_, sql), rows);
    finish(rows);
    return kept;
  }

  fetch_result fetch(cursor& rows) noexcept {
    if (rows.row_ + 1 >= rows.rows_) return fetch_result::done;
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
    if (!rows.result_) return;
    if (*::PQcmdStatus(rows.result_) != 'S') [[unlikely]]  // a SELECT changes nothing
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

  bool in_transaction() const noexcept {
    const ::PGTransactionStatusType kind = ::PQtransactionStatus(connection_);
    return kind == PQTRANS_INTRANS || kind == PQTRANS_INERROR || kind == PQTRANS_ACTIVE;
  }

  /// Describes the last call that failed; valid until the next one that fails.
  const error_info& error() const noexcept { return record_.info(); }

  /// Where that is written down, for what is built upon the connection.
  failure_record& record() noexcept { return record_; }

  /// libpq's own handle; null where the connection is closed.
  ::PGconn* native_handle() const noexcept { return connection_; }

 private:
  ::PGconn* connection_ = nullptr;
  unsigned names_ = 0;
  failure_record record_;

  static bool succeeded(const ::PGresult* result) noexcept {
    const ::ExecStatusType kind = ::PQresultStatus(result);
    return kind == PGRES_TUPLES_OK || kind == PGRES_COMMAND_OK || kind == PGRES_EMPTY_QUERY;
  }

  static void hold(::PGresult* result, cursor& rows) noexcept {
    rows.result_ = result;
    rows.row_ = -1;
    rows.rows_ = ::PQntuples(result);
    rows.checked_ = false;
  }

  status keep(::PGresult* result, cursor& rows) {
    if (!succeeded(result)) return fail(result);
    hold(result, rows);
    return {};
  }

  status prepare_again(statement& target);
  void deallocate(statement& target) noexcept;
  [[gnu::cold]] status forget(statement& prepared, ::PGresult* result);
  [[gnu::cold]] status check_columns(statement& prepared, cursor& rows);
  [[gnu::cold]] status fail(::PGresult* result);
  [[gnu::cold]] status closed() { return record_.refuse(failure::interface, "libpq: the connection is closed"); }
};

inline status libpq_connection::open(const connect_options& options) {
  close();
  std::vector<const char*> names, values;
  const auto add = [&](const char* name, const std::string& value) {
    if (value.empty()) return;
    names.push_back(name);
    values.push_back(value.c_str());
  };
  const std::string port = options.port == 0 ? std::string() : std::to_string(options.port), encoding = "UTF8";
  add("host", options.host);
  add("port", port);
  add("user", options.username);
  add("password", options.password);
  add("dbname", options.database);
  ::PQconninfoOption* known = ::PQconndefaults();
  for (const connect_option& option : options.query) {
    const ::PQconninfoOption* found = known;
    while (found && found->keyword && option.name != found->keyword) ++found;
    if (!found || !found->keyword || option.name == "client_encoding") {
      ::PQconninfoFree(known);
      return record_.refuse(failure::argument, option.name == "client_encoding"
                                                   ? "libpq: option client_encoding cannot be given; it is always UTF8"
                                                   : "libpq: unknown option '" + option.name + "'");
    }
    add(option.name.c_str(), option.value);
  }
  ::PQconninfoFree(known);
  add("client_encoding", encoding);
  const bool says_tls = options.find("sslmode") || options.find("service") || std::getenv("PGSSLMODE");
  const std::string required = "require";
  if (!says_tls && !connect_options::is_this_machine(options.get("host", options.host))) add("sslmode", required);
  names.push_back(nullptr);
  values.push_back(nullptr);
  connection_ = ::PQconnectdbParams(names.data(), values.data(), 0);
  if (!is_open()) {
    const status failed = record_.lost(connection_);
    close();
    return failed;
  }
  ::PQsetNoticeProcessor(
      connection_, [](void*, const char*) {}, nullptr);
  return {};
}

inline status libpq_connection::prepare_again(statement& target) {
  if (!connection_) return closed();
  if (!target.text_.sql || target.text_.size == 0)
    return record_.refuse(failure::interface, "libpq: the statement is not prepared");
  std::vector<::Oid> types;
  for (const sql_type type : target.text_.parameters) types.push_back(parameter_oid(type));
  char name[sizeof target.name_] = {'s', 'a'};
  std::to_chars(name + 2, name + sizeof name - 1, ++names_);
  cursor rows;
  const status prepared =
      keep(::PQprepare(connection_, name, target.text_.sql, static_cast<int>(types.size()), types.data()), rows);
  finish(rows);
  if (!prepared.ok()) return prepared;
  for (std::size_t i = 0; i != sizeof name; ++i) target.name_[i] = name[i];
  target.session_ = ::PQbackendPID(connection_);
  target.checked_ = false;
  return {};
}

inline void libpq_connection::deallocate(statement& target) noexcept {
  if (target.name_[0] != '\0' && is_open() && target.session_ == ::PQbackendPID(connection_) &&
      ::PQtransactionStatus(connection_) != PQTRANS_INERROR) {
    char sql[32] = "DEALLOCATE ";
    for (std::size_t i = 0; i != sizeof target.name_; ++i) sql[11 + i] = target.name_[i];
    ::PQclear(::PQexec(connection_, sql));
  }
  target.name_[0] = '\0';
}

/// After an execution that failed: `ok` where the statement was prepared anew and should be executed once more.
inline status libpq_connection::forget(statement& prepared, ::PGresult* result) {
  const std::string_view state = failure_record::field(result, PG_DIAG_SQLSTATE);
  const bool was_prepared = prepared.name_[0] != '\0';
  const bool plan_is_stale =  // "cached plan must not change result type"; the sentence may be in any language
      state == "0A000" && failure_record::field(result, PG_DIAG_SOURCE_FUNCTION) == "RevalidateCachedQuery";
  const bool name_is_gone = state == "26000";
  if (was_prepared && !plan_is_stale && !name_is_gone) {
    const bool wrong_count = state == "08P01";
    const status failed = fail(result);
    if (!wrong_count) return failed;
    return record_.refuse(failure::programming, record_.info().message);
  }
  if (was_prepared) {
    const status failed = fail(result);
    if (plan_is_stale) deallocate(prepared);
    prepared.name_[0] = '\0';
    if (in_transaction()) return failed;
  }
  return prepare_again(prepared);
}

inline status libpq_connection::check_columns(statement& prepared, cursor& rows) {
  const int wanted = static_cast<int>(prepared.text_.columns.size()), found = ::PQnfields(rows.result_);
  if (wanted == 0) {  // nothing is known: each read looks for itself
    prepared.checked_ = found == 0;
    return {};
  }
  std::string problem;
  if (wanted != found)
    problem = "the statement gives " + std::to_string(found) + " columns where " + std::to_string(wanted) + " are read";
  for (int i = 0; i != wanted && problem.empty(); ++i) {
    const oid type{::PQftype(rows.result_, i)};
    const sql_type asked = prepared.text_.columns[static_cast<std::size_t>(i)];
    if (!can_read(type, asked))
      problem = "column " + std::to_string(i + 1) + " (" + std::string(column_name(rows, i)) + ") is of type " +
                type_name(type) + " and is read as " + std::string(type_of(asked).name);
  }
  prepared.checked_ = rows.checked_ = problem.empty();
  if (problem.empty()) return {};
  finish(rows);
  return record_.refuse(wanted == found ? failure::data : failure::programming, "libpq: " + problem);
}

inline status libpq_connection::fail(::PGresult* result) {
  if (!connection_) return closed();
  const ::ExecStatusType kind = ::PQresultStatus(result);
  const status failed = kind == PGRES_COPY_IN || kind == PGRES_COPY_OUT || kind == PGRES_COPY_BOTH
                            ? record_.refuse(failure::not_supported, "libpq: COPY cannot be run as a statement")
                            : record_.fail(result, connection_);
  ::PQclear(result);
  return failed;
}

}  // namespace sqlalloy::inline v0::postgresql
