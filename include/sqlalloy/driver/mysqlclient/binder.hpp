// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/json_array.hpp>
#include <sqlalloy/driver/mysqlclient/error.hpp>
#include <sqlalloy/driver/mysqlclient/times.hpp>
#include <sqlalloy/type/decimal_text.hpp>
#include <sqlalloy/type/number_text.hpp>
#include <sqlalloy/type/value_view.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <string>
#include <string_view>
#include <utility>

#include <mysql.h>

namespace sqlalloy::inline v0::mysql {

/// Gives a statement its parameters, counted from 0, in binary. Text and bytes are not copied: they must live until the
/// execution is finished. Every parameter must be bound.
class mysqlclient_binder {
 public:
  mysqlclient_binder(const mysqlclient_binder&) = delete;
  mysqlclient_binder& operator=(const mysqlclient_binder&) = delete;

  status bind_null(int index) {
    binds_[index].buffer_type = MYSQL_TYPE_NULL;
    return {};
  }

  status bind(int index, std::same_as<bool> auto value) { return fixed<signed char>(index, value, MYSQL_TYPE_TINY); }
  status bind(int index, std::int16_t value) { return fixed(index, value, MYSQL_TYPE_SHORT); }
  status bind(int index, std::int32_t value) { return fixed(index, value, MYSQL_TYPE_LONG); }
  status bind(int index, std::int64_t value) { return fixed(index, value, MYSQL_TYPE_LONGLONG); }
  status bind(int index, float value) { return real(index, value, MYSQL_TYPE_FLOAT); }
  status bind(int index, double value) { return real(index, value, MYSQL_TYPE_DOUBLE); }
  status bind(int index, interval_value value) { return bind(index, value.microseconds); }
  template <int Scale>
  status bind(int index, decimal_value<Scale> value) {
    const decimal_text text(value.unscaled, Scale);
    return copy(index, text.view().data(), text.view().size(), MYSQL_TYPE_NEWDECIMAL);
  }
  status bind(int index, uuid_value value) { return copy(index, value.bytes, sizeof value.bytes, MYSQL_TYPE_BLOB); }

  status bind(int index, std::string_view value) {
    return borrow(index, value.data(), value.size(), MYSQL_TYPE_STRING);
  }
  status bind(int index, bytes_view value) { return borrow(index, value.data(), value.size(), MYSQL_TYPE_BLOB); }

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
  // Where the client library reads a value from.
  union scratch {
    std::int64_t number;
    ::MYSQL_TIME time;
    char bytes[24];
  };

  mysqlclient_binder(failure_record& record, ::MYSQL_BIND* binds, scratch* room) noexcept
      : record_(record), binds_(binds), room_(room) {}

  ~mysqlclient_binder() {
    while (kept_) delete std::exchange(kept_, kept_->next);
  }

 private:
  struct kept {
    std::string text;
    kept* next;
  };

  failure_record& record_;
  ::MYSQL_BIND* binds_;
  scratch* room_;
  kept* kept_ = nullptr;  // what had to be made

  template <class Number>
  status fixed(int index, Number value, enum_field_types type) {
    std::memcpy(&room_[index].number, &value, sizeof value);
    binds_[index].buffer_type = type;
    binds_[index].buffer = &room_[index].number;
    return {};
  }

  template <class Real>
  status real(int index, Real value, enum_field_types type) {
    constexpr Real greatest = std::numeric_limits<Real>::max();
    if (!(value >= -greatest && value <= greatest)) [[unlikely]]
      return refuse(index, " is NaN or infinite, and MySQL has neither");
    return fixed(index, value, type);
  }

  status borrow(int index, const void* data, std::size_t size, enum_field_types type) {
    binds_[index].buffer_type = type;
    binds_[index].buffer = const_cast<void*>(data ? data : "");  // only read
    binds_[index].buffer_length = static_cast<unsigned long>(size);
    return {};
  }

  status keep(int index, std::string&& text, enum_field_types type) {
    kept_ = new kept{std::move(text), std::exchange(kept_, nullptr)};
    return borrow(index, kept_->text.data(), kept_->text.size(), type);
  }

  status copy(int index, const void* data, std::size_t size, enum_field_types type) {
    std::memcpy(room_[index].bytes, data, size);
    return borrow(index, room_[index].bytes, size, type);
  }

  template <class Time>
  status time(int index, Time value, enum_field_types type) {
    if (!to_client(value, room_[index].time)) [[unlikely]]
      return refuse(index, " is outside the years 0000 to 9999, or no time of day");
    binds_[index].buffer_type = type;
    binds_[index].buffer = &room_[index].time;
    return {};
  }

  [[gnu::cold, gnu::noinline]] status refuse(int index, std::string_view what) {
    return record_.refuse(failure::data, "parameter " + std::to_string(index + 1) + std::string(what));
  }
};

}  // namespace sqlalloy::inline v0::mysql
