// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/type/storage.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace sqlalloy::inline v0 {

/// What a value is when its type is known at run time only.
enum class value_kind : unsigned char { null, boolean, integer, real, text, bytes, uuid };

/// A value whose type is known at run time only; text and bytes belong to somebody else.
class value_view {
 public:
  constexpr value_view() : integer_(0) {}
  constexpr explicit value_view(bool value) : kind_(value_kind::boolean), integer_(value) {}
  constexpr explicit value_view(std::int64_t value) : kind_(value_kind::integer), integer_(value) {}
  constexpr explicit value_view(double value) : kind_(value_kind::real), real_(value) {}
  constexpr explicit value_view(std::string_view value) : kind_(value_kind::text), text_(value) {}
  constexpr explicit value_view(bytes_view value) : kind_(value_kind::bytes), bytes_(value) {}
  constexpr explicit value_view(uuid_value value) : kind_(value_kind::uuid), uuid_(value) {}

  constexpr value_kind kind() const { return kind_; }
  constexpr bool is_null() const { return kind_ == value_kind::null; }

  // Each of these may be asked of its own kind only.
  constexpr bool boolean() const { return integer_ != 0; }
  constexpr std::int64_t integer() const { return integer_; }
  constexpr double real() const { return real_; }
  constexpr std::string_view text() const { return text_; }
  constexpr bytes_view bytes() const { return bytes_; }
  constexpr uuid_value uuid() const { return uuid_; }

 private:
  value_kind kind_ = value_kind::null;
  union {
    std::int64_t integer_;
    double real_;
    std::string_view text_;
    bytes_view bytes_;
    uuid_value uuid_;
  };
};

/// A list of values of one type whose length is known at run time; `at` reads one of them from `data`.
struct array_view {
  sql_type element{};
  std::size_t size = 0;
  const void* data = nullptr;
  value_view (*at)(const void* data, std::size_t index) = nullptr;
};

}  // namespace sqlalloy::inline v0
