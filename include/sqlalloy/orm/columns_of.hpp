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

/// The columns in which two structs differ, of those for which `counts` is true.
template <class T>
column_mask changed_columns(const T& now, const T& before, const bool* counts = nullptr) {
  const column_addresses<T> old(before);
  column_mask changed = 0;
  std::size_t column = 0;
  const auto compare = [&]<class V>(const V& field) {
    if ((!counts || counts[column]) && !is_same_value(field, *static_cast<const V*>(old.all[column])))
      changed |= mask_of_column(column);
    ++column;
  };
  for_each_column(now, compare);
  return changed;
}

/// Copies the columns, and leaves the relations.
template <class T>
void copy_columns(const T& from, T& to) {
  const column_addresses<T> source(from);
  std::size_t column = 0;
  const auto copy = [&]<class V>(V& field) { field = *static_cast<const V*>(source.all[column++]); };
  for_each_column(to, copy);
}

/// Moves the columns, and leaves the relations.
template <class T>
void move_columns(T& from, T& to) {
  const column_addresses<T> source(from);
  std::size_t column = 0;
  const auto move = [&]<class V>(V& field) {
    field = std::move(*const_cast<V*>(static_cast<const V*>(source.all[column++])));
  };
  for_each_column(to, move);
}

}  // namespace sqlalloy::inline v0
