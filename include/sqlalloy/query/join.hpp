// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/expr/comparison.hpp>
#include <sqlalloy/expr/logical.hpp>
#include <sqlalloy/query/source.hpp>
#include <sqlalloy/schema/keys.hpp>

#include <array>
#include <cstddef>

namespace sqlalloy::inline v0 {

enum class join_kind : unsigned char { inner, left, right, full, cross };

/// A clause that is not there.
struct no_clause {
  using children = type_list<>;
};

/// `JOIN source ON condition`
template <join_kind Kind, class Reference, class On>
struct join_clause {
  using reference = Reference;
  using on = On;
  using children = type_list<Reference, On>;
  static constexpr join_kind kind = Kind;

  [[no_unique_address]] meta::pack<Reference, On> parts;
};

/// FROM with its joins.
template <class Reference, class... Joins>
struct from_clause {
  using ids = type_list<typename Reference::id, typename Joins::reference::id...>;
  using entities = type_list<typename Reference::entity, typename Joins::reference::entity...>;
  using children = type_list<Reference, Joins...>;
  static constexpr std::size_t size = 1 + sizeof...(Joins);

  [[no_unique_address]] meta::pack<Reference, Joins...> parts;

  /// For each table whether its columns may be NULL because a row of another table found no partner.
  static constexpr std::array<bool, size> outer = [] {
    constexpr join_kind kinds[] = {join_kind::inner, Joins::kind...};
    std::array<bool, size> result{};
    for (std::size_t joined = 1; joined != size; ++joined) {
      if (kinds[joined] == join_kind::left || kinds[joined] == join_kind::full) result[joined] = true;
      if (kinds[joined] == join_kind::right || kinds[joined] == join_kind::full)
        for (std::size_t before = 0; before != joined; ++before) result[before] = true;
    }
    return result;
  }();

  /// Whether there is such a table.
  static constexpr bool has_optional = [] {
    for (const bool one : outer)
      if (one) return true;
    return false;
  }();

  /// Whether a join keeps rows of the table on its right that found no partner.
  static constexpr bool keeps_right = ((Joins::kind == join_kind::right || Joins::kind == join_kind::full) || ...);
  /// Whether a join does so with the tables on both sides.
  static constexpr bool keeps_both = ((Joins::kind == join_kind::full) || ...);
};

/// FROM that is left out: `SELECT 1`.
struct no_from {
  using ids = type_list<>;
  using entities = type_list<>;
  using children = type_list<>;
  static constexpr std::size_t size = 0;
  static constexpr std::array<bool, 1> outer{};
  static constexpr bool has_optional = false;
  static constexpr bool keeps_right = false;
  static constexpr bool keeps_both = false;
};

// An edge of the foreign-key graph between two tables in sight.
template <class Edge, class FromSource, class ToSource>
struct link {};

template <class Joined, class JoinedEntity, class Source, class Entity>
struct links_between {
  template <class... Out, class... In>
  static auto both(type_list<Out...>, type_list<In...>)
      -> type_list<link<Out, Joined, Source>..., link<In, Source, Joined>...>;
  using type = decltype(both(edges_t<JoinedEntity, Entity>{}, edges_t<Entity, JoinedEntity>{}));
};

template <class Joined, class JoinedEntity, class Source>
struct links_between<Joined, JoinedEntity, Source, void> {
  using type = type_list<>;  // a subquery has no keys
};

template <class Joined, class Source, class Entity>
  requires(!std::is_void_v<Entity>)
struct links_between<Joined, void, Source, Entity> {
  using type = type_list<>;
};

template <class... Lists>
struct concatenated {
  using type = type_list<>;
};
template <class... A>
struct concatenated<type_list<A...>> {
  using type = type_list<A...>;
};
template <class... A, class... B, class... More>
struct concatenated<type_list<A...>, type_list<B...>, More...> : concatenated<type_list<A..., B...>, More...> {};

template <class Reference, class Ids, class Entities>
struct links_of;
template <class Reference, class... Ids, class... Entities>
struct links_of<Reference, type_list<Ids...>, type_list<Entities...>>
    : concatenated<typename links_between<typename Reference::id, typename Reference::entity, Ids, Entities>::type...> {
};

// A table that is there already, and not under another name, is joined by no key; the rule for that speaks.
template <class Reference, class... Ids, class... Entities>
  requires is_read_already<typename Reference::id, Ids...>
struct links_of<Reference, type_list<Ids...>, type_list<Entities...>> {
  using type = type_list<void>;
};

/// The foreign keys, in either direction, between a table to be joined and those in FROM.
template <class Reference, class From>
using links_t = typename links_of<Reference, typename From::ids, typename From::entities>::type;

template <class... Conditions>
struct all_of;
template <class Condition>
struct all_of<Condition> {
  using type = Condition;
};
template <class First, class Second, class... More>
struct all_of<First, Second, More...> : all_of<operation<and_operator, First, Second>, More...> {};

template <class Link>
struct condition_of_link;
template <auto... From, class Target, auto... To, class... Actions, class FromSource, class ToSource>
struct condition_of_link<link<key_edge<columns<From...>, Target, columns<To...>, Actions...>, FromSource, ToSource>>
    : all_of<operation<equal_to, column<From, FromSource>, column<To, ToSource>>...> {};

/// ON as it follows from the foreign keys found; none, unless there is one of them: a rule has spoken.
template <class Links>
struct condition_of_links {
  using type = no_clause;
};
template <class Link>
  requires(!std::is_void_v<Link>)
struct condition_of_links<type_list<Link>> : condition_of_link<Link> {};

/// A join to a table, with or without a condition: the keys that it could follow (one where ON is given), and ON.
template <class From, class Reference, class... On>
struct join_to {
  using id = typename Reference::id;
  using links = links_t<Reference, From>;
  static constexpr auto condition() { return typename condition_of_links<links>::type{}; }
};
template <class From, class Reference, class On>
struct join_to<From, Reference, On> {
  using id = typename Reference::id;
  using links = type_list<On>;
  static constexpr On&& condition(On&& on) { return static_cast<On&&>(on); }
};

}  // namespace sqlalloy::inline v0
