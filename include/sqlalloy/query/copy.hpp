// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/query/insert.hpp>

namespace sqlalloy::inline v0 {

// What takes the place of an INSERT of many structs, where a database has it.

/// An array for each column that the INSERT sends: `INSERT … SELECT … FROM unnest($1, $2, …)`. The rows are inserted in
/// the order of the arrays.
template <class Entity, class Sent>
struct insert_arrays {
  using children = type_list<>;
  static constexpr int own_slots = sent_columns<Entity, Sent>::count;
};
// The engine binds them.
template <class Entity, class Sent>
struct slot_walk<insert_arrays<Entity, Sent>> : no_slots_below {};

/// The INSERT of arrays that does what an INSERT of structs does; void where there is none: where a value stands beside
/// those of the structs, or one struct may change what another has inserted, which one statement must not.
template <class Query>
struct by_arrays {
  using type = void;
};
template <class Entity, class Range, class Sent, class Returning>
  requires(sent_columns<Entity, Sent>::count != 0 && slot_count<Returning> == 0)
struct by_arrays<insert_query<Entity, insert_structs<Entity, Range, Sent>, no_conflict, Returning>> {
  using type = insert_query<Entity, insert_arrays<Entity, Sent>, no_conflict, Returning>;
};
template <class Entity, class Range, class Sent, class Target, class Returning>
  requires(sent_columns<Entity, Sent>::count != 0 && slot_count<Returning> == 0)
struct by_arrays<insert_query<Entity, insert_structs<Entity, Range, Sent>, conflict_do_nothing<Target>, Returning>> {
  using type = insert_query<Entity, insert_arrays<Entity, Sent>, conflict_do_nothing<Target>, Returning>;
};
template <class Query>
using by_arrays_t = typename by_arrays<Query>::type;

/// COPY … FROM STDIN, and then the values of the columns that the INSERT sends.
template <class Entity, class Sent>
struct copy_structs {
  using node_tag = statement_tag;
  using children = type_list<>;
  using rows = no_rows;
};

/// A query without rows: it tells the types of those columns, which COPY does not convert to.
template <class Entity, class Sent>
struct copied_columns {
  using node_tag = statement_tag;
  using children = type_list<>;
  using rows = no_rows;
};

/// Whether a dialect has a text for a statement.
template <class Query, class Dialect>
inline constexpr bool is_in_dialect = true;
template <class Entity, class Sent, class Dialect>
inline constexpr bool is_in_dialect<copy_structs<Entity, Sent>, Dialect> = Dialect::has_copy;
template <class Entity, class Sent, class Dialect>
inline constexpr bool is_in_dialect<copied_columns<Entity, Sent>, Dialect> = Dialect::has_copy;
template <class Entity, class Sent, class Conflict, class Returning, class Dialect>
inline constexpr bool is_in_dialect<insert_query<Entity, insert_arrays<Entity, Sent>, Conflict, Returning>, Dialect> =
    Dialect::inserts_arrays;

}  // namespace sqlalloy::inline v0
