// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/mysqlclient/column.hpp>
#include <sqlalloy/driver/mysqlclient/column_description.hpp>
#include <sqlalloy/driver/mysqlclient/parameter_places.hpp>
#include <sqlalloy/type/statement_text.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include <mysql.h>

namespace sqlalloy::inline v0::mysql {

/// Whether a statement changes rows, so that a number of them can be told: by its first word. WITH begins a query where
/// there are columns.
constexpr bool counts_changes(std::string_view sql, bool has_columns) noexcept {
  while (!sql.empty()) {
    if (sql[0] == ' ' || (sql[0] >= '\t' && sql[0] <= '\r')) {
      sql.remove_prefix(1);
    } else if (sql.starts_with("/*")) {
      const std::size_t end = sql.find("*/", 2);
      sql.remove_prefix(end == sql.npos ? sql.size() : end + 2);
    } else if (sql.starts_with("-- ") || sql[0] == '#') {
      const std::size_t end = sql.find('\n');
      sql.remove_prefix(end == sql.npos ? sql.size() : end);
    } else {
      break;
    }
  }
  for (const std::string_view verb : {"INSERT", "UPDATE", "DELETE", "REPLACE", "WITH"}) {
    std::size_t same = 0;
    while (same != verb.size() && same != sql.size() && (sql[same] & ~0x20) == verb[same]) ++same;
    if (same == verb.size()) return verb != "WITH" || !has_columns;
  }
  return false;
}

/// A prepared statement of the client library, with room for the row that was fetched.
struct prepared_statement {
  ::MYSQL_STMT* handle = nullptr;
  statement_text text;
  parameter_places parameters;
  std::vector<::MYSQL_BIND> binds;
  std::vector<result_column> columns;
  std::vector<column_description> descriptions;  // of the columns
  int batch = 0;                                 // rows that the server sends at a time; 0: all at once
  bool counts_changes = false;
  bool is_read = false;     // a cursor is open
  bool is_owned = false;    // by its cursor: raw SQL
  bool needs_care = false;  // when it was read: it is owned, or has more room than it shall keep

  prepared_statement() = default;
  prepared_statement(const prepared_statement&) = delete;
  prepared_statement& operator=(const prepared_statement&) = delete;
  ~prepared_statement() {
    if (handle) ::mysql_stmt_close(handle);  // also where the connection was closed before
  }

  /// The columns of the last execution; valid until the next.
  const ::MYSQL_FIELD* fields() const noexcept { return handle->fields; }

  /// Whether the columns of an execution are those of the one before, and bound.
  bool knows_columns(std::size_t count) const noexcept {
    if (count != descriptions.size()) [[unlikely]]
      return false;
    const ::MYSQL_FIELD* described = fields();
    column_description::difference all{};
    for (std::size_t i = 0; i != count; ++i) all |= descriptions[i] ^ described[i];
    return column_description::is_none(all);
  }

  /// Makes room for columns; whether they are others than before, and not just described otherwise. To be bound then.
  [[gnu::cold, gnu::noinline]] bool lay_out(std::size_t count) {
    const ::MYSQL_FIELD* described = fields();
    descriptions = std::vector<column_description>(described, described + count);
    bool is_same = count == columns.size();
    for (std::size_t i = 0; is_same && i != count; ++i) is_same = columns[i].goes_on_as(described[i], binds[i]);
    if (is_same) return false;
    columns.clear();
    columns.resize(count);
    binds.resize(count);
    for (std::size_t i = 0; i != count; ++i) columns[i].lay_out(described[i], binds[i]);
    return true;
  }

  /// After an execution that has none, or not those that are read.
  [[gnu::noinline]] void forget_columns() noexcept {
    columns.clear();
    descriptions.clear();
  }

  /// After it was prepared anew.
  void forget_binds() noexcept {
    descriptions.clear();
    parameters.forget();
  }

  /// Says to the client library where the columns go. False: out of memory.
  bool bind() { return !::mysql_stmt_bind_result(handle, binds.data()); }

  /// Fetches again what was longer than its place.
  [[gnu::noinline]] bool fetch_rest() {
    bool fetched = true;
    for (std::size_t i = 0; fetched && i != columns.size(); ++i) {
      if (!columns[i].grows(binds[i])) continue;
      needs_care = true;
      fetched = ::mysql_stmt_fetch_column(handle, &binds[i], static_cast<unsigned>(i), 0) == 0;
    }
    if (fetched && bind()) return true;
    descriptions.clear();  // what is bound is not there any more
    return false;
  }

  /// Has the server keep the rows of the next execution and send so many at a time; 0: send all at once.
  [[gnu::noinline]] void read_in_batches(int rows) noexcept {
    const unsigned long kind = rows == 0 ? CURSOR_TYPE_NO_CURSOR : CURSOR_TYPE_READ_ONLY,
                        size = rows == 0 ? 1 : static_cast<unsigned long>(rows);
    ::mysql_stmt_attr_set(handle, STMT_ATTR_CURSOR_TYPE, &kind);
    ::mysql_stmt_attr_set(handle, STMT_ATTR_PREFETCH_ROWS, &size);
    batch = rows;
  }

  /// Gives back room that a long value has needed.
  [[gnu::cold, gnu::noinline]] void trim() noexcept {
    needs_care = false;
    for (std::size_t i = 0; i != columns.size(); ++i)
      if (columns[i].shrink(binds[i])) descriptions.clear();  // so that they are bound again
  }
};

class mysqlclient_batch;
class mysqlclient_connection;

/// A prepared statement; empty until `connection.prepare`. Its SQL and its lists of types must outlive it.
class mysqlclient_statement {
 public:
  mysqlclient_statement() = default;
  mysqlclient_statement(mysqlclient_statement&& other) noexcept : own_(std::exchange(other.own_, nullptr)) {}
  mysqlclient_statement& operator=(mysqlclient_statement&& other) noexcept {
    std::swap(own_, other.own_);
    if (this != &other) other.reset();
    return *this;
  }
  ~mysqlclient_statement() { reset(); }

  explicit operator bool() const noexcept { return own_ != nullptr; }

 private:
  friend class mysqlclient_batch;
  friend class mysqlclient_connection;

  prepared_statement* own_ = nullptr;

  void reset() noexcept { delete std::exchange(own_, nullptr); }
};

/// The rows of one execution, all of them in memory. `connection.finish` ends it; until then it may not outlive its
/// statement.
class mysqlclient_cursor {
 public:
  mysqlclient_cursor() = default;
  mysqlclient_cursor(mysqlclient_cursor&& other) noexcept { *this = std::move(other); }
  mysqlclient_cursor& operator=(mysqlclient_cursor&& other) noexcept {
    of_ = std::exchange(other.of_, nullptr);
    changes_ = other.changes_;
    left_ = std::exchange(other.left_, 0);
    return *this;
  }

 private:
  friend class mysqlclient_connection;

  static constexpr std::uint64_t not_known = ~std::uint64_t{0};

  prepared_statement* of_ = nullptr;
  std::uint64_t left_ = 0;  // rows to fetch; `not_known` and less where the server keeps them
  std::int64_t changes_ = -1;
};

}  // namespace sqlalloy::inline v0::mysql
