// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/meta/reflect.hpp>
#include <sqlalloy/schema/relation.hpp>

#include <array>
#include <cstddef>
#include <utility>

namespace sqlalloy::inline v0 {

// Which fields are relations; one more, so that there is one at least.
template <class Entity, std::size_t... I>
consteval std::array<bool, sizeof...(I) + 1> relations_among(std::index_sequence<I...>) {
  return {is_relation<meta::field_t<Entity, I>>...};
}

/// The fields of a struct that are columns: all but its relations.
template <class Entity>
struct column_fields {
  static constexpr auto is_relation = relations_among<Entity>(std::make_index_sequence<meta::field_count<Entity>>{});
  static constexpr std::size_t size = [] {
    std::size_t found = 0;
    for (std::size_t field = 0; field != meta::field_count<Entity>; ++field) found += !is_relation[field];
    return found;
  }();
  /// The field of each column.
  static constexpr std::array<std::size_t, size + 1> index = [] {
    std::array<std::size_t, size + 1> fields{};
    std::size_t next = 0;
    for (std::size_t field = 0; field != meta::field_count<Entity>; ++field)
      if (!is_relation[field]) fields[next++] = field;
    return fields;
  }();
};

/// The type of a column.
template <class Entity, std::size_t Column>
using column_field_t = meta::field_t<Entity, column_fields<Entity>::index[Column]>;

// Passes over the relations.
template <class F>
struct column_visitor {
  F& f;

  template <class T>
  constexpr void operator()(T& field) const {
    if constexpr (!is_relation<std::remove_const_t<T>>) f(field);
  }
};

/// Calls `f` with each field of `object` that is a column, in order.
template <class T, class F>
constexpr void for_each_column(T& object, F& f) {
  const column_visitor<F> columns{f};
  meta::for_each_field(object, columns);
}

}  // namespace sqlalloy::inline v0
