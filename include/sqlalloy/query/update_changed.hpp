// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/meta/field.hpp>
#include <sqlalloy/query/outputs.hpp>
#include <sqlalloy/query/slots.hpp>
#include <sqlalloy/schema/column_fields.hpp>
#include <sqlalloy/schema/facts.hpp>
#include <sqlalloy/schema/keys.hpp>

#include <cstddef>
#include <cstdint>
#include <type_traits>

namespace sqlalloy::inline v0 {

/// Columns of a struct as bits. The last bit stands for all columns from it on.
using column_mask = std::uint64_t;

constexpr column_mask mask_of_column(std::size_t column) noexcept {
  return column_mask{1} << (column < 64 ? column : 63);
}

/// The bits of all columns of a struct, which those of a struct that inherits it have, too.
template <class Entity>
inline constexpr column_mask mask_of_columns = [] {
  constexpr std::size_t size = column_fields<Entity>::size;
  return size < 64 ? mask_of_column(size) - 1 : ~column_mask{};
}();

/// Whether an UPDATE of the columns of a mask sets a column: where a bit stands for several, what the database computes
/// and what stands in another table is passed over.
template <class Entity>
constexpr bool is_set(column_mask mask, std::size_t column) noexcept {
  const column_facts& one = facts<Entity>.columns[column];
  return (mask & mask_of_column(column)) && !one.computed && one.is_own();
}

/// How a row is found again: by its key, and by the version that was read, where it has one.
template <class Key, class Version>
struct row_finder;
template <auto... Key, auto... Version>
struct row_finder<columns<Key...>, columns<Version...>> {
  static constexpr int slots = sizeof...(Key) + sizeof...(Version);

  template <class Entity, class F>
  static void each_value(const Entity& row, F& f) {
    const int order[] = {0, (f(bound(meta::field<Key>(row))), 0)..., (f(bound(meta::field<Version>(row))), 0)...};
    (void)order;
  }

  /// Calls `f` with what is known of each of the columns.
  template <class F>
  static constexpr void each_column(F f) {
    for (const column_facts* const column : {&column_facts_of<Key>..., &column_facts_of<Version>...}) f(*column);
  }

 private:
  template <class V>
  static bound_field<V> bound(const V& value) {
    return {value};
  }
};

/// UPDATE of the columns that a mask names, for each object of a range; elements have `now` and `before`, which are
/// structs. It has as many texts as there are masks, so they are written when they are first used.
template <class Entity, class Finder, class Range>
struct update_changed_query {
  using node_tag = statement_tag;
  using children = type_list<>;
  using entity = Entity;
  using finder = Finder;
  using rows = no_rows;
  static constexpr int own_slots = static_cast<int>(column_fields<Entity>::size) + Finder::slots;

  column_mask mask;
  Range objects;
};

/// DELETE of each object of a range.
template <class Entity, class Finder, class Range>
struct delete_objects_query {
  using node_tag = statement_tag;
  using children = type_list<>;
  using entity = Entity;
  using finder = Finder;
  using rows = no_rows;
  static constexpr int own_slots = Finder::slots;

  Range objects;
};

template <class Entity, class F>
struct masked_binder {
  column_mask mask;
  F& f;
  std::size_t& column;

  template <class V>
  void operator()(const V& field) const {
    const std::size_t index = column++;
    if (is_set<Entity>(mask, index)) f(bound_field<V>{field});
  }
};

/// The objects for each of which a statement is executed.
template <class Entity, class Finder, class Range>
const Range& objects_of(const update_changed_query<Entity, Finder, Range>& query) {
  return query.objects;
}
template <class Entity, class Finder, class Range>
const Range& objects_of(const delete_objects_query<Entity, Finder, Range>& query) {
  return query.objects;
}

/// Calls `f` with each value that a statement binds for one of its objects.
template <class Entity, class Finder, class Range, class Object, class F>
void for_each_slot_of(const update_changed_query<Entity, Finder, Range>& query, const Object& object, F& f) {
  std::size_t column = 0;
  const masked_binder<Entity, F> set{query.mask, f, column};
  for_each_column(object.now, set);
  Finder::each_value(object.before, f);
}
template <class Entity, class Finder, class Range, class Object, class F>
void for_each_slot_of(const delete_objects_query<Entity, Finder, Range>&, const Object& object, F& f) {
  Finder::each_value(object.before, f);
}

}  // namespace sqlalloy::inline v0
