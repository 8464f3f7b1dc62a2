// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/libpq/connection.hpp>
#include <sqlalloy/driver/libpq/oid.hpp>
#include <sqlalloy/driver/libpq/wire.hpp>

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include <libpq-fe.h>

namespace sqlalloy::inline v0::postgresql {

/// COPY … FROM STDIN (FORMAT binary): rows that are written into a table as fast as PostgreSQL can (PostgreSQL manual,
/// "COPY", "Binary Format"). Until `end`, or its own end, which undoes all, its connection can do nothing else.
class libpq_copy {
 public:
  using statement = libpq_statement;

  explicit libpq_copy(libpq_connection& connection) : connection_(connection) {}
  libpq_copy(const libpq_copy&) = delete;
  libpq_copy& operator=(const libpq_copy&) = delete;
  ~libpq_copy() {
    if (!is_open_ || !connection_.is_open()) return;
    ::PQputCopyEnd(connection_.connection_, "not all rows came");
    connection_.drain();
  }

  /// Begins. `columns` is a query of the columns, without rows; where these have other types than the values, which
  /// binary COPY would not convert, nothing is begun: `failure::not_supported`. It is asked each time, as the types may
  /// have changed; the query locks the table, so that they stay until the transaction ends. A statement that the server
  /// has no more is empty afterwards, and to be prepared again.
  status begin(statement& copy, const char* columns, std::span<const sql_type> values) {
    if (const status same = check(columns, values); !same.ok()) return same;
    libpq_connection::parameters<0> none(connection_, copy);
    const bool sent = connection_.send(copy, none);
    ::PGresult* const answer = sent ? connection_.next_result() : nullptr;
    if (::PQresultStatus(answer) != PGRES_COPY_IN) {
      const auto of_failed = libpq_connection::standing_of(answer);
      const status failed = connection_.fail(answer);
      connection_.drain();
      if (of_failed != libpq_connection::standing::good) connection_.forget(copy, of_failed);
      return failed;
    }
    ::PQclear(answer);
    is_open_ = true;
    buffer_.assign("PGCOPY\n\xFF\r\n\0\0\0\0\0\0\0\0\0", 19);  // no flags, no extension
    return {};
  }

  /// Adds a row. What was bound may go.
  template <std::size_t Count>
  status add(const libpq_connection::parameters<Count>& row) {
    put(static_cast<std::int16_t>(Count));
    for (std::size_t i = 0; i != Count; ++i) {
      const bool is_null = row.values_[i] == nullptr;
      put(is_null ? std::int32_t{-1} : static_cast<std::int32_t>(row.lengths_[i]));
      if (!is_null) buffer_.append(row.values_[i], static_cast<std::size_t>(row.lengths_[i]));
    }
    constexpr std::size_t piece = 1 << 16;
    return buffer_.size() < piece ? status{} : send();
  }

  /// Keeps the rows, and tells how many they were.
  status end(std::int64_t& rows) {
    put(std::int16_t{-1});
    if (const status sent = send(); !sent.ok()) return sent;
    is_open_ = false;
    ::PGresult* const result = connection_.last_result(::PQputCopyEnd(connection_.connection_, nullptr) > 0);
    if (!libpq_connection::succeeded(result)) return connection_.fail(result);
    const std::string_view count = ::PQcmdTuples(result);
    std::from_chars(count.data(), count.data() + count.size(), rows);
    ::PQclear(result);
    return {};
  }

 private:
  libpq_connection& connection_;
  std::string buffer_;
  bool is_open_ = false;

  template <class Number>
  void put(Number value) {
    char bytes[wire_size];
    buffer_.append(bytes, static_cast<std::size_t>(encode(bytes, value)));
  }

  status send() {
    constexpr std::size_t most = 1 << 30;  // libpq counts in int
    bool sent = true;
    for (std::size_t at = 0; sent && at < buffer_.size(); at += most)
      sent = connection_.send_copy(buffer_.data() + at,
                                   static_cast<int>(buffer_.size() - at < most ? buffer_.size() - at : most));
    buffer_.clear();
    return sent ? status{} : connection_.fail(nullptr);
  }

  status check(const char* columns, std::span<const sql_type> values) {
    if (!connection_.names_statements_)
      return connection_.record_.refuse(failure::not_supported, "libpq: COPY needs prepared statements");
    ::PGresult* const told = connection_.send_text(columns);
    if (!libpq_connection::succeeded(told)) return connection_.fail(told);
    bool is_same = static_cast<std::size_t>(::PQnfields(told)) == values.size();
    for (std::size_t i = 0; is_same && i != values.size(); ++i) {
      constexpr ::Oid varchar = 1043;  // text, in binary
      const ::Oid found = ::PQftype(told, static_cast<int>(i)), wanted = parameter_oid(values[i]);
      is_same = found == wanted || (found == varchar && values[i] == sql_type::text);
    }
    ::PQclear(told);
    if (is_same) return {};
    return connection_.record_.refuse(failure::not_supported, "libpq: COPY converts no values to other types");
  }
};

}  // namespace sqlalloy::inline v0::postgresql
