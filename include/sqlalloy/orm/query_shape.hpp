// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/expr/operation.hpp>
#include <sqlalloy/orm/joined_query.hpp>
#include <sqlalloy/orm/read_rows.hpp>
#include <sqlalloy/query/cardinality.hpp>
#include <sqlalloy/query/join.hpp>
#include <sqlalloy/query/search.hpp>

#include <array>
#include <cstddef>
#include <type_traits>
#include <utility>

namespace sqlalloy::inline v0 {

/// What a query gives in a session, by its FROM, its rows and its options: one value for each row, or each object once.
template <class Clause, class Row, class Joined, class... Eager>
struct query_shape {
  using value_type = typename tracked_row<Row>::type;
  using object = void;  ///< of what each value is the handle; void where it is none
  using levels = type_list<>;
};
template <class Clause, class Row, class Joined>
  requires(!sql_value<Row> && !is_row<Row> && !nullable<Row>)
struct query_shape<Clause, Row, Joined> {
  using value_type = tracked<Row>;
  using object = Row;
  using levels = Joined;
};

// Whether a node says that two columns are equal.
template <class Node, class One, class Other>
inline constexpr bool says_equal = false;
template <class Left, class Right, class One, class Other>
inline constexpr bool says_equal<operation<equal_to, Left, Right>, One, Other> =
    (is_same_column<Left, One> && is_same_column<Right, Other>) ||
    (is_same_column<Left, Other> && is_same_column<Right, One>);

// A search for that in ON.
template <class One, class Other>
struct equality_of {
  template <class Node>
  static consteval bool matches() {
    return says_equal<Node, One, Other>;
  }
  template <class Node>
  static consteval bool stops() {
    return rules::is_subquery<Node>;
  }
};

// Whether FROM joins two tables by a foreign key.
template <class Edge>
struct edge_in_from;
template <auto... From, class Target, auto... To, class... Actions>
struct edge_in_from<key_edge<columns<From...>, Target, columns<To...>, Actions...>> {
  template <class Clause, class FromSource, class ToSource>
  static constexpr bool joins =
      (rules::has_match<equality_of<column<From, FromSource>, column<To, ToSource>>, Clause>() && ...);
};

// The same by what a relation goes by; `Sources` are all tables of FROM.
template <class Relation, class Clause, class Owner, class Target, class... Sources>
consteval bool is_joined(type_list<Sources...>) {
  if constexpr (Relation::kind == relation_kind::many_to_many)
    return ((edge_in_from<typename Relation::to_owner>::template joins<Clause, Sources, Owner> &&
             edge_in_from<typename Relation::to_target>::template joins<Clause, Sources, Target>) ||
            ...);
  else if constexpr (Relation::kind == relation_kind::one_to_many)
    return edge_in_from<typename Relation::edge>::template joins<Clause, Target, Owner>;
  else if constexpr (Relation::kind == relation_kind::many_to_one)
    return edge_in_from<typename Relation::edge>::template joins<Clause, Owner, Target>;
  else
    return false;  // a rule has spoken
}
template <class Relation, class Clause, class OwnerItem, class TargetItem>
inline constexpr bool joins_items = false;
template <class Relation, class Clause, class Owner, class Target>
  requires(!std::is_same_v<Owner, Target>)
inline constexpr bool joins_items<Relation, Clause, entity_item<Owner, typename Relation::owner>,
                                  entity_item<Target, typename Relation::target>> =
    is_joined<Relation, Clause, Owner, Target>(typename Clause::ids{});

/// The objects of two relations may stand at a place of a row.
struct ambiguous_level {};

/// Which relation of those that contains_eager() names has the objects at a place of a row: the one by whose foreign
/// key their table is joined. Where no ON tells, it goes by the struct, if that leaves one place and one relation.
template <class Clause, class Row, class... Eager>
struct eager_places;
template <class Clause, class... Items, class... Values, class... Relations>
struct eager_places<Clause, row<type_list<Items...>, Values...>, contains_eager_option<Relations>...> {
  static constexpr std::size_t size = sizeof...(Items);
  using places = std::array<std::size_t, size>;

  /// A place from 1 on; 0: none.
  struct choice {
    std::size_t relations = 0;  ///< how many fit
    std::size_t relation = 0;   ///< the last one of these
    std::size_t owner = 0;
  };

  static consteval choice at(std::size_t place) {
    choice found;
    const auto note = [&found](std::size_t relation, std::size_t owner) {
      if (owner != 0) found = {found.relations + 1, relation, owner};
    };
    for (std::size_t one = 0; one != sizeof...(Relations); ++one) note(one, joined[one][place]);
    if (found.relations != 0) return found;
    for (std::size_t one = 0; one != sizeof...(Relations); ++one) {
      if (!of_target[one][place] || is_told(one)) continue;
      note(one, owners[one]);
      for (std::size_t other = 1; other != size; ++other)
        if (other != place && of_target[one][other] && !has_relation(other)) note(one, owners[one]);
    }
    return found;
  }

 private:
  template <class Relation, class Target>
  static consteval std::size_t joined_owner() {
    std::size_t place = 0;
    for (const bool joins : {joins_items<Relation, Clause, Items, Target>...}) {
      ++place;
      if (joins) return place;
    }
    return 0;
  }
  template <class Relation>
  static consteval std::size_t first_owner() {
    constexpr std::size_t place = meta::index_of<typename Relation::owner, remove_optional_t<Values>...>;
    return place < size ? place + 1 : 0;
  }
  template <class Relation>
  static constexpr places joined_of{joined_owner<Relation, Items>()...};
  template <class Relation>
  static constexpr places of_target_of{std::is_same_v<typename Relation::target, remove_optional_t<Values>>...};

  static constexpr places joined[sizeof...(Relations)] = {joined_of<Relations>...};
  static constexpr places of_target[sizeof...(Relations)] = {of_target_of<Relations>...};
  static constexpr std::size_t owners[sizeof...(Relations)] = {first_owner<Relations>()...};

  static consteval bool has_relation(std::size_t place) {
    for (const places& one : joined)
      if (one[place] != 0) return true;
    return false;
  }
  static consteval bool is_told(std::size_t relation) {
    for (const std::size_t owner : joined[relation])
      if (owner != 0) return true;
    return false;
  }
};

template <class Places, std::size_t Place, class... Eager>
struct eager_level;
template <class Places, std::size_t Place, class... Relations>
struct eager_level<Places, Place, contains_eager_option<Relations>...> {
  static consteval auto level() {
    constexpr auto found = Places::at(Place);
    if constexpr (found.relations == 0)
      return std::type_identity<void>{};  // a rule speaks
    else if constexpr (found.relations == 1)
      return std::type_identity<joined_level<meta::nth_t<found.relation, Relations...>, found.owner - 1>>{};
    else
      return std::type_identity<ambiguous_level>{};  // another one does
  }
  using type = typename decltype(level())::type;
};

template <class Places, class Behind, class... Eager>
struct eager_levels;
template <class Places, std::size_t... Behind, class... Eager>
struct eager_levels<Places, std::index_sequence<Behind...>, Eager...> {
  using type = type_list<typename eager_level<Places, Behind + 1, Eager...>::type...>;
};

template <class Clause, class Keys, class First, class... Values, class Joined, class Eager, class... MoreEager>
struct query_shape<Clause, row<Keys, First, Values...>, Joined, Eager, MoreEager...> {
  using value_type = tracked<remove_optional_t<First>>;
  using object = remove_optional_t<First>;
  using levels = typename eager_levels<eager_places<Clause, row<Keys, First, Values...>, Eager, MoreEager...>,
                                       std::index_sequence_for<Values...>, Eager, MoreEager...>::type;
};

template <class Clause, class Row, class Joined, class Options>
struct shape_by;
template <class Clause, class Row, class Joined, class... Eager>
struct shape_by<Clause, Row, Joined, type_list<Eager...>> {
  using type = query_shape<Clause, Row, Joined, Eager...>;
};

template <class Query>
struct from_of {
  using type = no_from;
};
template <class Query>
  requires requires { typename Query::from_type; }
struct from_of<Query> {
  using type = typename Query::from_type;
};

template <class Done, class... Options>
struct eager_options {
  using type = Done;
};
template <class... Done, class Relation, class... More>
struct eager_options<type_list<Done...>, contains_eager_option<Relation>, More...>
    : eager_options<std::conditional_t<meta::is_one_of<contains_eager_option<Relation>, Done...>, type_list<Done...>,
                                       type_list<Done..., contains_eager_option<Relation>>>,
                    More...> {};
template <class Done, class Option, class... More>
struct eager_options<Done, Option, More...> : eager_options<Done, More...> {};

template <class Query, class... Options>
using query_shape_t = typename shape_by<typename from_of<Query>::type, row_t<Query>, joined_levels_t<Options...>,
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

/// It is known of which, where several of them have such objects.
template <class Levels>
inline constexpr bool relations_are_told_apart = true;
template <class... Levels>
inline constexpr bool relations_are_told_apart<type_list<Levels...>> =
    !(std::is_same_v<Levels, ambiguous_level> || ...);

}  // namespace sqlalloy::inline v0::rules
