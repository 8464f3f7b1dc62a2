// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/dialect/tag.hpp>
#include <sqlalloy/driver/concept.hpp>
#include <sqlalloy/driver/sqlite3/connection.hpp>

#include <string_view>

namespace sqlalloy::inline v0::sqlite {

/// SQLite by its own C library: `sqlite://` in memory, `sqlite:///relative`, `sqlite:////absolute`.
///
/// A table's columns hold: `bool` 0 or 1, a date `YYYY-MM-DD`, a time `HH:MM:SS.ffffff`, a timestamp or an instant both
/// of them (an instant in UTC), an interval its microseconds.
struct sqlite3 {
  using dialect = sqlite::dialect;
  using connection = sqlite3_connection;
  static constexpr std::string_view dialect_name = "sqlite";
  static constexpr std::string_view name = "sqlite3";
  static constexpr bool is_default = true;
};

static_assert(driver<sqlite3>);

}  // namespace sqlalloy::inline v0::sqlite
