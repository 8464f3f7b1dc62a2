// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace sqlalloy::inline v0 {

/// How much a transaction sees of the others (SQL:2016, 4.41.4).
enum class isolation_level : unsigned char {
  database_default,
  autocommit,  ///< no transaction: each statement is kept at once
  read_uncommitted,
  read_committed,
  repeatable_read,
  serializable,
};

/// The level as SQL spells it.
constexpr std::string_view name_of(isolation_level level) noexcept {
  constexpr std::string_view names[] = {"DEFAULT",        "AUTOCOMMIT",      "READ UNCOMMITTED",
                                        "READ COMMITTED", "REPEATABLE READ", "SERIALIZABLE"};
  return names[static_cast<unsigned char>(level)];
}

/// What kind of transaction: what `BEGIN` or `START TRANSACTION` says of it. Every field may be left out.
struct transaction_mode {
  isolation_level isolation = isolation_level::database_default;
  bool read_only = false;   ///< what would change something is refused
  bool deferrable = false;  ///< may wait when it begins, so that reading never fails (PostgreSQL manual, "SET
                            ///< TRANSACTION"); means something for a serializable one that is read only

  friend constexpr bool operator==(const transaction_mode&, const transaction_mode&) = default;
};

}  // namespace sqlalloy::inline v0
