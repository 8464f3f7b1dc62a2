// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/type/statement_text.hpp>

#include <cstdint>
#include <utility>

#include <libpq-fe.h>

namespace sqlalloy::inline v0::postgresql {

class libpq_connection;
class libpq_array_batch;

/// A prepared statement; empty until `connection.prepare`. It does not close itself: `connection.release` does, or the
/// end of the session. Its SQL and its lists of types must outlive it: it may have to be prepared again. Without
/// `prepared_statements` there is nothing on the server, and each execution sends the SQL.
class libpq_statement {
 public:
  libpq_statement() = default;
  libpq_statement(libpq_statement&& other) noexcept { *this = std::move(other); }
  ~libpq_statement() { delete[] types_; }

  libpq_statement& operator=(libpq_statement&& other) noexcept {
    text_ = std::exchange(other.text_, {});
    for (std::size_t i = 0; i != sizeof name_; ++i) name_[i] = std::exchange(other.name_[i], '\0');
    session_ = std::exchange(other.session_, 0);
    checked_ = std::exchange(other.checked_, false);
    std::swap(types_, other.types_);
    return *this;
  }

  explicit operator bool() const noexcept { return name_[0] != '\0' || types_; }

 private:
  friend class libpq_connection;
  friend class libpq_array_batch;

  statement_text text_;
  char name_[16]{};         // on the server; unique in its session
  int session_ = 0;         // the server process that knows the name
  bool checked_ = false;    // the types of its columns are those that will be read
  ::Oid* types_ = nullptr;  // of its parameters, where each execution sends them; else null
};

/// The rows of one execution: all of them in memory, or, of a stream, those that came last. `connection.finish` frees
/// them.
class libpq_cursor {
 public:
  libpq_cursor() = default;
  libpq_cursor(libpq_cursor&& other) noexcept { *this = std::move(other); }

  libpq_cursor& operator=(libpq_cursor&& other) noexcept {
    result_ = std::exchange(other.result_, nullptr);
    changes_ = other.changes_;
    row_ = other.row_;
    rows_ = std::exchange(other.rows_, 0);
    checked_ = other.checked_;
    selects_ = other.selects_;
    streams_ = std::exchange(other.streams_, false);
    return *this;
  }

 private:
  friend class libpq_connection;
  class libpq_array_batch;

  ::PGresult* result_ = nullptr;
  std::int64_t changes_ = -1;
  int row_ = -1;
  int rows_ = 0;
  bool checked_ = false;
  bool selects_ = false;  // it changes no rows
  bool streams_ = false;  // more may come
};

}  // namespace sqlalloy::inline v0::postgresql
