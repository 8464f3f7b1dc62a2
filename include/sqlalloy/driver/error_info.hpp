// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/status.hpp>

#include <string>

namespace sqlalloy::inline v0 {

/// The description of one failure. A driver fills all but the last two; the engine adds what it was doing.
struct error_info {
  failure kind = failure::none;
  bool is_retryable = false;   ///< the transaction failed because of another one, and may succeed when run anew
  bool is_disconnect = false;  ///< the connection is lost
  int code = 0;                ///< the client library's own number (SQLite: the extended result code)
  std::string sqlstate;        ///< five characters, empty where the database has none
  std::string message;         ///< never holds a password
  std::string constraint;      ///< its name, or its columns as `table.column`, where the database tells
  std::string sql;             ///< the statement
  std::string parameters;      ///< the bound values, where showing them was asked for
};

}  // namespace sqlalloy::inline v0
