// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/expr/column.hpp>
#include <sqlalloy/expr/comparison.hpp>
#include <sqlalloy/expr/logical.hpp>
#include <sqlalloy/expr/ordering.hpp>
#include <sqlalloy/orm/loading.hpp>
#include <sqlalloy/query/select.hpp>
#include <sqlalloy/schema/relation_facts.hpp>

#include <cstddef>
#include <type_traits>
#include <utility>

namespace sqlalloy::inline v0 {

/// A relation that is loaded by the rows of the query itself; `Parent` is the place of the objects that have it, in the
/// row, and `Options` are those nested in it that are done afterwards.
template <class Relation, std::size_t Parent, class... Options>
struct joined_level {
  using relation = Relation;
  static constexpr std::size_t parent = Parent;
};

// The options in a list of a kind.
template <class Done, class... Options>
struct done_afterwards {
  using type = Done;
};
template <class... Done, class Relation, class... Nested, class... More>
struct done_afterwards<type_list<Done...>, selectin_option<Relation, Nested...>, More...>
    : done_afterwards<type_list<Done..., selectin_option<Relation, Nested...>>, More...> {};
template <class... Done, class... Kinds, class... More>
struct done_afterwards<type_list<Done...>, selectin_polymorphic_option<Kinds...>, More...>
    : done_afterwards<type_list<Done..., selectin_polymorphic_option<Kinds...>>, More...> {};
template <class Done, class Option, class... More>
struct done_afterwards<Done, Option, More...> : done_afterwards<Done, More...> {};

template <class Relation, std::size_t Parent, class Options>
struct level_with;
template <class Relation, std::size_t Parent, class... Options>
struct level_with<Relation, Parent, type_list<Options...>> {
  using type = joined_level<Relation, Parent, Options...>;
};

/// The relations that `sa::joined()` options load, each behind the one that it is nested in. The objects of the n-th
/// stand at place n of the row, those of the query at place 0.
template <class Done, std::size_t Parent, class... Options>
struct joined_levels {
  using type = Done;
};
template <class... Done, std::size_t Parent, class Relation, class... Nested, class... More>
struct joined_levels<type_list<Done...>, Parent, joined_option<Relation, Nested...>, More...>
    : joined_levels<
          typename joined_levels<
              type_list<Done..., typename level_with<Relation, Parent,
                                                     typename done_afterwards<type_list<>, Nested...>::type>::type>,
              sizeof...(Done) + 1, Nested...>::type,
          Parent, More...> {};
template <class Done, std::size_t Parent, class Option, class... More>
struct joined_levels<Done, Parent, Option, More...> : joined_levels<Done, Parent, More...> {};

template <class... Options>
using joined_levels_t = typename joined_levels<type_list<>, 0, Options...>::type;

// The names by which joined tables go: joined_1, and joined_1_by for a table between.
template <std::size_t Level>
consteval auto joined_name() {
  char text[] = "joined_00";
  text[7] = static_cast<char>('0' + Level / 10);
  text[8] = static_cast<char>('0' + Level % 10);
  return fixed_string<sizeof(text)>(text);
}
template <std::size_t Level>
consteval auto joined_table_name() {
  char text[] = "joined_00_by";
  text[7] = static_cast<char>('0' + Level / 10);
  text[8] = static_cast<char>('0' + Level % 10);
  return fixed_string<sizeof(text)>(text);
}

/// The table whose objects stand at a place of the row.
template <class Entity, std::size_t Place>
struct joined_source {
  using type = aliased<Entity, joined_name<Place>()>;
};
template <class Entity>
struct joined_source<Entity, 0> {
  using type = Entity;
};

template <class Edge>
struct edge_between;
template <auto... From, class Target, auto... To, class... Actions>
struct edge_between<key_edge<columns<From...>, Target, columns<To...>, Actions...>> {
  /// The condition that joins the two tables under the names that they have.
  template <class FromSource, class ToSource>
  static constexpr auto condition() {
    return (... && (column<From, FromSource>{} == column<To, ToSource>{}));
  }
};

template <class Source, auto Member>
constexpr auto order_in_source(column<Member>) {
  return column<Member, Source>{};
}
template <class Source, auto Member, direction Direction, nulls_place Place>
constexpr auto order_in_source(ordering<column<Member>, Direction, Place>) {
  return ordering<column<Member, Source>, Direction, Place>{};
}

template <class Source, auto... Keys, class Query>
constexpr auto ordered_by_collection(collection_order<Keys...>, Query query) {
  if constexpr (sizeof...(Keys) == 0)
    return query;
  else
    return std::move(query).order_by(order_in_source<Source>(Keys)...);
}

/// The query with one more table joined, and its columns.
template <class Relation, std::size_t Parent, std::size_t Place, class Query>
constexpr auto join_level(Query query) {
  using owner = typename joined_source<typename Relation::owner, Parent>::type;
  using target = typename joined_source<typename Relation::target, Place>::type;
  auto wider = with_item(std::move(query), entity_item<target, typename Relation::target>{});
  if constexpr (Relation::kind == relation_kind::many_to_many) {
    using between = aliased<typename Relation::secondary, joined_table_name<Place>()>;
    return ordered_by_collection<target>(
        typename Relation::order{},
        std::move(wider)
            .left_join(between{}, edge_between<typename Relation::to_owner>::template condition<between, owner>())
            .left_join(target{}, edge_between<typename Relation::to_target>::template condition<between, target>()));
  } else if constexpr (Relation::kind == relation_kind::one_to_many) {
    return ordered_by_collection<target>(
        typename Relation::order{},
        std::move(wider).left_join(target{},
                                   edge_between<typename Relation::edge>::template condition<target, owner>()));
  } else {
    return std::move(wider).left_join(target{},
                                      edge_between<typename Relation::edge>::template condition<owner, target>());
  }
}

/// A select with one more item in its list.
template <class Flags, class... Items, class From, class Where, class Groups, class Having, class Order, class Limit,
          class Offset, class Item>
constexpr auto with_item(
    select_query<Flags, select_list<Items...>, From, Where, Groups, Having, Order, Limit, Offset> query, Item item) {
  using list = select_list<Items..., Item>;
  return select_query<Flags, list, From, Where, Groups, Having, Order, Limit, Offset>{
      {list{meta::append_values(std::move(query.list_).get().parts, std::move(item))}},
      std::move(query.from_),
      std::move(query.where_),
      std::move(query.groups_),
      std::move(query.having_),
      std::move(query.order_),
      std::move(query.limit_),
      std::move(query.offset_)};
}

/// The query with all that its options join.
template <std::size_t Place, class Query>
constexpr auto join_levels(type_list<>, Query query) {
  return query;
}
template <std::size_t Place, class Level, class... Levels, class Query>
constexpr auto join_levels(type_list<Level, Levels...>, Query query) {
  return join_levels<Place + 1>(type_list<Levels...>{},
                                join_level<typename Level::relation, Level::parent, Place>(std::move(query)));
}

}  // namespace sqlalloy::inline v0
