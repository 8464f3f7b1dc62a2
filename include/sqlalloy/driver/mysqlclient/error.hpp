// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/error_info.hpp>
#include <sqlalloy/driver/sqlstate.hpp>
#include <sqlalloy/driver/status.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include <mysql.h>

namespace sqlalloy::inline v0::mysql {

/// What kind of failure an error is, by its number (MySQL 8.0 and MariaDB, "Server Error Message Reference", "Client
/// Error Message Reference"), and by its SQLSTATE where that says enough.
constexpr failure failure_of(unsigned code, std::string_view state) noexcept {
  switch (code) {
    case 1048:  // Column cannot be null
    case 1364:  // Field doesn't have a default value
    case 3819:  // Check constraint is violated (MySQL)
    case 4025:  // CONSTRAINT failed (MariaDB)
      return failure::integrity;
    case 1265:  // Data truncated
    case 1292:  // Truncated incorrect value
    case 1300:  // Invalid utf8mb4 character string
    case 1366:  // Incorrect value for column
    case 1411:  // Incorrect value for function
    case 4038:  // Syntax error in JSON text
      return failure::data;
    case 1052:  // Column is ambiguous: 23000 by mistake
    case 1093:  // You can't specify target table for update in FROM clause
    case 1111:  // Invalid use of group function
    case 1210:  // Incorrect arguments
    case 1221:  // Incorrect usage
    case 1267:  // Illegal mix of collations
    case 4078:  // Illegal parameter data types for operation
      return failure::programming;
    case 1235:  // This version doesn't yet support
    case 1286:  // Unknown storage engine
    case 1295:  // not supported in the prepared statement protocol
      return failure::not_supported;
    case 2014:  // Commands out of sync
    case 2030:  // Statement not prepared
    case 2031:  // No data supplied for parameters
    case 2034:  // Invalid parameter number
      return failure::interface;
    default:
      return failure_of_sqlstate(state);
  }
}

/// What fails to be encrypted; once a session is there, what libmariadb makes of a connection that broke.
inline constexpr unsigned tls_error = 2026;

/// Whether the connection is gone with such an error.
constexpr bool is_lost(unsigned code) noexcept {
  return code == 2006 || code == 2013 || code == 2055 || code == tls_error ||  // gone away, lost
         code == 2027 ||                                                       // what came is no packet
         code == 1053 || code == 1927 || code == 4031;                         // shutdown, killed, idle for too long
}

/// Whether the server closes the connection that was given such an error. Others are as they were, and would get the
/// same: the packet is bigger than max_allowed_packet.
constexpr bool is_closed_after(unsigned code) noexcept { return code == 1153; }

/// Whether the server may have rolled the transaction back because of another one: a deadlock, a lock that was waited
/// for too long, a row that has changed since the snapshot (MariaDB's innodb_snapshot_isolation).
constexpr bool may_end_transaction(unsigned code) noexcept { return code == 1213 || code == 1205 || code == 1020; }

/// What stands between the first `open` and the next `close`; empty where they do not stand there.
constexpr std::string_view between(std::string_view text, std::string_view open, std::string_view close) noexcept {
  const std::size_t begin = text.find(open);
  if (begin == text.npos) return {};
  text.remove_prefix(begin + open.size());
  return text.substr(0, text.find(close));
}

/// The constraint that the server's sentence names; of NOT NULL the column.
constexpr std::string_view constraint_of(unsigned code, std::string_view message) noexcept {
  switch (code) {
    case 1062: {  // Duplicate entry 'a' for key 'users.email'; MariaDB does not name the table
      const std::size_t at = message.rfind(" for key '");
      if (at == message.npos) return {};
      const std::string_view key = between(message.substr(at), "'", "'");
      return key.substr(key.find('.') + 1);
    }
    case 1048:
    case 1364:
    case 3819:
      return between(message, "'", "'");
    default:
      return between(message, "CONSTRAINT `", "`");
  }
}

/// The server's sentence without the value that it repeats: values are shown on demand only.
inline std::string without_value(unsigned code, std::string_view message) {
  std::string_view before, after;
  if (code == 1062) {
    before = "Duplicate entry ";
    after = "for key ";
  } else if (code == 1292 || code == 1366 || code == 1411) {
    before = " value: ";
    after = " for ";
  } else {
    return std::string(message);
  }
  const std::size_t begin = message.find(before);
  if (begin == message.npos) return std::string(message);
  const std::size_t end = message.rfind(after);
  const std::string_view rest = end == message.npos || end < begin ? std::string_view() : message.substr(end);
  std::string told(message.substr(0, code == 1062 ? before.size() : begin + before.size() - 2));
  return told.append(rest);
}

/// The last failure of a connection. It is copied when it happens: the client library forgets it with the next call.
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

  /// A failure that the server or the client library told.
  [[gnu::cold, gnu::noinline]] status fail(unsigned code, std::string_view state, std::string_view message) {
    info_ = {};
    info_.code = static_cast<int>(code);
    info_.kind = failure_of(code, state);
    info_.is_retryable = may_end_transaction(code);
    info_.is_disconnect = is_lost(code);
    info_.sqlstate = state;
    info_.message = without_value(code, message);
    if (info_.kind == failure::integrity) info_.constraint = constraint_of(code, message);
    return {info_.kind};
  }

  /// Has the sentence of a row that was sent with others say what it says of a row that was sent alone.
  void forget_place() {
    constexpr std::string_view place = " at row ";
    const std::size_t at = info_.message.rfind(place);
    if (at == std::string::npos ||
        info_.message.find_first_not_of("0123456789", at + place.size()) != std::string::npos)
      return;
    info_.message.replace(at + place.size(), std::string::npos, "1");
  }

  /// The deadline came before the answer.
  [[gnu::cold, gnu::noinline]] status expire() {
    const status refused = refuse(
        failure::timeout, "mysqlclient: the deadline has passed; the statement is stopped and the connection closed");
    info_.is_disconnect = true;
    return refused;
  }

  /// A failure to connect, whatever the reason.
  [[gnu::cold, gnu::noinline]] status fail_to_connect(::MYSQL* connection) {
    const unsigned code = ::mysql_errno(connection);
    const status failed = fail(code, ::mysql_sqlstate(connection), "mysqlclient: " + error_of(connection));
    info_.kind = failure::operational;
    if (code == tls_error) info_.is_disconnect = false;  // it would be refused again
    return failed.ok() ? failed : status{info_.kind};
  }

 private:
  error_info info_;

  static std::string error_of(::MYSQL* connection) { return ::mysql_error(connection); }
};

}  // namespace sqlalloy::inline v0::mysql
