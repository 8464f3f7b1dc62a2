// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/fetch_result.hpp>
#include <sqlalloy/driver/mysqlclient/times.hpp>
#include <sqlalloy/type/decimal_text.hpp>
#include <sqlalloy/type/storage.hpp>
#include <sqlalloy/type/value_view.hpp>

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <limits>
#include <string_view>
#include <system_error>
#include <type_traits>
#include <vector>

#include <mysql.h>

namespace sqlalloy::inline v0::mysql {

/// What a column of a result holds, as far as reading it goes.
enum class column_form : unsigned char {
  nothing,  ///< always NULL
  integer,
  integer_32,  ///< apart, so that the client library need not widen it
  unsigned_integer,
  whole_decimal,  ///< DECIMAL without digits behind the point: the sum of integers is one
  decimal,
  single,
  real,
  text,
  bytes,
  date,
  time,
  timestamp,
};

/// The form of a column, by what the server says of it. Number 63 is the character set of what is no text.
inline column_form form_of(const ::MYSQL_FIELD& field) noexcept {
  switch (field.type) {
    case MYSQL_TYPE_NULL:
      return column_form::nothing;
    case MYSQL_TYPE_TINY:
    case MYSQL_TYPE_SHORT:
    case MYSQL_TYPE_INT24:
    case MYSQL_TYPE_LONG:
    case MYSQL_TYPE_LONGLONG:
    case MYSQL_TYPE_YEAR:
      if ((field.flags & UNSIGNED_FLAG) != 0) return column_form::unsigned_integer;
      return field.type == MYSQL_TYPE_LONG ? column_form::integer_32 : column_form::integer;
    case MYSQL_TYPE_DECIMAL:
    case MYSQL_TYPE_NEWDECIMAL:
      return field.decimals == 0 ? column_form::whole_decimal : column_form::decimal;
    case MYSQL_TYPE_FLOAT:
      return column_form::single;
    case MYSQL_TYPE_DOUBLE:
      return column_form::real;
    case MYSQL_TYPE_DATE:
    case MYSQL_TYPE_NEWDATE:
      return column_form::date;
    case MYSQL_TYPE_TIME:
      return column_form::time;
    case MYSQL_TYPE_DATETIME:
    case MYSQL_TYPE_TIMESTAMP:
      return column_form::timestamp;
    case MYSQL_TYPE_JSON:
      return column_form::text;
    case MYSQL_TYPE_BIT:
    case MYSQL_TYPE_GEOMETRY:
      return column_form::bytes;
    default:
      return field.charsetnr == 63 ? column_form::bytes : column_form::text;
  }
}

/// Whether a column of that form can be read as a type.
constexpr bool can_read(column_form form, sql_type wanted) noexcept {
  const bool is_integer =
      form == column_form::integer || form == column_form::integer_32 || form == column_form::unsigned_integer;
  if (form == column_form::nothing) return true;
  switch (kind_of(wanted)) {
    case sql_type::boolean:
    case sql_type::smallint:
    case sql_type::integer:
    case sql_type::bigint:
    case sql_type::interval:
      return is_integer || form == column_form::whole_decimal;
    case sql_type::real:
    case sql_type::double_precision:
      return is_integer || form == column_form::single || form == column_form::real;
    case sql_type::text:
    case sql_type::json:
      return form == column_form::text;
    case sql_type::bytes:
    case sql_type::uuid:
      return form == column_form::bytes;
    case sql_type::numeric:
    case sql_type::decimal:
      return form == column_form::decimal || form == column_form::whole_decimal;
    case sql_type::date:
      return form == column_form::date;
    case sql_type::time:
      return form == column_form::time;
    case sql_type::timestamp:
    case sql_type::timestamp_with_time_zone:
      return form == column_form::timestamp;
  }
  return false;
}

/// The name of a form, and of a type, for a sentence.
constexpr std::string_view name_of(column_form form) noexcept {
  constexpr std::string_view names[] = {
      "null",  "integer", "integer", "unsigned integer", "decimal", "decimal", "float", "double", "text",
      "bytes", "date",    "time",    "datetime"};
  return names[static_cast<std::size_t>(form)];
}
constexpr std::string_view name_of(sql_type type) noexcept {
  constexpr std::string_view names[] = {"boolean",  "smallint", "integer", "bigint", "real",      "double",
                                        "text",     "bytes",    "date",    "time",   "timestamp", "timestamp",
                                        "interval", "uuid",     "json",    "decimal"};
  return is_decimal(type) ? "decimal" : names[static_cast<std::size_t>(type)];
}

/// A column of the row that was fetched: the place that the client library writes to. It must not move while it is
/// bound.
class result_column {
 public:
  column_form form() const noexcept { return form_; }
  bool is_null() const noexcept { return is_null_; }

  /// Whether its values can go where they went, whatever else the server says of it. DATE, TIME and DATETIME are bound
  /// as they are.
  bool goes_on_as(const ::MYSQL_FIELD& field, const ::MYSQL_BIND& bind) const noexcept {
    const bool is_time = form_ == column_form::date || form_ == column_form::time || form_ == column_form::timestamp;
    return form_of(field) == form_ && (!is_time || bind.buffer_type == field.type);
  }

  /// Says to the client library where the values of a column go.
  void lay_out(const ::MYSQL_FIELD& field, ::MYSQL_BIND& bind) {
    form_ = form_of(field);
    bind = {};
    bind.length = &length_;
    bind.is_null = &is_null_;
    bind.error = &is_cut_;
    bind.buffer = &fixed_;
    bind.buffer_length = sizeof fixed_;
    switch (form_) {
      case column_form::nothing:
        bind.buffer_type = MYSQL_TYPE_NULL;
        is_null_ = true;
        break;
      case column_form::integer_32:
        bind.buffer_type = MYSQL_TYPE_LONG;
        break;
      case column_form::integer:
      case column_form::unsigned_integer:
        bind.buffer_type = MYSQL_TYPE_LONGLONG;
        bind.is_unsigned = form_ == column_form::unsigned_integer;
        break;
      case column_form::single:
        bind.buffer_type = MYSQL_TYPE_FLOAT;
        break;
      case column_form::real:
        bind.buffer_type = MYSQL_TYPE_DOUBLE;
        break;
      case column_form::date:
      case column_form::time:
      case column_form::timestamp:
        bind.buffer_type = field.type;
        break;
      default:
        bind.buffer_type = form_ == column_form::bytes ? MYSQL_TYPE_BLOB : MYSQL_TYPE_STRING;
        make_room(first_room, bind);
    }
  }

  /// Whether the value was longer than its place. Then there is one of the right size, to fetch it again into.
  bool grows(::MYSQL_BIND& bind) {
    if (is_null_ || length_ <= room_.size() || !has_text()) return false;
    make_room(length_ + length_ / 2, bind);
    return true;
  }

  /// Gives back room that a long value has needed; whether there was any.
  bool shrink(::MYSQL_BIND& bind) {
    if (room_.size() <= greatest_kept) return false;
    room_ = {};
    make_room(first_room, bind);
    return true;
  }

  // Each leaves `out` alone where the value is of another form or does not fit, and looks first for the form that is
  // most likely. Text and bytes are valid until the cursor moves.
  bool read(std::int64_t& out) const noexcept {
    if (form_ == column_form::integer) [[likely]]
      out = fixed_.integer;
    else if (form_ == column_form::integer_32)
      out = fixed_.integer_32;
    else
      return read_wide(out);
    return true;
  }

  /// Integers that are narrower, `bool` (0 and 1) among them.
  template <class Integer>
    requires std::is_integral_v<Integer>
  bool read(Integer& out) const noexcept {
    if constexpr (std::is_same_v<Integer, std::int32_t>)
      if (form_ == column_form::integer_32) [[likely]] {
        out = fixed_.integer_32;
        return true;
      }
    std::int64_t wide = 0;
    if (!read(wide) || wide < std::numeric_limits<Integer>::min() || wide > std::numeric_limits<Integer>::max())
      return false;
    out = static_cast<Integer>(wide);
    return true;
  }

  /// A real, or an integer that `out` holds exactly. What is out of the range of `float` does not fit.
  template <class Real>
    requires std::is_floating_point_v<Real>
  bool read(Real& out) const noexcept {
    if (form_ == column_form::real) [[likely]] {
      if constexpr (!std::is_same_v<Real, double>) {
        constexpr double greatest = std::numeric_limits<Real>::max();
        if (fixed_.real > greatest || fixed_.real < -greatest) return false;
      }
      out = static_cast<Real>(fixed_.real);
      return true;
    }
    if (form_ == column_form::single) {
      out = fixed_.single;
      return true;
    }
    constexpr std::int64_t exact = std::int64_t{1} << std::numeric_limits<Real>::digits;
    std::int64_t integer = 0;
    if (form_ == column_form::whole_decimal || !read(integer) || integer < -exact || integer > exact) return false;
    out = static_cast<Real>(integer);
    return true;
  }

  bool read(std::string_view& out) const noexcept {
    if (form_ != column_form::text) return false;
    out = view();
    return true;
  }
  bool read(bytes_view& out) const noexcept {
    if (form_ != column_form::bytes) return false;
    out = {reinterpret_cast<const std::byte*>(room_.data()), length_};
    return true;
  }
  bool read(date_value& out) const noexcept { return form_ == column_form::date && from_client(fixed_.time, out); }
  bool read(time_value& out) const noexcept { return form_ == column_form::time && from_client(fixed_.time, out); }
  bool read(timestamp_value& out) const noexcept {
    return form_ == column_form::timestamp && from_client(fixed_.time, out);
  }
  bool read(instant_value& out) const noexcept {
    return form_ == column_form::timestamp && from_client(fixed_.time, out);
  }
  bool read(interval_value& out) const noexcept { return read(out.microseconds); }

  template <int Scale>
  bool read(decimal_value<Scale>& out) const noexcept {
    return (form_ == column_form::decimal || form_ == column_form::whole_decimal) &&
           decimal_text::read(view(), Scale, out.unscaled);
  }
  bool read(numeric_value& out) const {
    if (form_ != column_form::decimal && form_ != column_form::whole_decimal) return false;
    out.text = view();
    return true;
  }
  bool read(uuid_value& out) const noexcept {
    if (form_ != column_form::bytes || length_ != sizeof out.bytes) return false;
    std::memcpy(out.bytes, room_.data(), sizeof out.bytes);
    return true;
  }

  /// Whatever is there: numbers, text and bytes are themselves, any other type is its text.
  value_view any() noexcept {
    if (is_null()) return {};
    std::int64_t integer = 0;
    if (read(integer)) return value_view(integer);
    switch (form_) {
      case column_form::single:
        return value_view(static_cast<double>(fixed_.single));
      case column_form::real:
        return value_view(fixed_.real);
      case column_form::bytes:
        return value_view(bytes_view(reinterpret_cast<const std::byte*>(room_.data()), length_));
      case column_form::unsigned_integer:
        return shown("%llu", static_cast<unsigned long long>(fixed_.integer));
      case column_form::date:
        return shown("%04u-%02u-%02u", fixed_.time.year, fixed_.time.month, fixed_.time.day);
      case column_form::time:
        return shown("%s%02u:%02u:%02u.%06lu", fixed_.time.neg ? "-" : "", fixed_.time.day * 24 + fixed_.time.hour,
                     fixed_.time.minute, fixed_.time.second, fixed_.time.second_part);
      case column_form::timestamp:
        return shown("%04u-%02u-%02u %02u:%02u:%02u.%06lu", fixed_.time.year, fixed_.time.month, fixed_.time.day,
                     fixed_.time.hour, fixed_.time.minute, fixed_.time.second, fixed_.time.second_part);
      default:
        return value_view(view());
    }
  }

 private:
  using flag = std::remove_pointer_t<decltype(::MYSQL_BIND::is_null)>;  // bool of MySQL, char of MariaDB

  static constexpr std::size_t first_room = 128;  // a DECIMAL has 67 characters at most
  static constexpr std::size_t greatest_kept = 64 * 1024;

  column_form form_ = column_form::nothing;
  flag is_null_{};
  flag is_cut_{};
  unsigned long length_ = 0;
  union {
    std::int64_t integer;
    std::int32_t integer_32;
    float single;
    double real;
    ::MYSQL_TIME time;
  } fixed_{};
  std::vector<char> room_;

  [[gnu::noinline]] bool read_wide(std::int64_t& out) const noexcept {
    if (form_ == column_form::unsigned_integer) {
      if (fixed_.integer < 0) return false;  // above what fits
      out = fixed_.integer;
      return true;
    }
    if (form_ != column_form::whole_decimal) return false;
    const std::string_view digits = view();
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), out);
    return error == std::errc{} && end == digits.data() + digits.size();
  }

  bool has_text() const noexcept { return form_ == column_form::text || form_ == column_form::bytes; }

  std::string_view view() const noexcept { return {room_.data(), length_}; }

  void make_room(std::size_t size, ::MYSQL_BIND& bind) {
    if (room_.size() < size) room_.resize(size);
    bind.buffer = room_.data();
    bind.buffer_length = static_cast<unsigned long>(room_.size());
  }

  template <class... Parts>
  value_view shown(const char* format, Parts... parts) {
    room_.resize(first_room);
    const int size = std::snprintf(room_.data(), room_.size(), format, parts...);
    return value_view(std::string_view(room_.data(), static_cast<std::size_t>(size)));
  }
};

}  // namespace sqlalloy::inline v0::mysql
