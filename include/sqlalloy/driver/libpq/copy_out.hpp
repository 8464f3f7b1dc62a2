// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/libpq/connection.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include <libpq-fe.h>

namespace sqlalloy::inline v0::postgresql {

/// What is called with the pieces of a COPY: it returns nothing, or false to stop.
template <class F>
concept copy_listener = requires(F& f, std::string_view piece) {
  requires std::is_void_v<decltype(f(piece))> || std::is_same_v<decltype(f(piece)), bool>;
};

/// A COPY … TO STDOUT that is under way. What was not read when it ends is read and dropped, so that the connection is
/// free again.
class libpq_copy_out {
 public:
  explicit libpq_copy_out(libpq_connection& connection) noexcept : connection_(connection) {}
  libpq_copy_out(const libpq_copy_out&) = delete;
  libpq_copy_out& operator=(const libpq_copy_out&) = delete;
  ~libpq_copy_out() {
    for (std::string_view unread; is_open_ && next(unread);) {
    }
    if (is_open_) ::PQclear(connection_.last_result(true));
    ::PQfreemem(piece_);
  }

  status begin(const char* sql) {
    ::PGconn* const handle = connection_.connection_;
    if (!handle) return connection_.closed();
    const bool sent = ::PQsendQueryParams(handle, sql, 0, nullptr, nullptr, nullptr, nullptr, 0) != 0;
    return begin(sent ? connection_.next_result() : nullptr);
  }

  /// The same, with the answer to a COPY that was sent already; frees it.
  status begin(::PGresult* answer) {
    const ::ExecStatusType kind = ::PQresultStatus(answer);
    is_open_ = kind == PGRES_COPY_OUT;
    const bool is_other = libpq_connection::succeeded(answer) || kind == PGRES_COPY_IN || kind == PGRES_COPY_BOTH;
    const status failed = is_open_ || is_other ? status{} : connection_.fail(answer);
    if (failed.ok()) ::PQclear(answer);
    if (is_open_) return {};
    if (kind == PGRES_COPY_IN || kind == PGRES_COPY_BOTH) ::PQputCopyEnd(connection_.connection_, "nothing is sent");
    connection_.drain();
    if (!is_other) return failed;
    return connection_.record_.refuse(failure::programming,
                                      "libpq: copy_out() is for COPY … TO STDOUT, and nothing else");
  }

  /// The next piece, valid until the one after it; false after the last.
  bool next(std::string_view& piece) {
    ::PQfreemem(std::exchange(piece_, nullptr));
    int size = 0;
    piece_ = connection_.next_piece(size);
    if (piece_) piece = {piece_, static_cast<std::size_t>(size)};
    return piece_ != nullptr;
  }

  /// Whether all went well until the last piece.
  status end() {
    is_open_ = false;
    ::PGresult* const result = connection_.last_result(true);
    if (!libpq_connection::succeeded(result)) return connection_.fail(result);
    ::PQclear(result);
    return {};
  }

 private:
  libpq_connection& connection_;
  char* piece_ = nullptr;
  bool is_open_ = false;
};

/// Runs a COPY … TO STDOUT (PostgreSQL manual, "COPY"), in any of its formats, and calls `f(std::string_view)` with
/// each piece that comes, as it comes: a row, as PostgreSQL sends them. `f` must not use the connection; what it throws
/// is passed on. Where it stops, the rest is read and dropped. After a failure the pieces that came were not all.
template <copy_listener F>
status copy_out(libpq_connection& db, std::string_view sql, F f) {
  libpq_copy_out copy(db);
  if (const status begun = copy.begin(std::string(sql).c_str()); !begun.ok()) return begun;
  for (std::string_view piece; copy.next(piece);) {
    if constexpr (std::is_void_v<decltype(f(piece))>)
      f(piece);
    else if (!f(piece))
      return {};
  }
  return copy.end();
}

}  // namespace sqlalloy::inline v0::postgresql
