// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/sqlite3/connection.hpp>
#include <sqlalloy/meta/fixed_string.hpp>

#include <concepts>
#include <cstddef>
#include <string_view>
#include <utility>

#include <sqlite3.h>

namespace sqlalloy::inline v0::sqlite {

/// What says which of two texts comes first: it gives a number below 0, 0, or above 0, or one of the standard's
/// orderings.
template <class F>
concept text_order = requires(F& f, std::string_view text) {
  { f(text, text) < 0 } -> std::same_as<bool>;
  { f(text, text) > 0 } -> std::same_as<bool>;
  requires !std::same_as<decltype(f(text, text)), bool>;
};

/// Makes `f` a collation for this connection, for `COLLATE name` behind a column or an expression; one of that name is
/// replaced. The order must be a total one and never change where an index is sorted by it. `f` cannot fail: what it
/// throws ends the program. It is kept until the connection closes.
template <fixed_string Name, text_order F>
status create_collation(sqlite3_connection& db, F f) {
  if (!db.is_open()) return db.record().refuse(failure::interface, "sqlite3: the connection is closed");
  const auto text = [](int size, const void* data) {
    return std::string_view(static_cast<const char*>(data), static_cast<std::size_t>(size));
  };
  const auto compare = [](void* order, int left_size, const void* left, int right_size,
                          const void* right) noexcept -> int {
    const auto found =
        (*static_cast<F*>(order))(decltype(text){}(left_size, left), decltype(text){}(right_size, right));
    return found < 0 ? -1 : found > 0 ? 1 : 0;
  };
  auto* const kept = new F(std::move(f));
  const auto drop = [](void* order) noexcept { delete static_cast<F*>(order); };
  const int code = ::sqlite3_create_collation_v2(db.native_handle(), Name.chars, SQLITE_UTF8, kept, compare, drop);
  if (code == SQLITE_OK) return {};
  delete kept;  // here, unlike with functions, SQLite does not
  return db.record().fail(db.native_handle(), code);
}

}  // namespace sqlalloy::inline v0::sqlite
