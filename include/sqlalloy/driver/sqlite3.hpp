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
template <int Major, int Minor>
struct basic_sqlite3 {
  using dialect = basic_dialect<Major, Minor>;
  using connection = sqlite3_connection;
  static constexpr std::string_view dialect_name = "sqlite";
  static constexpr std::string_view name = "sqlite3";
  static constexpr bool is_default = true;
};

/// SQLite from 3.40 on; `basic_sqlite3<3, 35>` writes SQL for an older library.
struct sqlite3 : basic_sqlite3<3, 40> {};

static_assert(driver<sqlite3>);

}  // namespace sqlalloy::inline v0::sqlite
