// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/expr/column.hpp>
#include <sqlalloy/expr/logical.hpp>
#include <sqlalloy/meta/pack.hpp>
#include <sqlalloy/query/delete.hpp>
#include <sqlalloy/query/select.hpp>
#include <sqlalloy/query/update.hpp>
#include <sqlalloy/schema/metadata.hpp>

#include <array>
#include <cstddef>
#include <type_traits>
#include <utility>

namespace sqlalloy::inline v0 {

/// A table under its own name, as a criterion sees it.
template <class Entity>
struct plain_source {
  template <class Column>
  constexpr Column operator[](Column of) const {
    return of;
  }
};
template <class Id>
struct criterion_source {
  using type = plain_source<Id>;
};
template <class Entity, fixed_string Name>
struct criterion_source<aliased<Entity, Name>> {
  using type = aliased<Entity, Name>;
};

/// A condition on all rows of a struct that a session reads.
template <class Entity, class Condition>
struct criterion_of {
  using entity = Entity;
  [[no_unique_address]] Condition condition;
};

template <class T>
inline constexpr bool is_criterion = false;
template <class Entity, class Condition>
inline constexpr bool is_criterion<criterion_of<Entity, Condition>> = true;

/// Whether a criterion is about a struct: its own, or one that inherits that.
template <class Criterion, class Entity>
inline constexpr bool is_about = is_kind_of<Entity, typename Criterion::entity>;

/// A table as a criterion on what its struct inherits sees it.
template <class Base, class Entity, class Source>
struct source_of_kind {
  [[no_unique_address]] Source source;

  template <auto Member>
  constexpr auto operator[](column<Member>) const {
    return source[column<member_as_seen<Entity, Base, Member>::value>{}];
  }
};

}  // namespace sqlalloy::inline v0

namespace sqlalloy::inline v0::rules {

/// A criterion gives a condition on the columns of its table.
template <class Condition, class Entity>
inline constexpr bool criterion_is_a_condition = clause_is_a_condition<Condition>;
template <class Condition, class Entity>
  requires clause_is_a_condition<Condition>
inline constexpr bool criterion_is_a_condition<Condition, Entity> =
    std::is_void_v<stray_t<type_list<Entity>, Condition>> && !is_conditional<Condition>;

template <class Criteria, class Entities>
inline constexpr bool concern_any = false;
template <class Criteria, class... Entities>
inline constexpr bool concern_any<Criteria, type_list<Entities...>> = (Criteria::template concern<Entities> || ...);

/// FULL JOIN keeps the rows of both sides, so that no place is left for a criterion on either.
template <class Query, class Criteria>
inline constexpr bool criteria_have_a_place = true;
template <class Query, class Criteria>
  requires(Query::from_type::keeps_both)
inline constexpr bool criteria_have_a_place<Query, Criteria> =
    !concern_any<Criteria, typename Query::from_type::entities>;

}  // namespace sqlalloy::inline v0::rules

namespace sqlalloy::inline v0 {

/// A condition that a session adds to each of its queries of a struct, wherever that stands in them: soft deletion,
/// tenants. `sa::criterion(sa::tables<User>, [](auto user) { return user[sa::col<&User::left>] == std::nullopt; })`.
///
/// The function is called with the table, under the name that it has in the query, and may hold values.
/// SQLAlchemy's `with_loader_criteria()`.
template <class Entity, class Condition>
constexpr auto criterion(metadata<Entity>, Condition condition) {
  using given = std::invoke_result_t<const Condition&, plain_source<Entity>>;
  static_assert(rules::criterion_is_a_condition<given, Entity>,
                "sqlalloy: criterion() gives no condition on the table; compare a column of it with something");
  return criterion_of<Entity, Condition>{std::move(condition)};
}

/// The criteria of a session.
template <class... Criterion>
struct criteria {
  [[no_unique_address]] meta::pack<Criterion...> all;

  template <class Entity>
  static constexpr bool concern = (is_about<Criterion, Entity> || ...);

  /// What they say of a table, under the name that it has.
  template <class Entity, class Source>
  constexpr auto condition_on(Source source) const {
    return gather<Entity, 0>(source);
  }

 private:
  template <class Base, class Entity, class Source>
  static constexpr auto seen_as(Source source) {
    if constexpr (std::is_same_v<Base, Entity>)
      return source;
    else
      return source_of_kind<Base, Entity, Source>{source};
  }
  template <class Entity, std::size_t Next, class Source, class... Found>
  constexpr auto gather(Source source, Found... found) const {
    if constexpr (Next == sizeof...(Criterion))
      return (static_cast<Found&&>(found) && ...);
    else if constexpr (is_about<meta::element_t<Next, meta::pack<Criterion...>>, Entity>)
      return gather<Entity, Next + 1>(
          source, std::move(found)...,
          meta::get<Next>(all).condition(
              seen_as<typename meta::element_t<Next, meta::pack<Criterion...>>::entity, Entity>(source)));
    else
      return gather<Entity, Next + 1>(source, std::move(found)...);
  }
};

/// The criteria of two lists.
template <class... Old, class... Given>
constexpr criteria<Old..., Given...> more_criteria(const criteria<Old...>& old, criteria<Given...> given) {
  return [&]<std::size_t... I>(std::index_sequence<I...>) {
    auto all = old.all;
    return criteria<Old..., Given...>{meta::append_values(std::move(all), std::move(meta::get<I>(given.all))...)};
  }(std::index_sequence_for<Given...>{});
}

/// Where the criteria of a table stand: in the ON of a join, or in WHERE (0). What a join may do without is looked at
/// where it is joined, for WHERE would drop the row of the other side: by LEFT JOIN the new table, by RIGHT JOIN those
/// before it.
template <class... Joins>
inline constexpr auto places_of_criteria = [] {
  constexpr join_kind kinds[] = {join_kind::inner, Joins::kind...};
  std::array<std::size_t, sizeof...(Joins) + 1> places{};
  for (std::size_t table = 0; table != places.size(); ++table) {
    if (kinds[table] == join_kind::left) places[table] = table;
    for (std::size_t join = table + 1; places[table] == 0 && join != places.size(); ++join)
      if (kinds[join] == join_kind::right) places[table] = join;
  }
  return places;
}();

// The condition of a place with what the criteria say of its tables.
template <std::size_t Place, std::size_t Table, const auto& Places, class Criteria, class On>
constexpr auto guarded_on(const Criteria&, On on, type_list<>) {
  return on;
}
template <std::size_t Place, std::size_t Table, const auto& Places, class Criteria, class On, class Reference,
          class... References>
constexpr auto guarded_on(const Criteria& all, On on, type_list<Reference, References...>) {
  using entity = typename Reference::entity;
  constexpr bool is_here = Places[Table] == Place && Criteria::template concern<entity>;
  if constexpr (is_here)
    return guarded_on<Place, Table + 1, Places>(
        all,
        std::move(on) && all.template condition_on<entity>(typename criterion_source<typename Reference::id>::type{}),
        type_list<References...>{});
  else
    return guarded_on<Place, Table + 1, Places>(all, std::move(on), type_list<References...>{});
}

template <std::size_t Place, const auto& Places, class Criteria, join_kind Kind, class Reference, class On,
          class References>
constexpr auto guarded_join(const Criteria& all, const join_clause<Kind, Reference, On>& joined, References tables) {
  if constexpr (std::is_same_v<On, no_clause>) {
    return joined;
  } else {
    auto on = guarded_on<Place, 0, Places>(all, meta::get<1>(joined.parts), tables);
    return join_clause<Kind, Reference, decltype(on)>{{meta::get<0>(joined.parts), std::move(on)}};
  }
}

template <class Criteria, class Reference, class... Joins, std::size_t... I>
constexpr auto guarded_from(const Criteria& all, const from_clause<Reference, Joins...>& from,
                            std::index_sequence<I...>) {
  constexpr type_list<Reference, typename Joins::reference...> tables;
  constexpr const auto& places = places_of_criteria<Joins...>;
  return from_clause<Reference, decltype(guarded_join<I + 1, places>(all, meta::get<I + 1>(from.parts), tables))...>{
      {meta::get<0>(from.parts), guarded_join<I + 1, places>(all, meta::get<I + 1>(from.parts), tables)...}};
}

template <std::size_t Table, const auto& Places, class Criteria, class Query>
constexpr auto guarded_by_where(const Criteria&, type_list<>, Query query) {
  return query;
}
template <std::size_t Table, const auto& Places, class Criteria, class Reference, class... References, class Query>
constexpr auto guarded_by_where(const Criteria& all, type_list<Reference, References...>, Query query) {
  using entity = typename Reference::entity;
  constexpr bool is_here = Places[Table] == 0 && Criteria::template concern<entity>;
  if constexpr (is_here)
    return guarded_by_where<Table + 1, Places>(all, type_list<References...>{},
                                               std::move(query).where(all.template condition_on<entity>(
                                                   typename criterion_source<typename Reference::id>::type{})));
  else
    return guarded_by_where<Table + 1, Places>(all, type_list<References...>{}, std::move(query));
}

/// A statement with what the criteria of a session say of its tables; tables of inner queries are passed over.
template <class Criteria, class Query>
constexpr Query guarded(const Criteria&, Query query) {
  return query;
}
template <class First, class... More, class Flags, class List, class Reference, class... Joins, class Where,
          class Groups, class Having, class Order, class Limit, class Offset>
constexpr auto guarded(
    const criteria<First, More...>& all,
    select_query<Flags, List, from_clause<Reference, Joins...>, Where, Groups, Having, Order, Limit, Offset> query) {
  auto from = guarded_from(all, query.from_.get(), std::index_sequence_for<Joins...>{});
  return guarded_by_where<0, places_of_criteria<Joins...>>(
      all, type_list<Reference, typename Joins::reference...>{},
      select_query<Flags, List, decltype(from), Where, Groups, Having, Order, Limit, Offset>{std::move(query.list_),
                                                                                             {std::move(from)},
                                                                                             std::move(query.where_),
                                                                                             std::move(query.groups_),
                                                                                             std::move(query.having_),
                                                                                             std::move(query.order_),
                                                                                             std::move(query.limit_),
                                                                                             std::move(query.offset_)});
}
template <class First, class... More, class Entity, class Set, class Where, class Returning>
constexpr auto guarded(const criteria<First, More...>& all, update_query<Entity, Set, Where, Returning> query) {
  return guarded_by_where<0, places_of_criteria<>>(all, type_list<table_reference<Entity>>{}, std::move(query));
}
template <class First, class... More, class Entity, class Where, class Returning>
constexpr auto guarded(const criteria<First, More...>& all, delete_query<Entity, Where, Returning> query) {
  return guarded_by_where<0, places_of_criteria<>>(all, type_list<table_reference<Entity>>{}, std::move(query));
}

}  // namespace sqlalloy::inline v0
