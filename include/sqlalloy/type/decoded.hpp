// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/type/codec.hpp>

#include <concepts>
#include <optional>
#include <type_traits>
#include <utility>

namespace sqlalloy::inline v0 {

/// The value that a storage form stands for, or nothing where it stands for none.
template <has_codec T>
constexpr std::optional<T> decoded(storage_t<T> stored) {
  if constexpr (detail::codec_is_direct<T>) {
    return codec<T>::decode(stored);
  } else {
    auto link = decoded<typename codec<T>::storage>(stored);
    if (!link) return std::nullopt;
    return codec<T>::decode(*std::move(link));
  }
}

/// Reads a storage form into `out`; false, and `out` valid but unspecified, where it stands for no T.
template <has_codec T>
constexpr bool decode_value(storage_t<T> stored, T& out) {
  if constexpr (!detail::codec_is_direct<T>) {
    auto value = decoded<T>(stored);
    if (value) out = *std::move(value);
    return value.has_value();
  } else if constexpr (requires {
                         { codec<T>::decode_into(stored, out) } -> std::same_as<bool>;
                       }) {
    return codec<T>::decode_into(stored, out);
  } else if constexpr (std::same_as<std::remove_cvref_t<decltype(codec<T>::decode(stored))>, T>) {
    out = codec<T>::decode(stored);
    return true;
  } else {
    auto value = codec<T>::decode(stored);
    if (value) out = *std::move(value);
    return value.has_value();
  }
}

/// The same for a column that may be NULL, when it is not; for NULL call `out.reset()`.
template <has_codec T>
constexpr bool decode_value(storage_t<T> stored, std::optional<T>& out) {
  if (out) return decode_value(stored, *out);  // refills, and so keeps what the old value has allocated
  out = decoded<T>(stored);
  return out.has_value();
}

/// Reads a storage form into what stands for a T in a row of views; false where it stands for no T.
/// The view is valid for as long as `stored` is.
template <has_codec T>
constexpr bool decode_view(storage_t<T> stored, view_t<T>& out) {
  if constexpr (!requires { typename codec<T>::view; }) {
    return decode_value(stored, out);
  } else if constexpr (!requires { codec<T>::decode_view(stored); }) {
    out = view_t<T>(stored);
    return true;
  } else if constexpr (std::same_as<std::remove_cvref_t<decltype(codec<T>::decode_view(stored))>, view_t<T>>) {
    out = codec<T>::decode_view(stored);
    return true;
  } else {
    auto view = codec<T>::decode_view(stored);
    if (view) out = *view;
    return view.has_value();
  }
}

/// The same for a column that may be NULL, when it is not; for NULL call `out.reset()`.
template <nullable T>
  requires sql_value<T>
constexpr bool decode_view(storage_t<T> stored, view_t<T>& out) {
  using value = remove_optional_t<T>;
  if constexpr (!requires { typename codec<value>::view; }) {
    return decode_value(stored, out);
  } else {
    return decode_view<value>(stored, out.emplace());
  }
}

}  // namespace sqlalloy::inline v0
