// SPDX-License-Identifier: MIT
#pragma once

namespace sqlalloy::inline v0 {

/// What kind of failure it was: the classes of SQLAlchemy's error tree, as one number.
enum class failure : unsigned char {
  none,
  argument,          ///< a URL or an option that cannot be meant
  invalid_request,   ///< the library was asked for something out of order
  no_result,         ///< one row was demanded and there was none
  multiple_results,  ///< one row was demanded and there were more
  timeout,           ///< the pool had no connection in time
  interface,         ///< a driver was used in a way that its client library forbids
  data,              ///< a value does not fit, or is not of the type that was asked for
  operational,       ///< the database cannot do it now: connection lost, busy, out of memory, aborted by another
  integrity,         ///< a constraint refused it
  internal,          ///< the database lost its way
  programming,       ///< wrong SQL: syntax, an unknown table, a wrong number of parameters
  not_supported,     ///< the database has no such feature
  in_doubt,          ///< the connection was lost during COMMIT: it may have been done or not
};

/// Whether a call of a driver went well. Cheap: what happened is told by the connection's `error()`.
struct [[nodiscard]] status {
  failure kind = failure::none;

  constexpr bool ok() const noexcept { return kind == failure::none; }
};

}  // namespace sqlalloy::inline v0
