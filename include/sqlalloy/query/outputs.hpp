// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/query/row.hpp>
#include <sqlalloy/query/scope.hpp>
#include <sqlalloy/schema/facts.hpp>

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <type_traits>

namespace sqlalloy::inline v0 {

// The type that an item of the select list has in a row: as a value, and as a view.
template <class Item, class Scope>
struct item_types {
  using value = value_in_t<Item, Scope>;
  using view = view_t<value>;
};

template <class Source, class Entity, class Scope>
struct item_types<entity_item<Source, Entity>, Scope> {
  using value = std::conditional_t<Scope::template is_outer<Source>, std::optional<Entity>, Entity>;
  using view = value;
};

/// The rows that a select list gives in a scope: `value` rows own, `view` rows borrow their text.
template <class Items, class Scope>
struct rows_of;

template <class... Items, class Scope>
struct rows_of<type_list<Items...>, Scope> {
  using value = row<type_list<Items...>, typename item_types<Items, Scope>::value...>;
  using view = row<type_list<Items...>, typename item_types<Items, Scope>::view...>;
};

// One struct alone is its own row; it may be missing where its table is outer-joined.
template <class Source, class Entity, class Scope>
struct rows_of<type_list<entity_item<Source, Entity>>, Scope> : item_types<entity_item<Source, Entity>, Scope> {};

/// The number of columns that an item has in the text.
template <class Item>
inline constexpr int item_width = 1;
template <class Source, class Entity>
inline constexpr int item_width<entity_item<Source, Entity>> = static_cast<int>(facts<Entity>.columns.size());

// What a select without rows gives.
struct no_rows {
  using value = void;
  using view = void;
};

/// The row of a statement, owning; void where it has none.
template <class Query>
using row_t = typename Query::rows::value;

/// The row of a statement as views; void where it has none.
template <class Query>
using view_row_t = typename Query::rows::view;

struct statement_tag;

/// What `execute()` takes.
template <class T>
concept statement = requires { requires std::is_same_v<typename T::node_tag, statement_tag>; };

template <class Query>
inline constexpr bool returns_rows = !std::is_void_v<row_t<Query>>;

template <class Row>
struct column_types_of;
template <>
struct column_types_of<void> {
  static constexpr std::array<sql_type, 0> types{};
};
template <class Entity>
struct column_types_of<std::optional<Entity>> : column_types_of<Entity> {};
template <class Entity>
struct column_types_of {
  static constexpr auto types = [] {
    std::array<sql_type, facts<Entity>.columns.size()> all{};
    for (std::size_t i = 0; i != all.size(); ++i) all[i] = facts<Entity>.columns[i].type;
    return all;
  }();
};
template <sql_value T>
struct column_types_of<T> {
  static constexpr std::array<sql_type, 1> types{sql_type_v<T>};
};
template <class Keys, class... Values>
struct column_types_of<row<Keys, Values...>> {
  static constexpr auto types = [] {
    std::array<sql_type, (0 + ... + column_types_of<Values>::types.size())> all{};
    std::size_t next = 0;
    for (const std::span<const sql_type> item : {std::span<const sql_type>(column_types_of<Values>::types)...})
      for (const sql_type one : item) all[next++] = one;
    return all;
  }();
};

/// The SQL types of the columns that a statement's rows have.
template <class Query>
inline constexpr std::span<const sql_type> column_types = column_types_of<row_t<Query>>::types;

}  // namespace sqlalloy::inline v0
