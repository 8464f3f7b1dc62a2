// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/dialect/tag.hpp>
#include <sqlalloy/driver/libpq/binary_rows.hpp>
#include <sqlalloy/driver/libpq/column_misfit.hpp>
#include <sqlalloy/driver/libpq/connection.hpp>
#include <sqlalloy/driver/libpq/copy_out.hpp>

#include <string_view>
#include <utility>

#include <libpq-fe.h>

namespace sqlalloy::inline v0::postgresql {

/// The rows of a query that come by COPY … TO STDOUT (FORMAT binary). What was not read when it ends is read and
/// dropped, so that the connection is free again.
class libpq_copy_rows {
 public:
  using dialect = postgresql::dialect;

  explicit libpq_copy_rows(libpq_connection& connection) noexcept : connection_(connection), copy_(connection) {}
  libpq_copy_rows(const libpq_copy_rows&) = delete;
  libpq_copy_rows& operator=(const libpq_copy_rows&) = delete;
  ~libpq_copy_rows() { ::PQclear(columns_); }

  /// Begins, by one round trip. The text is two statements: a query without rows, whose columns are compared with those
  /// that will be read, and the COPY. Other columns are refused as those of a prepared statement are.
  status begin(const statement_text& text) {
    if (!connection_.connection_) return connection_.closed();
    const bool sent = ::PQsendQuery(connection_.connection_, text.sql) != 0;
    columns_ = sent ? connection_.next_result() : nullptr;
    if (!libpq_connection::succeeded(columns_)) {
      const status failed = connection_.fail(std::exchange(columns_, nullptr));
      connection_.drain();
      return failed;
    }
    if (const status begun = copy_.begin(connection_.next_result()); !begun.ok()) return begun;
    const column_misfit misfit = find_misfit(columns_, text.columns);
    if (misfit.kind != failure::none) return refuse(misfit.kind, misfit.sentence);
    rows_ = binary_rows(text.columns.size());
    return {};
  }

  /// Goes to the next row.
  fetch_result fetch() {
    for (std::string_view piece;;) {
      switch (rows_.next()) {
        case binary_rows::step::row:
          return fetch_result::row;
        case binary_rows::step::malformed:
          return malformed();
        case binary_rows::step::no_more:
          if (!copy_.next(piece)) return end();
          rows_.add(piece);
      }
    }
  }

  /// Reads a column of the row, counted from 0. Text and bytes are valid until the next row.
  template <class Storage>
  read_result read(int column, Storage& out) const noexcept {
    return rows_.read(column, out);
  }

  std::string_view column_name(int column) const noexcept { return ::PQfname(columns_, column); }

  /// Writes down why the rows are of no use, as the connection's last failure.
  status refuse(failure kind, std::string sentence) { return connection_.record_.refuse(kind, std::move(sentence)); }

 private:
  libpq_connection& connection_;
  libpq_copy_out copy_;
  ::PGresult* columns_ = nullptr;
  binary_rows rows_{0};

  fetch_result end() {
    if (!copy_.end().ok()) return fetch_result::failed;
    return rows_.is_complete() ? fetch_result::done : malformed();
  }

  [[gnu::cold]] fetch_result malformed() {
    (void)refuse(failure::interface, "libpq: what COPY has sent is not its binary format");
    return fetch_result::failed;
  }
};

}  // namespace sqlalloy::inline v0::postgresql
