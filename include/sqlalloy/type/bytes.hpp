// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/type/codec.hpp>

#include <array>
#include <concepts>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace sqlalloy::inline v0 {

namespace detail {

template <class T>
concept byte_like = std::same_as<T, std::byte> || std::same_as<T, unsigned char>;

template <byte_like Byte>
constexpr bytes_view as_bytes_view(std::span<const Byte> bytes) noexcept {
  if constexpr (std::same_as<Byte, std::byte>) {
    return bytes;
  } else {
    return std::as_bytes(bytes);
  }
}

template <byte_like Byte>
constexpr const Byte* first_of(bytes_view bytes) noexcept {
  if constexpr (std::same_as<Byte, std::byte>) {
    return bytes.data();
  } else {
    return reinterpret_cast<const Byte*>(bytes.data());
  }
}

}  // namespace detail

/// Bytes, as `std::vector` of `std::byte` or of `unsigned char` (a vector of it is a blob, not a list of numbers).
///
/// `bytes_view` is a storage form and so has a codec of its own, for parameters; what is read into one is valid until
/// the next row.
template <detail::byte_like Byte, class Allocator>
struct codec<std::vector<Byte, Allocator>> {
  using bytes = std::vector<Byte, Allocator>;
  using storage = bytes_view;
  using view = bytes_view;

  static constexpr storage encode(const bytes& value) noexcept { return detail::as_bytes_view<Byte>(value); }
  static constexpr bytes decode(storage stored) {
    const Byte* const first = detail::first_of<Byte>(stored);
    return bytes(first, first + stored.size());
  }
  static constexpr bool decode_into(storage stored, bytes& out) {
    const Byte* const first = detail::first_of<Byte>(stored);
    out.assign(first, first + stored.size());
    return true;
  }
};

/// Bytes of a fixed number; reading a value of another size is a data error.
template <detail::byte_like Byte, std::size_t Size>
struct codec<std::array<Byte, Size>> {
  using storage = bytes_view;

  static constexpr storage encode(const std::array<Byte, Size>& value) noexcept {
    return detail::as_bytes_view<Byte>(value);
  }
  static constexpr std::optional<std::array<Byte, Size>> decode(storage stored) noexcept {
    if (stored.size() != Size) return std::nullopt;
    std::array<Byte, Size> value{};
    for (std::size_t i = 0; i != Size; ++i) value[i] = static_cast<Byte>(stored[i]);
    return value;
  }
};

}  // namespace sqlalloy::inline v0
