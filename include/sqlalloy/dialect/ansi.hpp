// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/dialect/ansi/schema.hpp>
#include <sqlalloy/dialect/ansi/transaction.hpp>

namespace sqlalloy::inline v0::ansi {

/// SQL as the standard spells it.
struct dialect : schema_spelling, transaction_spelling {
  using schema_spelling::write;

  static constexpr bool has_right_join = true;
  static constexpr bool has_full_join = true;
  static constexpr bool has_insert_returning = true;
  static constexpr bool has_update_returning = true;
  static constexpr bool has_delete_returning = true;
  /// Whether NULLS FIRST and NULLS LAST can be said of a sort key with a value in it.
  static constexpr bool places_nulls = true;
  /// Whether a query can lock the rows that it finds, in that way and of the tables that it names; and whether those of
  /// tables on the optional side of an outer join. The standard has it for cursors only.
  static constexpr bool has_lock(lock_strength, lock_wait, bool /*names_tables*/) { return false; }
  static constexpr bool locks_optional_rows = true;
  /// Whether SET takes the values of the row as it was.
  static constexpr bool sets_at_once = true;
  /// Whether there is COPY, and an INSERT that takes an array for each column.
  static constexpr bool has_copy = false;
  static constexpr bool inserts_arrays = false;
};

}  // namespace sqlalloy::inline v0::ansi
