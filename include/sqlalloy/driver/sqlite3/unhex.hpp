// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/value_text.hpp>

#include <sqlite3.h>

namespace sqlalloy::inline v0::sqlite {

// What SQLite calls: NULL where there are no pairs of digits.
inline void unhex(::sqlite3_context* context, int, ::sqlite3_value** values) noexcept {
  const auto* const digits = reinterpret_cast<const char*>(::sqlite3_value_text(values[0]));
  if (!digits) return;
  const int size = ::sqlite3_value_bytes(values[0]);
  if (size % 2 != 0) return;
  auto* const bytes = static_cast<unsigned char*>(::sqlite3_malloc(size / 2 + 1));  // of 0 there would be none
  if (!bytes) return ::sqlite3_result_error_nomem(context);
  for (int i = 0; i != size; i += 2) {
    const int high = value_of_digit(digits[i]), low = value_of_digit(digits[i + 1]);
    if (high < 0 || low < 0) return ::sqlite3_free(bytes);
    bytes[i / 2] = static_cast<unsigned char>(high << 4 | low);
  }
  ::sqlite3_result_blob(context, bytes, size / 2, ::sqlite3_free);
}

/// Gives a connection SQLite's own `unhex(digits)` where the library is older than 3.41, which brought it: lists of
/// bytes are read by it. A code of SQLite.
inline int provide_unhex(::sqlite3* database) noexcept {
  if (::sqlite3_libversion_number() >= 3041000) return SQLITE_OK;
  return ::sqlite3_create_function_v2(database, "unhex", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS,
                                      nullptr, unhex, nullptr, nullptr, nullptr);
}

}  // namespace sqlalloy::inline v0::sqlite
