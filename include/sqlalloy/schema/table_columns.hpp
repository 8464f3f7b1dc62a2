// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/meta/type.hpp>
#include <sqlalloy/schema/facts.hpp>
#include <sqlalloy/schema/metadata.hpp>

#include <cstddef>
#include <string_view>

namespace sqlalloy::inline v0 {

/// How many of the columns of a struct are those of its base.
template <class Entity>
inline constexpr std::size_t columns_of_base_count = [] {
  if constexpr (has_base<Entity>)
    return column_fields<base_of_t<Entity>>::size;
  else
    return std::size_t{0};
}();

// Whether one of the structs before `Entity` that share its table has a column of that name.
template <class Entity, class Tables>
constexpr bool is_in_table_already(std::string_view name) {
  bool found = false;
  bool is_before = true;
  Tables::template each_sharing<table_owner_t<Entity>>([&]<class Of>(type<Of>) {
    if (std::is_same_v<Of, Entity>) is_before = false;
    for (std::size_t i = columns_of_base_count<Of>; is_before && i != facts<Of>.columns.size(); ++i)
      found = found || facts<Of>.columns[i].name == name;
  });
  return found;
}

/// Calls `f` with `type<Entity>` and the facts of each column that the table of a struct has: its own, and those of
/// the structs among `Tables` that share it. These are NULL in the rows of others; two structs may have one in common.
template <class Entity, class Tables, class F>
constexpr void for_each_column_in_table(F f) {
  for (const column_facts& column : facts<Entity>.columns)
    if (column.is_own()) f(type<Entity>{}, column);
  Tables::template each_sharing<Entity>([&]<class Of>(type<Of> of) {
    for (std::size_t i = columns_of_base_count<Of>; i != facts<Of>.columns.size(); ++i) {
      column_facts column = facts<Of>.columns[i];
      if (is_in_table_already<Of, Tables>(column.name)) continue;
      column.nullable = true;
      f(of, column);
    }
  });
}

}  // namespace sqlalloy::inline v0
