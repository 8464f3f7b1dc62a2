// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/expr/column.hpp>
#include <sqlalloy/schema/facts.hpp>
#include <sqlalloy/schema/metadata.hpp>

#include <string_view>
#include <type_traits>
#include <utility>

namespace sqlalloy::inline v0 {

/// How a table is called where its columns are read.
template <class Source>
inline constexpr std::string_view source_name = facts<Source>.name;
template <class Entity, fixed_string Name>
inline constexpr std::string_view source_name<aliased<Entity, Name>> = Name.view();

/// A table in FROM under its own name.
template <class Entity>
struct table_reference {
  using id = Entity;  // what `column<>::source` says
  using entity = Entity;
  using children = type_list<>;
};

/// A table in FROM under another name.
template <class Entity, fixed_string Name>
struct alias_reference {
  using id = aliased<Entity, Name>;
  using entity = Entity;
  using children = type_list<>;
};

template <class Entity>
constexpr table_reference<Entity> as_source(metadata<Entity>) {
  return {};
}
template <class Entity, fixed_string Name>
constexpr alias_reference<Entity, Name> as_source(aliased<Entity, Name>) {
  return {};
}

/// What may stand in FROM once: an alias, or the table of a struct, which is read of those that inherit it, too.
template <class Id>
struct place_in_from {
  using type = root_of_t<Id>;
};
template <class Entity, fixed_string Name>
struct place_in_from<aliased<Entity, Name>> {
  using type = aliased<Entity, Name>;
};
template <class Id, class... Ids>
inline constexpr bool is_read_already =
    meta::is_one_of<typename place_in_from<Id>::type, typename place_in_from<Ids>::type...>;

/// What may stand in FROM: `sa::tables<User>`, an alias, a subquery with a name.
template <class T>
concept source = requires(T value) { as_source(std::move(value)); };

// The reference for a column's source, where FROM is left to the columns.
template <class Id>
struct reference_of {
  using type = table_reference<Id>;
};
template <class Entity, fixed_string Name>
struct reference_of<aliased<Entity, Name>> {
  using type = alias_reference<Entity, Name>;
};

/// All columns of a table in the select list.
template <class Source, class Entity>
struct entity_item {
  using source = Source;
  using entity = Entity;
  using children = type_list<>;
};

template <class Entity>
constexpr entity_item<Entity, Entity> as_item(metadata<Entity>) {
  return {};
}
template <class Entity, fixed_string Name>
constexpr entity_item<aliased<Entity, Name>, Entity> as_item(aliased<Entity, Name>) {
  return {};
}
template <expression Node>
constexpr Node as_item(Node node) {
  return node;
}

/// What may stand in a select list: an expression, `sa::tables<User>`, an alias.
template <class T>
concept selectable = requires(T value) { as_item(std::move(value)); };

template <class T>
inline constexpr bool is_entity_item = false;
template <class Source, class Entity>
inline constexpr bool is_entity_item<entity_item<Source, Entity>> = true;

}  // namespace sqlalloy::inline v0
