// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/engine/error.hpp>

#include <concepts>
#include <new>
#include <type_traits>
#include <utility>

namespace sqlalloy::inline v0 {

/// Whether a call succeeded, and if not, why: what the `try_…` twin of a call without a value returns.
template <class T = void>
class [[nodiscard]] result;

template <>
class [[nodiscard]] result<void> {
 public:
  using value_type = void;

  result() = default;
  result(error_info error) : error_(new error_info(std::move(error))) {}
  result(result&& other) noexcept : error_(std::exchange(other.error_, nullptr)) {}
  result& operator=(result&& other) noexcept {
    std::swap(error_, other.error_);
    return *this;
  }
  ~result() { delete error_; }

  bool has_value() const noexcept { return error_ == nullptr; }
  explicit operator bool() const noexcept { return has_value(); }

  /// Why it failed; only where it did.
  const error_info& error() const noexcept {
    if (has_value()) [[unlikely]]
      __builtin_trap();
    return *error_;
  }
  error_info& error() noexcept { return const_cast<error_info&>(std::as_const(*this).error()); }

  /// What there is to have: nothing.
  void value() const noexcept {
    if (!has_value()) [[unlikely]]
      __builtin_trap();
  }

#if defined(__cpp_exceptions)
  /// Throws what `error()` says, if anything.
  void value_or_throw() {
    if (!has_value()) [[unlikely]]
      throw_error(std::move(error()));
  }
#endif

 private:
  error_info* error_ = nullptr;
};

/// The value of a call, or why there is none: what the `try_…` twin of a call returns. To ask for what is not there
/// ends the program; it is never undefined. `T` may be immovable: then the result is, too.
template <class T>
class [[nodiscard]] result {
 public:
  using value_type = T;

  result(T value)
    requires std::move_constructible<T>
      : value_(std::move(value)) {}
  result(error_info error) : failed_(std::move(error)) {}
  result(result<void> failed) : failed_(std::move(failed)) {
    if (failed_) [[unlikely]]
      __builtin_trap();
  }

  /// Makes the value where it will stay. `make` takes a `result<void>&`, in which it tells of a failure, and returns a
  /// T, which is then dropped again.
  template <class Make>
    requires std::is_same_v<std::invoke_result_t<Make&, result<void>&>, T>
  explicit result(std::in_place_t, Make make) : value_(make(failed_)) {
    if (!failed_) [[unlikely]]
      value_.~T();
  }

  result(result&& other) noexcept(std::is_nothrow_move_constructible_v<T>)
    requires std::move_constructible<T>
      : failed_(other.failed_ ? result<void>() : result<void>(std::move(other.failed_.error()))) {
    if (failed_) ::new (static_cast<void*>(&value_)) T(std::move(other.value_));
  }
  result& operator=(result&& other) noexcept(std::is_nothrow_move_constructible_v<T>)
    requires std::move_constructible<T>
  {
    if (this != &other) {
      this->~result();
      ::new (static_cast<void*>(this)) result(std::move(other));
    }
    return *this;
  }
  ~result() {
    if (failed_) value_.~T();
  }

  bool has_value() const noexcept { return failed_.has_value(); }
  explicit operator bool() const noexcept { return has_value(); }

  T& value() & noexcept { return *pointer(); }
  const T& value() const& noexcept { return *const_cast<result*>(this)->pointer(); }
  T&& value() && noexcept { return std::move(*pointer()); }
  T& operator*() & noexcept { return *pointer(); }
  const T& operator*() const& noexcept { return value(); }
  T&& operator*() && noexcept { return std::move(*pointer()); }
  T* operator->() noexcept { return pointer(); }
  const T* operator->() const noexcept { return &value(); }

  /// Why there is no value; only where there is none.
  const error_info& error() const noexcept { return failed_.error(); }
  error_info& error() noexcept { return failed_.error(); }

#if defined(__cpp_exceptions)
  /// The value; throws what `error()` says where there is none.
  T& value_or_throw() & {
    failed_.value_or_throw();
    return value_;
  }
  T&& value_or_throw() && {
    failed_.value_or_throw();
    return std::move(value_);
  }
#endif

 private:
  result<void> failed_;  // the value is there unless this has an error
  union {
    T value_;
  };

  T* pointer() noexcept {
    if (!has_value()) [[unlikely]]
      __builtin_trap();
    return &value_;
  }
};

}  // namespace sqlalloy::inline v0
