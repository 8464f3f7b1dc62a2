// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/type/codec.hpp>

#include <optional>
#include <type_traits>
#include <utility>

namespace sqlalloy::inline v0 {

namespace detail {

template <class T>
using encode_result_t = decltype(codec<T>::encode(std::declval<const T&>()));

template <class T>
constexpr bool is_there(const T&) noexcept {
  return true;
}
template <class T>
constexpr bool is_there(const std::optional<T>& value) noexcept {
  return value.has_value();
}

template <class T>
constexpr const T& what_is_there(const T& value) noexcept {
  return value;
}
template <class T>
constexpr const T& what_is_there(const std::optional<T>& value) noexcept {
  return *value;
}

template <class T>
consteval bool encoding_needs_no_holder() {
  if constexpr (codec_is_direct<T> || !is_borrowed_v<storage_t<T>>) {
    return true;
  } else if constexpr (std::is_lvalue_reference_v<encode_result_t<T>>) {
    return encoding_needs_no_holder<typename codec<T>::storage>();
  } else {
    return false;
  }
}

}  // namespace detail

/// A value in the form that a driver binds, with whatever its codec made on the way there.
///
/// Text and bytes in `value()` point into the value that was encoded or into this object: both must live, unmoved,
/// until the statement has finished. Hence it can be neither copied nor moved.
template <sql_value T>
class encoded {
 public:
  constexpr explicit encoded(const T& value) : form_(codec<T>::encode(value)) {}
  encoded(const encoded&) = delete;
  encoded& operator=(const encoded&) = delete;

  /// False where the value does not fit its storage form: there is no `value()`, and the statement is a data error.
  constexpr bool fits() const noexcept { return detail::is_there(form_); }

  /// Whether NULL is to be bound and not `value()`.
  static constexpr bool is_null() noexcept { return false; }

  constexpr storage_t<T> value() const noexcept { return detail::what_is_there(form_); }

 private:
  std::remove_cvref_t<detail::encode_result_t<T>> form_;
};

/// By a chain of codecs.
template <sql_value T>
  requires(has_codec<T> && !detail::codec_is_direct<T>)
class encoded<T> {
 public:
  constexpr explicit encoded(const T& value) : link_(codec<T>::encode(value)) {
    if (detail::is_there(link_)) next_.emplace(detail::what_is_there(link_));
  }
  encoded(const encoded&) = delete;
  encoded& operator=(const encoded&) = delete;

  constexpr bool fits() const noexcept { return next_.has_value() && next_->fits(); }
  static constexpr bool is_null() noexcept { return false; }
  constexpr storage_t<T> value() const noexcept { return next_->value(); }

 private:
  detail::encode_result_t<T> link_;  // a reference where the codec returns one: it leads into the value
  std::optional<encoded<typename codec<T>::storage>> next_;
};

/// A value that may be NULL.
template <has_codec T>
class encoded<std::optional<T>> {
 public:
  constexpr explicit encoded(const std::optional<T>& value) {
    if (value) value_.emplace(*value);
  }
  encoded(const encoded&) = delete;
  encoded& operator=(const encoded&) = delete;

  constexpr bool fits() const noexcept { return is_null() || value_->fits(); }
  constexpr bool is_null() const noexcept { return !value_.has_value(); }
  constexpr storage_t<T> value() const noexcept { return value_->value(); }

 private:
  std::optional<encoded<T>> value_;
};

/// A type whose storage form is a number or a view into the value itself, so that no `encoded` has to be kept.
template <class T>
concept encodes_in_place = has_codec<T> && detail::encoding_needs_no_holder<T>();

/// Writes the storage form of a value to `out`; false, and `out` as it was, where the value does not fit.
/// Text and bytes point into `value`.
template <encodes_in_place T>
constexpr bool encode_value(const T& value, storage_t<T>& out) {
  const encoded<T> form(value);
  if (!form.fits()) return false;
  out = form.value();
  return true;
}

}  // namespace sqlalloy::inline v0
