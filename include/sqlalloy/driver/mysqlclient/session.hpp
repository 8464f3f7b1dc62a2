// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/mysqlclient/batch.hpp>
#include <sqlalloy/driver/mysqlclient/connection.hpp>

#include <mysql.h>

namespace sqlalloy::inline v0::mysql {

/// Which of the two servers a dialect is for.
enum class server_kind : unsigned char { mysql, mariadb };

/// The SQL that begins a session. The collation compares as other databases do: by code points, and with spaces at the
/// end. Text has no escapes but the doubled quote, `||` joins, 0 is a key like others, what does not fit is refused.
/// MariaDB's UPDATE sets all columns at once, as the standard says; MySQL's has no such mode.
constexpr const char* session_text(server_kind kind) noexcept {
  return kind == server_kind::mysql
             ? "SET NAMES utf8mb4 COLLATE utf8mb4_0900_bin, time_zone = '+00:00', sql_mode = 'STRICT_ALL_TABLES,"
               "NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION,NO_AUTO_VALUE_ON_ZERO,"
               "NO_BACKSLASH_ESCAPES,PIPES_AS_CONCAT'"
             : "SET NAMES utf8mb4 COLLATE utf8mb4_nopad_bin, time_zone = '+00:00', sql_mode = 'STRICT_ALL_TABLES,"
               "NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION,NO_AUTO_VALUE_ON_ZERO,"
               "NO_BACKSLASH_ESCAPES,PIPES_AS_CONCAT,SIMULTANEOUS_ASSIGNMENT'";
}

/// What else a connection to a server of that kind has.
template <server_kind Kind>
struct session_types {};

#if defined(LIBMARIADB)
template <>
struct session_types<server_kind::mariadb> {
  using batch = mysqlclient_batch;
};
#endif

/// A connection to a server of that kind. To one of the other kind it is refused where a session begins: it knows other
/// collations.
template <server_kind Kind>
class mysqlclient_session : public mysqlclient_connection, public session_types<Kind> {
 public:
  /// Connects; what was open is closed first. The options are those of `open_options`.
  status open(const connect_options& options) {
    return open_session(options, session_text(Kind), Kind == server_kind::mysql);
  }
};

}  // namespace sqlalloy::inline v0::mysql
