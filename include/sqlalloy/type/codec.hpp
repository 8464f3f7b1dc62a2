// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/type/nullable.hpp>
#include <sqlalloy/type/storage.hpp>

#include <concepts>
#include <optional>
#include <type_traits>
#include <utility>

namespace sqlalloy::inline v0 {

/// How a C++ type passes to and from the database; specialise it for a type of your own:
///
///     template <> struct sqlalloy::codec<money> {
///       using storage = std::int64_t;
///       static constexpr storage encode(const money& value) { return value.cents; }
///       static constexpr money decode(storage cents) { return {cents}; }
///     };
///
/// `storage` is a storage form, or any type that has a codec itself (a chain). It decides the SQL type.
///
/// `encode` gives `storage`, or `std::optional<storage>` where some values do not fit; the statement is then refused
/// with a data error. Text and bytes are borrowed for as long as the statement runs:
/// * with `storage = std::string_view` (or `bytes_view`) the view must point into the value, or to static storage;
/// * text that has to be made first is a `storage = std::string` that is returned by value: the library keeps it;
/// * text that stands ready in a member is a `storage = std::string` that is returned as `const std::string&`.
///
/// `decode` gives `T`, or `std::optional<T>` where some stored values are no `T`; the row is then a data error.
///
/// Optional members:
/// * `bool decode_into(storage, T& out)` refills a value and so spares an allocation per row;
/// * `column`, the type that the column has in expressions and in rows of columns, where a T is that and something
/// more;
/// * `view`, which stands for T in a row of views, made from the final storage form, or by `decode_view(form)`, which
///   gives `view` or `std::optional<view>`. It must be default-constructible.
///
/// NULL is not the codec's: `std::optional<T>` is mapped wherever T is.
template <class T>
struct codec;

/// A storage form is its own codec.
template <class Storage>
  requires storage<Storage>
struct codec<Storage> {
  using storage = Storage;
  static constexpr storage encode(const Storage& value) noexcept { return value; }
  static constexpr Storage decode(storage stored) noexcept { return stored; }
};

namespace detail {

template <class T>
struct storage_of {};  // T has no codec

template <class T>
  requires storage<typename codec<T>::storage>
struct storage_of<T> {
  using type = typename codec<T>::storage;
};

template <class T>
  requires(!storage<typename codec<T>::storage> && !std::same_as<typename codec<T>::storage, T>)
struct storage_of<T> : storage_of<typename codec<T>::storage> {};

template <class Returned, class T>
concept gives =
    std::same_as<std::remove_cvref_t<Returned>, T> || std::same_as<std::remove_cvref_t<Returned>, std::optional<T>>;

/// Whether the codec of T leads to its storage form in one step.
template <class T>
inline constexpr bool codec_is_direct = storage<typename codec<T>::storage>;

template <class T>
struct view_of {
  using type = T;
};

template <class T>
  requires requires { typename codec<T>::view; }
struct view_of<T> {
  using type = typename codec<T>::view;
};

template <class T>
struct view_of<std::optional<T>> {
  using type = std::optional<typename view_of<T>::type>;
};

template <class T>
struct column_of {
  using type = T;
};
template <class T>
  requires requires { typename codec<T>::column; }
struct column_of<T> {
  using type = typename codec<T>::column;
};
template <class T>
struct column_of<std::optional<T>> {
  using type = std::optional<typename column_of<T>::type>;
};

}  // namespace detail

/// The type of the values of a column whose field is a T.
template <class T>
using column_value_t = typename detail::column_of<T>::type;

/// A type (without reference, const or NULL) whose values can be stored: it has a `codec` that is written in full.
template <class T>
concept has_codec = std::same_as<T, std::remove_cvref_t<T>> && !nullable<T> && requires {
  typename detail::storage_of<T>::type;
} && requires(const T& value, typename codec<T>::storage stored) {
  { codec<T>::encode(value) } -> detail::gives<typename codec<T>::storage>;
  { codec<T>::decode(std::move(stored)) } -> detail::gives<T>;
};

/// A type that a column may have: one with a codec, or `std::optional` of it.
template <class T>
concept sql_value = has_codec<remove_optional_t<T>>;

/// The form in which a T reaches the driver, at the end of the chain of codecs; NULL apart.
template <sql_value T>
using storage_t = typename detail::storage_of<remove_optional_t<T>>::type;

/// The SQL type of a T; NULL apart.
template <sql_value T>
inline constexpr sql_type sql_type_v = storage_type_v<storage_t<T>>;

/// What stands for a T in a row of views: `std::string_view` for `std::string`, `bytes_view` for a vector of bytes,
/// optional of these where T is; otherwise T. A view is valid until the next row.
template <sql_value T>
using view_t = typename detail::view_of<T>::type;

/// Whether a storage form points to memory that somebody else owns.
template <storage Storage>
inline constexpr bool is_borrowed_v =
    std::same_as<Storage, std::string_view> || std::same_as<Storage, bytes_view> || std::same_as<Storage, json_view>;

}  // namespace sqlalloy::inline v0
