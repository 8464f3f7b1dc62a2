// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/mysqlclient/times.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <type_traits>
#include <vector>

#include <mysql.h>

namespace sqlalloy::inline v0::mysql {

/// Where the values of a statement's parameters are, which stays the same from one execution to the next: numbers,
/// times and short text are copied there, so that the client library has to be told only where a value has another type
/// than the one before, or is long text.
class parameter_places {
 public:
  parameter_places() = default;
  parameter_places(const parameter_places&) = delete;
  parameter_places& operator=(const parameter_places&) = delete;

  /// Text that is longer stays where it is.
  static constexpr std::size_t room = 128;

  /// Makes places for so many parameters, all of them NULL. Once only: the client library keeps their addresses.
  void make(std::size_t count) {
    places_ = std::vector<place>(count);
    binds_.resize(count);
    size_ = count;
    for (std::size_t i = 0; i != count; ++i) {
      binds_[i].buffer_type = MYSQL_TYPE_NULL;
      binds_[i].length = &places_[i].length;
      binds_[i].is_null = &places_[i].is_null;
    }
    is_told_ = count == 0;
  }

  std::size_t size() const noexcept { return size_; }

  void put_null(std::size_t index) noexcept { places_[index].is_null = true; }

  template <class Number>
    requires std::is_arithmetic_v<Number>
  void put(std::size_t index, Number value, enum_field_types type) noexcept {
    place& to = places_[index];
    std::memcpy(to.text, &value, sizeof value);
    settle(to, type);
  }

  void put(std::size_t index, const ::MYSQL_TIME& value, enum_field_types type) noexcept {
    place& to = places_[index];
    to.time = value;
    settle(to, type);
  }

  /// Text, bytes, digits. It must stay until the statement was executed.
  void put(std::size_t index, const void* data, std::size_t size, enum_field_types type) noexcept {
    place& to = places_[index];
    to.length = static_cast<unsigned long>(size);
    to.origin = size != 0 ? data : to.text;
    if (size > room) return settle(to, data, type);
    std::memcpy(to.text, to.origin, size);
    settle(to, to.text, type);
  }

  /// A few bytes that may go at once; no more than `room`.
  void put_copy(std::size_t index, const void* data, std::size_t size, enum_field_types type) noexcept {
    put(index, data, size, type);
    places_[index].origin = places_[index].text;
  }

  /// Says to the client library where the values are, if it does not know. False: the handle tells why.
  bool tell(::MYSQL_STMT* handle) {
    if (is_told_) [[likely]]
      return true;
    for (std::size_t i = 0; i != size(); ++i) {
      binds_[i].buffer_type = places_[i].type;
      binds_[i].buffer = const_cast<void*>(places_[i].at);  // only read
    }
    return is_told_ = !::mysql_stmt_bind_param(handle, binds_.data());
  }

  /// The client library knows none of the places any more.
  void forget() noexcept { is_told_ = size() == 0; }

  /// Has the client library read from other places, for one execution.
  bool tell_others(::MYSQL_STMT* handle, ::MYSQL_BIND* others) noexcept {
    is_told_ = size() == 0;
    return is_told_ || !::mysql_stmt_bind_param(handle, others);
  }

  /// A value as it was put, with its length in `buffer_length`: a number or time at its place, text whence it came.
  ::MYSQL_BIND value(std::size_t index) noexcept {
    place& of = places_[index];
    ::MYSQL_BIND bind{};
    bind.buffer_type = of.is_null ? MYSQL_TYPE_NULL : of.type;
    const bool is_text = of.type == MYSQL_TYPE_STRING || of.type == MYSQL_TYPE_BLOB || of.type == MYSQL_TYPE_NEWDECIMAL;
    bind.buffer = is_text ? const_cast<void*>(of.origin) : of.text;
    if (is_text && !of.is_null) bind.buffer_length = of.length;
    return bind;
  }

 private:
  using flag = std::remove_pointer_t<decltype(::MYSQL_BIND::is_null)>;  // bool of MySQL, char of MariaDB

  struct place {
    const void* at = nullptr;  // the value, as the client library shall know
    enum_field_types type = MYSQL_TYPE_NULL;
    flag is_null = true;
    unsigned long length = 0;
    const void* origin = nullptr;  // of text
    union {
      char text[room];
      ::MYSQL_TIME time;
    };

    place() noexcept {}  // NOLINT: what is not put is not read
  };

  std::vector<place> places_;
  std::vector<::MYSQL_BIND> binds_;
  std::size_t size_ = 0;
  bool is_told_ = true;

  // A type of which all values are at their places.
  void settle(place& to, enum_field_types type) noexcept {
    to.is_null = false;
    if (to.type != type) [[unlikely]]
      change(to, to.text, type);
  }

  void settle(place& to, const void* at, enum_field_types type) noexcept {
    to.is_null = false;
    if (to.type != type || to.at != at) [[unlikely]]
      change(to, at, type);
  }

  [[gnu::noinline]] void change(place& to, const void* at, enum_field_types type) noexcept {
    to.type = type;
    to.at = at;
    is_told_ = false;
  }
};

}  // namespace sqlalloy::inline v0::mysql
