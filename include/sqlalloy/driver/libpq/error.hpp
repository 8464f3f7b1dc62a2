// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/error_info.hpp>
#include <sqlalloy/driver/sqlstate.hpp>
#include <sqlalloy/driver/status.hpp>

#include <string>
#include <string_view>
#include <utility>

#include <libpq-fe.h>

namespace sqlalloy::inline v0::postgresql {

/// The last failure of a connection.
class failure_record {
 public:
  const error_info& info() const noexcept { return info_; }

  /// A refusal of ours.
  [[gnu::cold, gnu::noinline]] status refuse(failure kind, std::string sentence) {
    info_ = {};
    info_.kind = kind;
    info_.message = std::move(sentence);
    return {kind};
  }

  /// What the server said of a command; without a result or an SQLSTATE, what libpq says of the connection.
  ///
  /// DETAIL is left out: it repeats values ("Key (email)=(…) already exists"), and those are shown on demand only.
  [[gnu::cold, gnu::noinline]] status fail(const ::PGresult* result, const ::PGconn* connection) {
    const std::string_view state = field(result, PG_DIAG_SQLSTATE);
    if (state.empty()) return lost(connection);
    info_ = {};
    info_.kind = failure_of_sqlstate(state);
    info_.is_retryable = is_retryable_sqlstate(state);
    info_.is_disconnect = ::PQstatus(connection) != CONNECTION_OK || is_disconnect_sqlstate(state);
    info_.sqlstate = state;
    info_.message = field(result, PG_DIAG_MESSAGE_PRIMARY);
    if (const std::string_view hint = field(result, PG_DIAG_MESSAGE_HINT); !hint.empty())
      (info_.message += "; ") += hint;
    info_.constraint = field(result, PG_DIAG_CONSTRAINT_NAME);
    const bool tells_column = !field(result, PG_DIAG_COLUMN_NAME).empty();
    if (info_.constraint.empty() && info_.kind == failure::integrity && tells_column)  // NOT NULL has no name
      ((info_.constraint += field(result, PG_DIAG_TABLE_NAME)) += '.') += field(result, PG_DIAG_COLUMN_NAME);
    return {info_.kind};
  }

  /// The connection broke, or never came to be.
  [[gnu::cold, gnu::noinline]] status lost(const ::PGconn* connection) {
    std::string_view sentence = connection ? ::PQerrorMessage(connection) : "out of memory";
    while (sentence.ends_with('\n')) sentence.remove_suffix(1);
    const status refused = refuse(failure::operational, "libpq: " + std::string(sentence));
    info_.is_disconnect = ::PQstatus(connection) != CONNECTION_OK;
    return refused;
  }

  /// The deadline came before the answer.
  [[gnu::cold, gnu::noinline]] status expire() {
    const status refused = refuse(
        failure::timeout, "libpq: the deadline has passed; the statement is cancelled and the connection closed");
    info_.is_disconnect = true;
    return refused;
  }

  static std::string_view field(const ::PGresult* result, int name) noexcept {
    const char* text = ::PQresultErrorField(result, name);
    return text ? std::string_view(text) : std::string_view();
  }

 private:
  error_info info_;
};

}  // namespace sqlalloy::inline v0::postgresql
