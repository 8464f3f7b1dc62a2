// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/fetch_result.hpp>
#include <sqlalloy/driver/iso_text.hpp>
#include <sqlalloy/engine/result.hpp>
#include <sqlalloy/meta/type.hpp>
#include <sqlalloy/type/decoded.hpp>
#include <sqlalloy/type/value_view.hpp>

#include <concepts>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <type_traits>

namespace sqlalloy::inline v0 {

// A value whose type is known at run time only, in the form that was asked for; nothing is converted but what is exact.

inline read_result form_of(value_view value, std::int64_t& out) {
  if (value.kind() != value_kind::integer) return read_result::mismatch;
  out = value.integer();
  return read_result::value;
}

template <std::integral Integer>
  requires(!std::same_as<Integer, bool> && !std::same_as<Integer, std::int64_t>)
read_result form_of(value_view value, Integer& out) {
  if (value.kind() != value_kind::integer || value.integer() < std::numeric_limits<Integer>::min() ||
      value.integer() > std::numeric_limits<Integer>::max())
    return read_result::mismatch;
  out = static_cast<Integer>(value.integer());
  return read_result::value;
}

inline read_result form_of(value_view value, bool& out) {
  const bool is_number = value.kind() == value_kind::integer && (value.integer() == 0 || value.integer() == 1);
  if (value.kind() != value_kind::boolean && !is_number) return read_result::mismatch;
  out = is_number ? value.integer() == 1 : value.boolean();
  return read_result::value;
}

inline read_result form_of(value_view value, double& out) {
  constexpr std::int64_t exact = std::int64_t{1} << std::numeric_limits<double>::digits;
  if (value.kind() == value_kind::real)
    out = value.real();
  else if (value.kind() == value_kind::integer && value.integer() >= -exact && value.integer() <= exact)
    out = static_cast<double>(value.integer());
  else
    return read_result::mismatch;
  return read_result::value;
}

inline read_result form_of(value_view value, float& out) {
  double wide = 0;
  if (form_of(value, wide) != read_result::value) return read_result::mismatch;
  constexpr double greatest = std::numeric_limits<float>::max(), infinity = std::numeric_limits<double>::infinity();
  if ((wide > greatest && wide != infinity) || (wide < -greatest && wide != -infinity)) return read_result::mismatch;
  out = static_cast<float>(wide);
  return read_result::value;
}

inline read_result form_of(value_view value, std::string_view& out) {
  if (value.kind() != value_kind::text) return read_result::mismatch;
  out = value.text();
  return read_result::value;
}

inline read_result form_of(value_view value, bytes_view& out) {
  if (value.kind() != value_kind::bytes) return read_result::mismatch;
  out = value.bytes();
  return read_result::value;
}

inline read_result form_of(value_view value, interval_value& out) { return form_of(value, out.microseconds); }

template <class Time>
  requires requires(iso_reader reader, Time& out) { reader.read(out); }
read_result form_of(value_view value, Time& out) {
  if (value.kind() != value_kind::text || !iso_reader(value.text()).read(out)) return read_result::mismatch;
  return read_result::value;
}

/// A value of a row whose columns are known at run time only. Text and bytes are valid until the next row.
class dynamic_value : public value_view {
 public:
  constexpr explicit dynamic_value(value_view value) : value_view(value) {}

  /// Whether it is NULL, or a T, which is then written to `out`. For NULL `out` must be a `std::optional`.
  template <sql_value T>
  bool read(T& out) const {
    if constexpr (nullable<T>)
      if (is_null()) {
        out.reset();
        return true;
      }
    storage_t<T> form{};
    return !is_null() && form_of(*this, form) == read_result::value && decode_value<remove_optional_t<T>>(form, out);
  }

  /// The value as a T: `row["age"].try_as(sa::type<int>{})`. Anything else is a data error.
  template <sql_value T>
  result<T> try_as(type<T>) const {
    T value{};
    if (!read(value)) return make_error(failure::data, "sqlalloy: the value is NULL or of another type than asked for");
    return value;
  }

#if defined(__cpp_exceptions)
  /// The value as a T: `row["age"].as(sa::type<int>{})`. Anything else is a data_error.
  template <sql_value T>
  T as(type<T> wanted) const {
    return try_as(wanted).value_or_throw();
  }
#endif
};

}  // namespace sqlalloy::inline v0
