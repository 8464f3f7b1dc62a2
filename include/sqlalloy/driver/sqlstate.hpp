// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/status.hpp>

#include <string_view>

namespace sqlalloy::inline v0 {

/// What kind of failure an SQLSTATE is, by its class, the first two characters (SQL:2016, 24.1; PostgreSQL, appendix
/// A).
constexpr failure failure_of_sqlstate(std::string_view state) noexcept {
  struct entry {
    char kind[3];
    failure meaning;
  };
  constexpr entry classes[] = {
      {"0A", failure::not_supported},                                // feature not supported
      {"20", failure::programming},   {"21", failure::programming},  // case not found, cardinality
      {"22", failure::data},          {"23", failure::integrity},    //
      {"24", failure::internal},      {"25", failure::internal},     // cursor state, transaction state
      {"2B", failure::internal},      {"2D", failure::internal},     // dependent privileges, termination
      {"2F", failure::internal},      {"38", failure::internal},     // routines
      {"39", failure::internal},      {"3B", failure::internal},     // routines, savepoint
      {"3D", failure::programming},   {"3F", failure::programming},  // catalog name, schema name
      {"42", failure::programming},   {"44", failure::programming},  // syntax or access rule, WITH CHECK OPTION
      {"F0", failure::internal},      {"P0", failure::internal},     // configuration file, PL/pgSQL
      {"XX", failure::internal},
  };
  for (const entry& known : classes)
    if (state.starts_with(known.kind)) return known.meaning;
  return failure::operational;  // connection, authorisation, rollback by the server, resources, operator, system
}

/// Whether the transaction failed because of another one: serialization failure and deadlock.
constexpr bool is_retryable_sqlstate(std::string_view state) noexcept { return state == "40001" || state == "40P01"; }

/// Whether the connection is lost: a connection exception (but for 08P01, which PostgreSQL also says of a wrong number
/// of parameters, and goes on), and what PostgreSQL says when it shuts down or crashes.
constexpr bool is_disconnect_sqlstate(std::string_view state) noexcept {
  return (state.starts_with("08") && state != "08P01") || state == "57P01" || state == "57P02" || state == "57P03";
}

}  // namespace sqlalloy::inline v0
