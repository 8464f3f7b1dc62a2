// SPDX-License-Identifier: MIT
#pragma once

#include <string>
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

/// What begins a transaction of that level in a dialect; null where the dialect has no such level. `autocommit` has no
/// transactions and nothing that begins one: an empty text.
///
/// SQLite's transactions are serializable in any case. By default they take their locks as they need them, and one that
/// has read and then writes is refused at once if another writes meanwhile (sqlite.org, "BEGIN TRANSACTION"); asked for
/// `serializable`, one takes the lock for writing when it begins, and waits for it as long as `busy_timeout` says.
constexpr const char* begin_text(std::string_view dialect, isolation_level level) noexcept {
  if (level == isolation_level::autocommit) return "";
  if (dialect == "sqlite") {
    if (level == isolation_level::read_uncommitted) return "PRAGMA read_uncommitted = 1; BEGIN";
    if (level == isolation_level::serializable) return "BEGIN IMMEDIATE";
    return level == isolation_level::database_default ? "BEGIN" : nullptr;
  }
  if (dialect == "mysql" || dialect == "mariadb") {
    switch (level) {
      case isolation_level::read_uncommitted:
        return "SET TRANSACTION ISOLATION LEVEL READ UNCOMMITTED; START TRANSACTION";
      case isolation_level::read_committed:
        return "SET TRANSACTION ISOLATION LEVEL READ COMMITTED; START TRANSACTION";
      case isolation_level::repeatable_read:
        return "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ; START TRANSACTION";
      case isolation_level::serializable:
        return "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE; START TRANSACTION";
      default:
        return "START TRANSACTION";
    }
  }
  switch (level) {
    case isolation_level::read_uncommitted:
      return "START TRANSACTION ISOLATION LEVEL READ UNCOMMITTED";
    case isolation_level::read_committed:
      return "START TRANSACTION ISOLATION LEVEL READ COMMITTED";
    case isolation_level::repeatable_read:
      return "START TRANSACTION ISOLATION LEVEL REPEATABLE READ";
    case isolation_level::serializable:
      return "START TRANSACTION ISOLATION LEVEL SERIALIZABLE";
    default:
      return dialect == "postgresql" ? "BEGIN" : "START TRANSACTION";
  }
}

/// The sentence for a level that a dialect does not have.
inline std::string no_such_level(std::string_view dialect, isolation_level level) {
  std::string sentence = "sqlalloy: " + std::string(dialect) + " has no isolation level " + std::string(name_of(level));
  std::string_view between = "; it has ";
  for (int one = 1; one <= static_cast<int>(isolation_level::serializable); ++one) {
    if (!begin_text(dialect, isolation_level{static_cast<unsigned char>(one)})) continue;
    (sentence += between) += name_of(isolation_level{static_cast<unsigned char>(one)});
    between = ", ";
  }
  return sentence;
}

/// What takes back, after the transaction, what `begin_text` changed for the whole connection; empty: nothing.
constexpr const char* reset_text(std::string_view dialect, isolation_level level) noexcept {
  return dialect == "sqlite" && level == isolation_level::read_uncommitted ? "PRAGMA read_uncommitted = 0" : "";
}

}  // namespace sqlalloy::inline v0
