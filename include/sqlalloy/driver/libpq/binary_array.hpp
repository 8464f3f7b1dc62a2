// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/libpq/numeric.hpp>
#include <sqlalloy/driver/libpq/oid.hpp>
#include <sqlalloy/driver/libpq/wire.hpp>
#include <sqlalloy/driver/status.hpp>
#include <sqlalloy/type/value_view.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <utility>

namespace sqlalloy::inline v0::postgresql {

/// What the binary form of a one-dimensional array begins with (array_recv).
struct array_head {
  char bytes[20];
  std::size_t size;  ///< how much of it there is

  array_head(sql_type element, std::size_t elements) noexcept : size(elements == 0 ? 12 : 20) {
    const std::uint32_t numbers[] = {elements == 0 ? 0u : 1u,  // dimensions; an empty array has none
                                     1,                        // there may be NULLs
                                     static_cast<std::uint32_t>(type_of(element).scalar),
                                     static_cast<std::uint32_t>(elements), 1};  // the first index
    for (std::size_t i = 0; i != 5; ++i) store(bytes + 4 * i, numbers[i]);
  }
};

/// A list as PostgreSQL's binary form of a one-dimensional array.
class binary_array {
 public:
  explicit binary_array(const array_view& array) {
    const array_head head(array.element, array.size);
    bytes_.reserve(20 + array.size * 12);
    bytes_.append(head.bytes, head.size);
    for (std::size_t i = 0; i != array.size && fits_; ++i) element(array.element, array.at(array.data, i));
  }

  std::string_view bytes() const { return bytes_; }
  std::string take() { return std::move(bytes_); }

  /// False where an element is not of the list's type, or has no form in it.
  bool fits() const { return fits_; }

 private:
  std::string bytes_;
  bool fits_ = true;

  void number(std::uint32_t value) {
    char form[4];
    store(form, value);
    bytes_.append(form, sizeof form);
  }

  void raw(const char* data, std::size_t size) {
    number(static_cast<std::uint32_t>(size));
    if (size != 0) bytes_.append(data, size);
  }

  template <class Storage>
  void fixed(Storage value) {
    char form[wire_size];
    const int length = encode(form, value);
    fits_ = length != 0;
    raw(form, static_cast<std::size_t>(length));
  }

  void decimal(std::int64_t unscaled, int scale) {
    char form[wire_size];
    raw(form, static_cast<std::size_t>(encode_numeric(form, unscaled, scale)));
  }

  template <class Integer>
  void narrow(std::int64_t value) {
    if (value < std::numeric_limits<Integer>::min() || value > std::numeric_limits<Integer>::max())
      fits_ = false;
    else
      fixed(static_cast<Integer>(value));
  }

  void element(sql_type type, const value_view& value) {
    switch (value.kind()) {
      case value_kind::null:
        number(0xFFFF'FFFF);
        return;
      case value_kind::boolean:
        fits_ = type == sql_type::boolean;
        if (fits_) fixed(value.boolean());
        return;
      case value_kind::integer:
        integer(type, value.integer());
        return;
      case value_kind::real:
        fits_ = type == sql_type::real || type == sql_type::double_precision;
        if (type == sql_type::real) fixed(static_cast<float>(value.real()));
        if (type == sql_type::double_precision) fixed(value.real());
        return;
      case value_kind::text:
        fits_ = type == sql_type::text;
        raw(value.text().data(), value.text().size());
        return;
      case value_kind::bytes:
        fits_ = type == sql_type::bytes;
        raw(reinterpret_cast<const char*>(value.bytes().data()), value.bytes().size());
        return;
      case value_kind::uuid:
        fits_ = type == sql_type::uuid;
        if (fits_) fixed(value.uuid());
        return;
    }
  }

  void integer(sql_type type, std::int64_t value) {
    switch (kind_of(type)) {
      case sql_type::decimal:
        decimal(value, scale_of(type));
        return;
      case sql_type::smallint:
        narrow<std::int16_t>(value);
        return;
      case sql_type::integer:
        narrow<std::int32_t>(value);
        return;
      case sql_type::bigint:
        fixed(value);
        return;
      case sql_type::date:
        fits_ = value == static_cast<std::int32_t>(value);
        if (fits_) fixed(date_value{static_cast<std::int32_t>(value)});
        return;
      case sql_type::time:
        fixed(time_value{value});
        return;
      case sql_type::timestamp:
        fixed(timestamp_value{value});
        return;
      case sql_type::timestamp_with_time_zone:
        fixed(instant_value{value});
        return;
      case sql_type::interval:
        fixed(interval_value{value});
        return;
      default:
        fits_ = false;
        return;
    }
  }
};

}  // namespace sqlalloy::inline v0::postgresql
