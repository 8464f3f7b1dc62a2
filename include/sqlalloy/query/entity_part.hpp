// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/query/outputs.hpp>
#include <sqlalloy/query/read.hpp>

#include <array>
#include <cstddef>

namespace sqlalloy::inline v0 {

/// Some columns of a table in the select list. `Wanted` has a bool for each column.
template <class Source, class Entity, auto Wanted>
struct entity_part_item {
  using source = Source;
  using entity = Entity;
  using children = type_list<>;
  static constexpr auto wanted = Wanted;
};

/// What such an item gives: a struct of which only these columns were read.
template <class Entity, auto Wanted>
struct entity_part {
  using entity = Entity;
  static constexpr auto wanted = Wanted;
  static constexpr std::size_t size = [] {
    std::size_t found = 0;
    for (std::size_t column = 0; column != facts<Entity>.columns.size(); ++column) found += Wanted[column];
    return found;
  }();

  Entity object{};
};

template <class Source, class Entity, auto Wanted, class Scope>
struct item_types<entity_part_item<Source, Entity, Wanted>, Scope> {
  using value = entity_part<Entity, Wanted>;
  using view = value;
};
template <class Source, class Entity, auto Wanted, class Scope>
struct rows_of<type_list<entity_part_item<Source, Entity, Wanted>>, Scope>
    : item_types<entity_part_item<Source, Entity, Wanted>, Scope> {};

template <class Source, class Entity, auto Wanted>
inline constexpr int item_width<entity_part_item<Source, Entity, Wanted>> =
    static_cast<int>(entity_part<Entity, Wanted>::size);

template <class Entity, auto Wanted>
struct column_types_of<entity_part<Entity, Wanted>> {
  static constexpr auto types = [] {
    std::array<sql_type, entity_part<Entity, Wanted>::size> all{};
    std::size_t next = 0;
    for (std::size_t column = 0; column != facts<Entity>.columns.size(); ++column)
      if (Wanted[column]) all[next++] = facts<Entity>.columns[column].type;
    return all;
  }();
};

template <auto Wanted, class Source>
struct part_reader {
  Source& source;
  int& column;
  read_fault& fault;
  std::size_t& field;

  template <class T>
  void operator()(T& value) const {
    if (!Wanted[field++]) return;
    const int here = column++;
    if constexpr (sql_value<T>)
      if (!fault) read_value(value, source, here, fault);
  }
};

template <class Entity, auto Wanted, class Source>
void read_entity(entity_part<Entity, Wanted>& part, Source& source, int& first, read_fault& fault) {
  std::size_t field = 0;
  const part_reader<Wanted, Source> reader{source, first, fault, field};
  for_each_column(part.object, reader);
}

}  // namespace sqlalloy::inline v0
