// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/iso_text.hpp>
#include <sqlalloy/driver/json_array.hpp>
#include <sqlalloy/driver/sqlite3/error.hpp>
#include <sqlalloy/type/value_view.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <sqlite3.h>

namespace sqlalloy::inline v0::sqlite {

/// Gives a statement its parameters, counted from 0. Text and bytes are not copied: they must live until the execution
/// is finished, and every parameter must be bound anew for the next one.
class sqlite3_binder {
 public:
  sqlite3_binder(const sqlite3_binder&) = delete;
  sqlite3_binder& operator=(const sqlite3_binder&) = delete;

  status bind_null(int index) { return check(::sqlite3_bind_null(handle_, index + 1)); }

  status bind(int index, std::same_as<bool> auto value) { return bind(index, std::int64_t{value}); }
  status bind(int index, std::int16_t value) { return bind(index, std::int64_t{value}); }
  status bind(int index, std::int32_t value) { return bind(index, std::int64_t{value}); }
  status bind(int index, std::int64_t value) { return check(::sqlite3_bind_int64(handle_, index + 1, value)); }
  status bind(int index, float value) { return bind(index, static_cast<double>(value)); }

  /// NaN is refused: SQLite would store NULL in its place. Infinities are stored.
  status bind(int index, double value) {
    if (value != value) return refuse(record_, index, " is NaN, and SQLite would store NULL for it");
    return check(::sqlite3_bind_double(handle_, index + 1, value));
  }

  status bind(int index, std::string_view value) {
    const char* text = value.data() ? value.data() : "";  // a null pointer would be NULL
    return check(::sqlite3_bind_text64(handle_, index + 1, text, value.size(), SQLITE_STATIC, SQLITE_UTF8));
  }

  status bind(int index, bytes_view value) {
    const void* bytes = value.data() ? static_cast<const void*>(value.data()) : "";
    return check(::sqlite3_bind_blob64(handle_, index + 1, bytes, value.size(), SQLITE_STATIC));
  }

  status bind(int index, date_value value) { return bind_copy(index, iso_text(value)); }
  status bind(int index, time_value value) { return bind_copy(index, iso_text(value)); }
  status bind(int index, timestamp_value value) { return bind_copy(index, iso_text(value)); }
  status bind(int index, instant_value value) { return bind_copy(index, iso_text(value)); }
  status bind(int index, interval_value value) { return bind(index, value.microseconds); }
  template <int Scale>
  status bind(int index, decimal_value<Scale> value) {
    return bind(index, value.unscaled);
  }
  status bind(int index, const numeric_value& value) { return bind_copy(index, std::string_view(value.text)); }
  status bind(int index, uuid_value value) {
    return check(::sqlite3_bind_blob(handle_, index + 1, value.bytes, sizeof value.bytes, SQLITE_TRANSIENT));
  }

  /// A list, as the JSON text that `json_each(?)` takes apart.
  status bind(int index, array_view value) {
    if (is_decimal(value.element)) value.element = sql_type::bigint;  // as they are stored
    const json_array json(value, "9e999");  // SQLite's own spelling of infinity, which it reads back as such
    if (!json.problem().empty()) return refuse(record_, index, json.problem());
    return bind_copy(index, json.text());
  }

 protected:
  sqlite3_binder(failure_record& record, ::sqlite3_stmt* handle) noexcept : record_(record), handle_(handle) {}

 private:
  failure_record& record_;
  ::sqlite3_stmt* handle_;

  status check(int code) {
    if (code != SQLITE_OK) [[unlikely]]
      return record_.fail(::sqlite3_db_handle(handle_), code);
    return {};
  }

  status bind_copy(int index, std::string_view text) {
    return check(::sqlite3_bind_text64(handle_, index + 1, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
  }

  status bind_copy(int index, const iso_text& text) {
    if (text.empty()) return refuse(record_, index, " is outside the years 0000 to 9999, or no time of day");
    return bind_copy(index, text.view());
  }

  [[gnu::cold, gnu::noinline]] static status refuse(failure_record& record, int index, std::string_view what) {
    return record.refuse(failure::data, "parameter " + std::to_string(index + 1) + std::string(what));
  }
};

}  // namespace sqlalloy::inline v0::sqlite
