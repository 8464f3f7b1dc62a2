// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/civil_date.hpp>
#include <sqlalloy/driver/iso_text.hpp>
#include <sqlalloy/type/storage.hpp>

#include <cstdint>

#include <mysql.h>

namespace sqlalloy::inline v0::mysql {

// Dates and times as the client library has them. MySQL's years are 0 to 9999; an instant is a DATETIME in UTC, because
// TIMESTAMP ends in 2038.

inline constexpr std::int64_t microseconds_per_day = iso_text::microseconds_per_day;

/// Whether there is such a date in MySQL.
inline bool to_client(std::int64_t days, ::MYSQL_TIME& out) noexcept {
  const civil_date day = civil_from_days(days);
  out = {};
  if (day.year < 0 || day.year > 9999) return false;
  out.year = static_cast<unsigned>(day.year);
  out.month = static_cast<unsigned>(day.month);
  out.day = static_cast<unsigned>(day.day);
  out.time_type = MYSQL_TIMESTAMP_DATE;
  return true;
}

/// Adds a time of day.
inline bool add_time(std::int64_t microseconds, ::MYSQL_TIME& out) noexcept {
  if (microseconds < 0 || microseconds >= microseconds_per_day) return false;
  const std::int64_t seconds = microseconds / 1'000'000;
  out.hour = static_cast<unsigned>(seconds / 3600);
  out.minute = static_cast<unsigned>(seconds / 60 % 60);
  out.second = static_cast<unsigned>(seconds % 60);
  out.second_part = static_cast<unsigned long>(microseconds % 1'000'000);
  return true;
}

inline bool to_client(date_value value, ::MYSQL_TIME& out) noexcept { return to_client(value.days, out); }

inline bool to_client(time_value value, ::MYSQL_TIME& out) noexcept {
  out = {};
  out.time_type = MYSQL_TIMESTAMP_TIME;
  return add_time(value.microseconds, out);
}

inline bool to_client(timestamp_value value, ::MYSQL_TIME& out) noexcept {
  std::int64_t days = value.microseconds / microseconds_per_day;
  std::int64_t rest = value.microseconds % microseconds_per_day;
  if (rest < 0) {
    rest += microseconds_per_day;
    --days;
  }
  if (!to_client(days, out)) return false;
  out.time_type = MYSQL_TIMESTAMP_DATETIME;
  return add_time(rest, out);
}

inline bool to_client(instant_value value, ::MYSQL_TIME& out) noexcept {
  return to_client(timestamp_value{value.microseconds}, out);
}

/// Whether it is a date of the calendar: MySQL also has '0000-00-00' and days like the 31st of February.
inline bool from_client(const ::MYSQL_TIME& from, date_value& out) noexcept {
  const auto month = static_cast<int>(from.month), day = static_cast<int>(from.day);
  if (month < 1 || month > 12 || day < 1 || day > days_in_month(from.year, month)) return false;
  out.days = static_cast<std::int32_t>(days_from_civil({static_cast<std::int64_t>(from.year), month, day}));
  return true;
}

/// Whether it is a time of day: MySQL's TIME goes from -838 to 838 hours.
inline bool from_client(const ::MYSQL_TIME& from, time_value& out) noexcept {
  if (from.neg || from.day != 0 || from.hour > 23) return false;
  out.microseconds = ((std::int64_t{from.hour} * 60 + from.minute) * 60 + from.second) * 1'000'000 +
                     static_cast<int>(from.second_part);
  return true;
}

inline bool from_client(const ::MYSQL_TIME& from, timestamp_value& out) noexcept {
  date_value date;
  time_value time;
  ::MYSQL_TIME of_day = from;
  of_day.day = 0;
  if (!from_client(from, date) || !from_client(of_day, time)) return false;
  out.microseconds = std::int64_t{date.days} * microseconds_per_day + time.microseconds;
  return true;
}

inline bool from_client(const ::MYSQL_TIME& from, instant_value& out) noexcept {
  timestamp_value stamp;
  if (!from_client(from, stamp)) return false;
  out.microseconds = stamp.microseconds;
  return true;
}

}  // namespace sqlalloy::inline v0::mysql
