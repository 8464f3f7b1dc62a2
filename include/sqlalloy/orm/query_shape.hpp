// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/orm/joined_query.hpp>
#include <sqlalloy/orm/read_rows.hpp>

#include <cstddef>
#include <type_traits>
#include <utility>

namespace sqlalloy::inline v0 {

/// What a query gives in a session, by its rows and its options: one value for each row, or each object once.
template <class Row, class Joined, class... Eager>
struct query_shape {
  using value_type = typename tracked_row<Row>::type;
  using object = void;  ///< of what each value is the handle; void where it is none
  using levels = type_list<>;
};
template <class Row, class Joined>
  requires(!sql_value<Row> && !is_row<Row> && !nullable<Row>)
struct query_shape<Row, Joined> {
  using value_type = tracked<Row>;
  using object = Row;
  using levels = Joined;
};

// The place of a struct in a row.
template <class Entity, class Row>
inline constexpr std::size_t place_in_row = 0;
template <class Entity, class Keys, class... Values>
inline constexpr std::size_t place_in_row<Entity, row<Keys, Values...>> =
    meta::index_of<Entity, remove_optional_t<Values>...>;

template <class Entity, class Row, class... Eager>
struct eager_level {
  using type = void;  // a rule speaks
};
template <class Entity, class Row, class Relation, class... Eager>
struct eager_level<Entity, Row, contains_eager_option<Relation>, Eager...> : eager_level<Entity, Row, Eager...> {};
template <class Entity, class Row, class Relation, class... Eager>
  requires std::is_same_v<typename Relation::target, Entity>
struct eager_level<Entity, Row, contains_eager_option<Relation>, Eager...> {
  using type = joined_level<Relation, place_in_row<typename Relation::owner, Row>>;
};

template <class Keys, class First, class... Values, class Joined, class Eager, class... MoreEager>
struct query_shape<row<Keys, First, Values...>, Joined, Eager, MoreEager...> {
  using value_type = tracked<remove_optional_t<First>>;
  using object = remove_optional_t<First>;
  using levels = type_list<
      typename eager_level<remove_optional_t<Values>, row<Keys, First, Values...>, Eager, MoreEager...>::type...>;
};

template <class Row, class Joined, class Options>
struct shape_by;
template <class Row, class Joined, class... Eager>
struct shape_by<Row, Joined, type_list<Eager...>> {
  using type = query_shape<Row, Joined, Eager...>;
};

template <class Done, class... Options>
struct eager_options {
  using type = Done;
};
template <class... Done, class Relation, class... More>
struct eager_options<type_list<Done...>, contains_eager_option<Relation>, More...>
    : eager_options<type_list<Done..., contains_eager_option<Relation>>, More...> {};
template <class Done, class Option, class... More>
struct eager_options<Done, Option, More...> : eager_options<Done, More...> {};

template <class Query, class... Options>
using query_shape_t = typename shape_by<row_t<Query>, joined_levels_t<Options...>,
                                        typename eager_options<type_list<>, Options...>::type>::type;

template <class Query>
inline constexpr bool has_limit = false;
template <class Flags, class List, class From, class Where, class Groups, class Having, class Order, class Limit,
          class Offset>
inline constexpr bool has_limit<select_query<Flags, List, From, Where, Groups, Having, Order, Limit, Offset>> =
    !std::is_same_v<Limit, no_clause> || !std::is_same_v<Offset, no_clause>;

}  // namespace sqlalloy::inline v0

namespace sqlalloy::inline v0::rules {

template <class Level>
inline constexpr bool makes_more_rows = false;
template <class Relation, std::size_t Parent, class... Options>
inline constexpr bool makes_more_rows<joined_level<Relation, Parent, Options...>> = Relation::is_collection;

/// LIMIT counts rows, of which a joined collection makes several for one object.
template <class Query, class Levels>
inline constexpr bool limit_counts_objects = true;
template <class Query, class... Levels>
inline constexpr bool limit_counts_objects<Query, type_list<Levels...>> =
    !has_limit<Query> || !(makes_more_rows<Levels> || ...);

/// Each struct behind the first in a row is the object of a relation that contains_eager() names; asked where the
/// options are about the query at all.
template <class Levels, bool IsAsked>
inline constexpr bool row_has_a_relation_for_each_struct = true;
template <class... Levels>
inline constexpr bool row_has_a_relation_for_each_struct<type_list<Levels...>, true> = !(std::is_void_v<Levels> || ...);

}  // namespace sqlalloy::inline v0::rules
