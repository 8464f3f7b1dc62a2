// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/json_array.hpp>
#include <sqlalloy/driver/mysqlclient/error.hpp>
#include <sqlalloy/driver/mysqlclient/parameter_places.hpp>
#include <sqlalloy/driver/mysqlclient/times.hpp>
#include <sqlalloy/type/decimal_text.hpp>
#include <sqlalloy/type/number_text.hpp>
#include <sqlalloy/type/value_view.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <utility>

#include <mysql.h>

namespace sqlalloy::inline v0::mysql {

/// Gives a statement its parameters, counted from 0, in binary. Text and bytes must live until the execution is
/// finished: those that are long are not copied. Every parameter must be bound.
class mysqlclient_binder {
 public:
  mysqlclient_binder(const mysqlclient_binder&) = delete;
  mysqlclient_binder& operator=(const mysqlclient_binder&) = delete;

  status bind_null(int index) {
    if (!has(index)) [[unlikely]]
      return refuse_index(index);
    places_->put_null(static_cast<std::size_t>(index));
    return {};
  }

  status bind(int index, std::same_as<bool> auto value) {
    return put(index, static_cast<signed char>(value), MYSQL_TYPE_TINY);
  }
  status bind(int index, std::int16_t value) { return put(index, value, MYSQL_TYPE_SHORT); }
  status bind(int index, std::int32_t value) { return put(index, value, MYSQL_TYPE_LONG); }
  status bind(int index, std::int64_t value) { return put(index, value, MYSQL_TYPE_LONGLONG); }
  status bind(int index, float value) { return real(index, value, MYSQL_TYPE_FLOAT); }
  status bind(int index, double value) { return real(index, value, MYSQL_TYPE_DOUBLE); }
  status bind(int index, interval_value value) { return bind(index, value.microseconds); }
  template <int Scale>
  status bind(int index, decimal_value<Scale> value) {
    const decimal_text text(value.unscaled, Scale);
    return copy(index, text.view().data(), text.view().size(), MYSQL_TYPE_NEWDECIMAL);
  }
  status bind(int index, uuid_value value) { return copy(index, value.bytes, sizeof value.bytes, MYSQL_TYPE_BLOB); }

  status bind(int index, std::string_view value) { return put(index, value.data(), value.size(), MYSQL_TYPE_STRING); }
  status bind(int index, bytes_view value) { return put(index, value.data(), value.size(), MYSQL_TYPE_BLOB); }

  status bind(int index, date_value value) { return time(index, value, MYSQL_TYPE_DATE); }
  status bind(int index, time_value value) { return time(index, value, MYSQL_TYPE_TIME); }
  status bind(int index, timestamp_value value) { return time(index, value, MYSQL_TYPE_DATETIME); }
  status bind(int index, instant_value value) { return time(index, value, MYSQL_TYPE_DATETIME); }

  /// A list, as the JSON text that JSON_TABLE takes apart.
  status bind(int index, const array_view& value) {
    json_array made(value);
    if (!made.problem().empty()) return refuse(index, made.problem());
    return keep(index, made.take(), MYSQL_TYPE_STRING);
  }

  /// What has more digits than the column would be rounded, and nobody told.
  status bind(int index, const numeric_value& value) {
    const auto parts = split_number(value.text);
    if (!parts || parts->fraction.size() > 30 || parts->whole.size() + parts->fraction.size() > 65)
      return refuse(index, " is a number with more digits than DECIMAL(65, 30) has");
    return keep(index, std::string(value.text), MYSQL_TYPE_NEWDECIMAL);
  }

 protected:
  /// Null: the statement is not prepared.
  mysqlclient_binder(failure_record& record, parameter_places* places) noexcept : record_(record), places_(places) {}

  ~mysqlclient_binder() {
    while (kept_) delete std::exchange(kept_, kept_->next);
  }

  failure_record& record_;
  parameter_places* const places_;

 private:
  struct kept {
    std::string text;
    kept* next;
  };

  kept* kept_ = nullptr;  // what had to be made

  bool has(int index) const noexcept { return places_ && static_cast<std::size_t>(index) < places_->size(); }

  template <class... Value>
  status put(int index, const Value&... value) {
    if (!has(index)) [[unlikely]]
      return refuse_index(index);
    places_->put(static_cast<std::size_t>(index), value...);
    return {};
  }

  status copy(int index, const void* data, std::size_t size, enum_field_types type) {
    if (!has(index)) [[unlikely]]
      return refuse_index(index);
    places_->put_copy(static_cast<std::size_t>(index), data, size, type);
    return {};
  }

  template <class Real>
  status real(int index, Real value, enum_field_types type) {
    constexpr Real greatest = std::numeric_limits<Real>::max();
    if (!(value >= -greatest && value <= greatest)) [[unlikely]]
      return refuse(index, " is NaN or infinite, and MySQL has neither");
    return put(index, value, type);
  }

  status keep(int index, std::string&& text, enum_field_types type) {
    kept_ = new kept{std::move(text), std::exchange(kept_, nullptr)};
    return put(index, kept_->text.data(), kept_->text.size(), type);
  }

  template <class Time>
  status time(int index, Time value, enum_field_types type) {
    ::MYSQL_TIME made;
    if (!to_client(value, made)) [[unlikely]]
      return refuse(index, " is outside the years 0000 to 9999, or no time of day");
    return put(index, made, type);
  }

  [[gnu::cold, gnu::noinline]] status refuse(int index, std::string_view what) {
    return record_.refuse(failure::data, "parameter " + std::to_string(index + 1) + std::string(what));
  }

  [[gnu::cold, gnu::noinline]] status refuse_index(int index) {
    if (!places_) return record_.refuse(failure::interface, "mysqlclient: the statement is not prepared");
    return record_.refuse(failure::programming, "mysqlclient: the statement has " + std::to_string(places_->size()) +
                                                    " placeholders and is given a parameter " +
                                                    std::to_string(index + 1));
  }
};

}  // namespace sqlalloy::inline v0::mysql
