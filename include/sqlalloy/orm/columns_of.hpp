// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/query/update_changed.hpp>
#include <sqlalloy/schema/column_fields.hpp>

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <type_traits>
#include <utility>

namespace sqlalloy::inline v0 {

template <class T>
struct column_addresses {
  std::array<const void*, column_fields<T>::size + 1> all{};
  std::size_t size = 0;

  explicit column_addresses(const T& object) {
    const auto note = [this](const auto& field) { all[size++] = &field; };
    for_each_column(object, note);
  }
};

/// Whether a column has the value that it had: of real numbers the same bits, so that NaN is no change and -0 is one.
template <class V>
bool is_same_value(const V& left, const V& right) {
  if constexpr (std::is_floating_point_v<V>)
    return left != left ? right != right : left == right && __builtin_signbit(left) == __builtin_signbit(right);
  else if constexpr (std::equality_comparable<V>)
    return left == right;
  else
    return false;  // what cannot be compared is written
}
template <class V>
bool is_same_value(const std::optional<V>& left, const std::optional<V>& right) {
  return left && right ? is_same_value(*left, *right) : left.has_value() == right.has_value();
}

/// What is done with the values of a type, wherever they are.
struct value_functions {
  bool (*is_same)(const void* left, const void* right);
  void (*copy)(const void* from, void* to);
  void (*move)(void* from, void* to);
};
template <class V>
inline constexpr value_functions functions_of_value{
    [](const void* left, const void* right) {
      return is_same_value(*static_cast<const V*>(left), *static_cast<const V*>(right));
    },
    [](const void* from, void* to) { *static_cast<V*>(to) = *static_cast<const V*>(from); },
    [](void* from, void* to) { *static_cast<V*>(to) = std::move(*static_cast<V*>(from)); }};

/// The same for each column of a struct, and null behind the last.
template <class T>
inline constexpr auto column_functions = []<std::size_t... Column>(std::index_sequence<Column...>) {
  return std::array<const value_functions*, sizeof...(Column) + 1>{&functions_of_value<column_field_t<T, Column>>...};
}(std::make_index_sequence<column_fields<T>::size>{});

inline column_mask changed_values(const void* const* now, const void* const* before,
                                  const value_functions* const* functions, const bool* counts) {
  column_mask changed = 0;
  for (std::size_t column = 0; functions[column]; ++column)
    if ((!counts || counts[column]) && !functions[column]->is_same(now[column], before[column]))
      changed |= mask_of_column(column);
  return changed;
}
inline void copy_values(const void* const* from, const void* const* to, const value_functions* const* functions) {
  for (std::size_t column = 0; functions[column]; ++column)
    functions[column]->copy(from[column], const_cast<void*>(to[column]));
}
inline void move_values(const void* const* from, const void* const* to, const value_functions* const* functions) {
  for (std::size_t column = 0; functions[column]; ++column)
    functions[column]->move(const_cast<void*>(from[column]), const_cast<void*>(to[column]));
}

/// The columns in which two structs differ, of those for which `counts` is true.
template <class T>
column_mask changed_columns(const T& now, const T& before, const bool* counts = nullptr) {
  return changed_values(column_addresses<T>(now).all.data(), column_addresses<T>(before).all.data(),
                        column_functions<T>.data(), counts);
}

/// Copies the columns, and leaves the relations.
template <class T>
void copy_columns(const T& from, T& to) {
  copy_values(column_addresses<T>(from).all.data(), column_addresses<T>(to).all.data(), column_functions<T>.data());
}

/// Copies those of the columns for which `wanted` is true and that are among `missing`.
template <class T>
void copy_missing_columns(const T& from, T& to, const bool* wanted, column_mask missing) {
  const column_addresses<T> source(from);
  const column_addresses<T> target(to);
  for (std::size_t column = 0; column != column_fields<T>::size; ++column)
    if (wanted[column] && (missing & mask_of_column(column)))
      column_functions<T>[column] -> copy(source.all[column], const_cast<void*>(target.all[column]));
}

/// Moves the columns, and leaves the relations.
template <class T>
void move_columns(T& from, T& to) {
  move_values(column_addresses<T>(from).all.data(), column_addresses<T>(to).all.data(), column_functions<T>.data());
}

}  // namespace sqlalloy::inline v0
