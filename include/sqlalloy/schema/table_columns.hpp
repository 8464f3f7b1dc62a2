// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/meta/type.hpp>
#include <sqlalloy/schema/facts.hpp>
#include <sqlalloy/schema/metadata.hpp>
#include <sqlalloy/schema/rules.hpp>

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

// The column of that name which one of the structs before `Entity` that share its table has; null where none does.
template <class Entity, class Tables>
constexpr const column_facts* column_before(std::string_view name) {
  const column_facts* found = nullptr;
  bool is_before = true;
  Tables::template each_sharing<table_owner_t<Entity>>([&]<class Of>(type<Of>) {
    if (std::is_same_v<Of, Entity>) is_before = false;
    for (std::size_t i = columns_of_base_count<Of>; is_before && i != facts<Of>.columns.size(); ++i)
      if (!found && facts<Of>.columns[i].name == name) found = &facts<Of>.columns[i];
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
      if (column_before<Of, Tables>(column.name)) continue;
      column.nullable = true;
      f(of, column);
    }
  });
}

}  // namespace sqlalloy::inline v0

namespace sqlalloy::inline v0::rules {

template <class Entity, class Tables>
consteval bool has_odd_column() {
  if constexpr (shares_table<Entity>)
    for (std::size_t i = columns_of_base_count<Entity>; i != facts<Entity>.columns.size(); ++i) {
      const column_facts& column = facts<Entity>.columns[i];
      if (const column_facts* const other = column_before<Entity, Tables>(column.name))
        if (other->type != column.type || other->type_in_words != column.type_in_words) return true;
    }
  return false;
}

/// Where structs that share a table have a column in common, it is of one type: `Culprit` has it of another.
template <class Culprit>
inline constexpr bool columns_in_common_agree = std::is_void_v<Culprit>;

template <class... Entities>
using odd_column_t =
    first_fault_t<std::conditional_t<has_odd_column<Entities, metadata<Entities...>>(), Entities, void>...>;

}  // namespace sqlalloy::inline v0::rules
