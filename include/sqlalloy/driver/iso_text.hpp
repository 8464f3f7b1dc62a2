// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/civil_date.hpp>
#include <sqlalloy/type/storage.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace sqlalloy::inline v0 {

/// A date, a time or both, spelt as ISO 8601 and SQLite do: `2024-02-29 23:59:59.000001`. Empty where the value has no
/// such spelling: a year outside 0 to 9999, a time of day outside its day.
class iso_text {
 public:
  constexpr explicit iso_text(date_value value) { date(value.days); }

  constexpr explicit iso_text(time_value value) {
    if (value.microseconds >= 0 && value.microseconds < microseconds_per_day) time(value.microseconds);
  }

  constexpr explicit iso_text(timestamp_value value) { both(value.microseconds); }
  constexpr explicit iso_text(instant_value value) { both(value.microseconds); }

  constexpr std::string_view view() const { return {chars_, size_}; }
  constexpr bool empty() const { return size_ == 0; }

  static constexpr std::int64_t microseconds_per_day = 86'400'000'000;

 private:
  char chars_[26]{};
  std::size_t size_ = 0;

  constexpr void put(char c) { chars_[size_++] = c; }

  constexpr void digits(std::int64_t value, int count) {
    for (int i = count; i-- != 0; value /= 10)
      chars_[size_ + static_cast<std::size_t>(i)] = static_cast<char>('0' + value % 10);
    size_ += static_cast<std::size_t>(count);
  }

  constexpr bool date(std::int64_t days) {
    const civil_date day = civil_from_days(days);
    if (day.year < 0 || day.year > 9999) return false;
    digits(day.year, 4);
    put('-');
    digits(day.month, 2);
    put('-');
    digits(day.day, 2);
    return true;
  }

  constexpr void time(std::int64_t microseconds) {
    const std::int64_t seconds = microseconds / 1'000'000;
    digits(seconds / 3600, 2);
    put(':');
    digits(seconds / 60 % 60, 2);
    put(':');
    digits(seconds % 60, 2);
    put('.');
    digits(microseconds % 1'000'000, 6);
  }

  constexpr void both(std::int64_t microseconds) {
    std::int64_t days = microseconds / microseconds_per_day;
    std::int64_t rest = microseconds % microseconds_per_day;
    if (rest < 0) {
      rest += microseconds_per_day;
      --days;
    }
    if (!date(days)) return;
    put(' ');
    time(rest);
  }
};

/// Reads what `iso_text` writes. Accepted besides: fewer digits of a second or none, `T` between date and time, and
/// `Z` or `+00:00` after an instant.
class iso_reader {
 public:
  constexpr explicit iso_reader(std::string_view text) : text_(text) {}

  constexpr bool read(date_value& out) {
    std::int64_t days = 0;
    if (!date(days) || !text_.empty()) return false;
    out.days = static_cast<std::int32_t>(days);
    return true;
  }

  constexpr bool read(time_value& out) {
    std::int64_t microseconds = 0;
    if (!time(microseconds) || !text_.empty()) return false;
    out.microseconds = microseconds;
    return true;
  }

  constexpr bool read(timestamp_value& out) {
    std::int64_t microseconds = 0;
    if (!both(microseconds) || !text_.empty()) return false;
    out.microseconds = microseconds;
    return true;
  }

  constexpr bool read(instant_value& out) {
    std::int64_t microseconds = 0;
    if (!both(microseconds) || !(text_.empty() || text_ == "Z" || text_ == "+00:00")) return false;
    out.microseconds = microseconds;
    return true;
  }

 private:
  std::string_view text_;

  constexpr bool skip(char c) {
    if (text_.empty() || text_[0] != c) return false;
    text_.remove_prefix(1);
    return true;
  }

  constexpr bool digits(std::size_t count, std::int64_t& out) {
    if (text_.size() < count) return false;
    out = 0;
    for (std::size_t i = 0; i != count; ++i) {
      if (text_[i] < '0' || text_[i] > '9') return false;
      out = out * 10 + (text_[i] - '0');
    }
    text_.remove_prefix(count);
    return true;
  }

  constexpr bool date(std::int64_t& days) {
    std::int64_t year = 0, month = 0, day = 0;
    if (!digits(4, year) || !skip('-') || !digits(2, month) || !skip('-') || !digits(2, day)) return false;
    if (month < 1 || month > 12 || day < 1 || day > days_in_month(year, static_cast<int>(month))) return false;
    days = days_from_civil({year, static_cast<int>(month), static_cast<int>(day)});
    return true;
  }

  constexpr bool time(std::int64_t& microseconds) {
    std::int64_t hour = 0, minute = 0, second = 0, fraction = 0;
    if (!digits(2, hour) || !skip(':') || !digits(2, minute) || !skip(':') || !digits(2, second)) return false;
    if (hour > 23 || minute > 59 || second > 59) return false;
    if (skip('.')) {
      std::size_t count = 0;
      while (count != text_.size() && text_[count] >= '0' && text_[count] <= '9') ++count;
      if (count == 0 || count > 6 || !digits(count, fraction)) return false;
      for (; count != 6; ++count) fraction *= 10;
    }
    microseconds = ((hour * 60 + minute) * 60 + second) * 1'000'000 + fraction;
    return true;
  }

  constexpr bool both(std::int64_t& microseconds) {
    std::int64_t days = 0, rest = 0;
    if (!date(days) || !(skip(' ') || skip('T')) || !time(rest)) return false;
    microseconds = days * iso_text::microseconds_per_day + rest;
    return true;
  }
};

}  // namespace sqlalloy::inline v0
