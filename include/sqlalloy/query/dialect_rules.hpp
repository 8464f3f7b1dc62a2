// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/expr/ordering.hpp>
#include <sqlalloy/query/returning.hpp>
#include <sqlalloy/query/row_lock.hpp>
#include <sqlalloy/query/search.hpp>
#include <sqlalloy/query/slots.hpp>

#include <type_traits>

/// What only some databases know. A rule asks a constant of the dialect; of a query inside another one, whose dialect
/// is void, it asks nothing.
namespace sqlalloy::inline v0::rules {

/// RETURNING is known to the database, of an INSERT, of an UPDATE, of a DELETE.
template <class Dialect, class Returning>
inline constexpr bool dialect_returns_inserted = true;
template <class Dialect, class... Items>
  requires(!Dialect::has_insert_returning)
inline constexpr bool dialect_returns_inserted<Dialect, returning_list<Items...>> = false;

template <class Dialect, class Returning>
inline constexpr bool dialect_returns_updated = true;
template <class Dialect, class... Items>
  requires(!Dialect::has_update_returning)
inline constexpr bool dialect_returns_updated<Dialect, returning_list<Items...>> = false;

template <class Dialect, class Returning>
inline constexpr bool dialect_returns_deleted = true;
template <class Dialect, class... Items>
  requires(!Dialect::has_delete_returning)
inline constexpr bool dialect_returns_deleted<Dialect, returning_list<Items...>> = false;

// A sort key that has to be written twice, where there is no NULLS FIRST and NULL is the least value, and holds a value
// that the query binds once.
template <class Node>
inline constexpr bool repeats_a_value = false;
template <class Node, direction Direction, nulls_place Place>
inline constexpr bool repeats_a_value<ordering<Node, Direction, Place>> =
    Place == (Direction == direction::descending ? nulls_place::first : nulls_place::last) && slot_count<Node> != 0;

struct repeated_values {
  template <class Node>
  static consteval bool matches() {
    return repeats_a_value<Node>;
  }
  template <class Node>
  static consteval bool stops() {
    return false;
  }
};

template <class Dialect, class Query>
struct unplaced_nulls {
  using type = void;
};
template <class Dialect, class Query>
  requires(!Dialect::places_nulls)
struct unplaced_nulls<Dialect, Query> {
  using type = find_t<repeated_values, Query>;
};

template <class Dialect, class Query>
using unplaced_nulls_t = typename unplaced_nulls<Dialect, Query>::type;

/// NULLS FIRST and NULLS LAST can be said of every sort key.
template <class SortKey>
inline constexpr bool dialect_places_nulls = std::is_void_v<SortKey>;

// Whether one of the tables, or of all where none is named, stands on the optional side of a join.
template <class From, class Ids, class... Of>
inline constexpr bool has_optional_among = false;
template <class From, class... Ids, class... Of>
inline constexpr bool has_optional_among<From, type_list<Ids...>, Of...> =
    sizeof...(Of) == 0 ? From::has_optional : (From::outer[meta::index_of<Of, Ids...>] || ...);

template <class Dialect, class From, class Lock>
inline constexpr bool dialect_has_lock = true;
template <class Dialect, class From, lock_strength Strength, lock_wait Wait, class... Of>
inline constexpr bool dialect_has_lock<Dialect, From, row_lock<Strength, Wait, Of...>> =
    Dialect::has_lock(Strength, Wait, sizeof...(Of) != 0) &&
    (Dialect::locks_optional_rows || !has_optional_among<From, typename From::ids, Of...>);

// A query whose lock a database does not have, inner ones included.
template <class Dialect>
struct missing_locks {
  template <class Node>
  static consteval bool matches() {
    if constexpr (requires { typename Node::flags::lock; })
      return !dialect_has_lock<Dialect, typename Node::from_type, typename Node::flags::lock>;
    else
      return false;
  }
  template <class Node>
  static consteval bool stops() {
    return false;
  }
};
template <class Dialect, class Query>
struct missing_lock {
  using type = find_t<missing_locks<Dialect>, Query>;
};
template <class Query>
struct missing_lock<void, Query> {
  using type = void;
};

template <class Dialect, class Query>
using missing_lock_t = typename missing_lock<Dialect, Query>::type;

/// Rows can be locked as the query asks, on the database.
template <class Query>
inline constexpr bool dialect_locks_rows = std::is_void_v<Query>;

// The columns that were set already.
template <class... Columns>
struct columns_among {
  template <class Node>
  static consteval bool matches() {
    return meta::is_one_of<Node, Columns...>;
  }
  template <class Node>
  static consteval bool stops() {
    return false;
  }
};

template <class Set, class... Assignments>
struct column_set_before {
  using type = void;
};
template <class... Set, class First, class... More>
struct column_set_before<type_list<Set...>, First, More...>
    : column_set_before<type_list<Set..., typename First::column>, More...> {};
template <class... Set, class First, class... More>
  requires(has_match<columns_among<Set...>, First>())
struct column_set_before<type_list<Set...>, First, More...> {
  using type = find_t<columns_among<Set...>, First>;
};

template <class Dialect, class Assignments>
struct used_too_late {
  using type = void;
};
template <class Dialect, class... Assignments>
  requires(!Dialect::sets_at_once)
struct used_too_late<Dialect, type_list<Assignments...>> : column_set_before<type_list<>, Assignments...> {};

template <class Dialect, class Assignments>
using used_too_late_t = typename used_too_late<Dialect, Assignments>::type;

/// A value that is set is made of the row as it was.
template <class Column>
inline constexpr bool values_are_of_the_old_row = std::is_void_v<Column>;

}  // namespace sqlalloy::inline v0::rules
