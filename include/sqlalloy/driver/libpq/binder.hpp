// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/libpq/binary_array.hpp>
#include <sqlalloy/driver/libpq/error.hpp>
#include <sqlalloy/driver/libpq/numeric.hpp>
#include <sqlalloy/driver/libpq/wire.hpp>
#include <sqlalloy/type/value_view.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace sqlalloy::inline v0::postgresql {

/// Gives a statement its parameters, counted from 0, in binary. Text and bytes are not copied: they must live until the
/// execution is finished. Every parameter must be bound.
class libpq_binder {
 public:
  libpq_binder(const libpq_binder&) = delete;
  libpq_binder& operator=(const libpq_binder&) = delete;

  status bind_null(int index) {
    values_[index] = nullptr;
    return {};
  }

  status bind(int index, std::same_as<bool> auto value) { return fixed(index, value); }
  status bind(int index, std::int16_t value) { return fixed(index, value); }
  status bind(int index, std::int32_t value) { return fixed(index, value); }
  status bind(int index, std::int64_t value) { return fixed(index, value); }
  status bind(int index, float value) { return fixed(index, value); }
  status bind(int index, double value) { return fixed(index, value); }
  status bind(int index, date_value value) { return fixed(index, value); }
  status bind(int index, time_value value) { return fixed(index, value); }
  status bind(int index, timestamp_value value) { return fixed(index, value); }
  status bind(int index, instant_value value) { return fixed(index, value); }
  status bind(int index, interval_value value) { return fixed(index, value); }
  status bind(int index, uuid_value value) { return fixed(index, value); }
  template <int Scale>
  status bind(int index, decimal_value<Scale> value) {
    return fixed(index, value);
  }

  status bind(int index, std::string_view value) { return borrow(index, value.data(), value.size()); }
  status bind(int index, bytes_view value) {
    return borrow(index, reinterpret_cast<const char*>(value.data()), value.size());
  }

  /// A list, as an array of its element's type.
  status bind(int index, const array_view& value) {
    binary_array made(value);
    if (!made.fits()) return refuse(index, " is a list with a value that does not fit its type");
    return keep(index, made.take());
  }

  status bind(int index, const numeric_value& value) {
    std::string made;
    if (!encode_numeric(made, value.text)) return refuse(index, " is a number with more digits than PostgreSQL takes");
    return keep(index, std::move(made));
  }

 protected:
  using scratch = char[wire_size];

  libpq_binder(failure_record& record, const char** values, int* lengths, scratch* room) noexcept
      : record_(record), values_(values), lengths_(lengths), room_(room) {}

  ~libpq_binder() {
    while (kept_) delete std::exchange(kept_, kept_->next);
  }

 private:
  struct kept {
    std::string bytes;
    kept* next;
  };

  failure_record& record_;
  const char** values_;
  int* lengths_;
  scratch* room_;
  kept* kept_ = nullptr;  // what had to be made

  template <class Storage>
  status fixed(int index, Storage value) {
    lengths_[index] = encode(room_[index], value);
    values_[index] = room_[index];
    if (lengths_[index] == 0) [[unlikely]]
      return refuse(index, " is a date or time that PostgreSQL cannot hold");
    return {};
  }

  status keep(int index, std::string&& bytes) {
    kept_ = new kept{std::move(bytes), std::exchange(kept_, nullptr)};
    return borrow(index, kept_->bytes.data(), kept_->bytes.size());
  }

  status borrow(int index, const char* data, std::size_t size) {
    if (size > 0x7FFF'FFFF) [[unlikely]]
      return refuse(index, " is longer than 2 GB");
    values_[index] = data ? data : "";  // a null pointer would be NULL
    lengths_[index] = static_cast<int>(size);
    return {};
  }

  [[gnu::cold, gnu::noinline]] status refuse(int index, std::string_view what) {
    return record_.refuse(failure::data, "parameter " + std::to_string(index + 1) + std::string(what));
  }
};

}  // namespace sqlalloy::inline v0::postgresql
