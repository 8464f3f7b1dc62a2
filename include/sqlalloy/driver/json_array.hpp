// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/iso_text.hpp>
#include <sqlalloy/driver/status.hpp>
#include <sqlalloy/driver/value_text.hpp>
#include <sqlalloy/type/decimal_text.hpp>
#include <sqlalloy/type/value_view.hpp>

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <utility>

namespace sqlalloy::inline v0 {

/// A list as JSON text, for databases that take it apart with `json_each(?)` or `JSON_TABLE(?, …)`. Dates and times
/// are their ISO text, decimals text, bytes and UUIDs their digits, as `hex()` writes them. `infinity` is how the
/// database spells it in JSON; empty: not at all.
class json_array {
 public:
  explicit json_array(const array_view& array, std::string_view infinity = {}) : infinity_(infinity) {
    text_ = '[';
    for (std::size_t i = 0; i != array.size && problem_.empty(); ++i) {
      if (i != 0) text_ += ',';
      element(array.element, array.at(array.data, i));
    }
    text_ += ']';
  }

  std::string_view text() const { return text_; }
  std::string take() { return std::move(text_); }

  /// Why the list cannot be written, as the end of a sentence about it; empty where it can.
  std::string_view problem() const { return problem_; }

 private:
  std::string text_;
  std::string_view problem_;
  std::string_view infinity_;

  void element(sql_type type, const value_view& value) {
    switch (value.kind()) {
      case value_kind::null:
        text_ += "null";
        return;
      case value_kind::boolean:
        text_ += value.boolean() ? "true" : "false";
        return;
      case value_kind::integer:
        integer(type, value.integer());
        return;
      case value_kind::real:
        real(value.real());
        return;
      case value_kind::text:
        string(value.text());
        return;
      case value_kind::bytes:
        digits(value.bytes());
        return;
      case value_kind::uuid:
        string(uuid_text(value.uuid()).digits());
        return;
    }
  }

  void integer(sql_type type, std::int64_t value) {
    switch (kind_of(type)) {
      case sql_type::decimal:  // a number in JSON would be a double
        string(decimal_text(value, scale_of(type)).view());
        return;
      case sql_type::date:
        if (value < std::numeric_limits<std::int32_t>::min() || value > std::numeric_limits<std::int32_t>::max())
          problem_ = no_iso;
        else
          iso(iso_text(date_value{static_cast<std::int32_t>(value)}));
        return;
      case sql_type::time:
        iso(iso_text(time_value{value}));
        return;
      case sql_type::timestamp:
        iso(iso_text(timestamp_value{value}));
        return;
      case sql_type::timestamp_with_time_zone:
        iso(iso_text(instant_value{value}));
        return;
      default:
        number(value);
        return;
    }
  }

  template <class Number>
  void number(Number value) {
    char buffer[32];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
    text_.append(buffer, end);
  }

  void real(double value) {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    if (value != value) {
      problem_ = " is a list with NaN in it, which the database cannot store";
    } else if (value == infinity || value == -infinity) {
      if (infinity_.empty()) problem_ = " is a list with an infinity in it, which the database cannot store";
      (text_ += value > 0 ? "" : "-") += infinity_;
    } else {
      const std::size_t begin = text_.size();
      number(value);
      if (text_.find_first_of(".e", begin) == text_.npos) text_ += ".0";  // stays a real
    }
  }

  void digits(bytes_view bytes) {
    text_ += '"';
    for (const std::byte byte : bytes) {
      const auto number = std::to_integer<unsigned>(byte);
      text_ += "0123456789ABCDEF"[number >> 4];
      text_ += "0123456789ABCDEF"[number & 0xF];
    }
    text_ += '"';
  }

  void iso(const iso_text& value) {
    if (value.empty()) problem_ = no_iso;
    string(value.view());
  }

  void string(std::string_view value) {
    static constexpr char hex[] = "0123456789abcdef";
    text_ += '"';
    for (const char c : value) {
      if (c == '\0') problem_ = " is a list with a NUL in its text, which the database's JSON cannot hold";
      if (c == '"' || c == '\\') {
        text_ += '\\';
        text_ += c;
      } else if (static_cast<unsigned char>(c) < 0x20) {
        text_ += "\\u00";
        text_ += hex[c >> 4];
        text_ += hex[c & 0xF];
      } else {
        text_ += c;
      }
    }
    text_ += '"';
  }

  static constexpr std::string_view no_iso =
      " is a list with a value outside the years 0000 to 9999, or with no time of day";
};

}  // namespace sqlalloy::inline v0
