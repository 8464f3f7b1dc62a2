// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/schema/inheritance.hpp>

#include <type_traits>

namespace sqlalloy::inline v0 {

/// The columns of the primary key: `sa::columns<&User::id>`; `sa::columns<>` for a table without one.
template <class Entity>
using primary_key_t = typename decltype(meta::key_among<columns<>>(options_of_t<Entity>{}))::type;

template <class Entity>
inline constexpr bool has_primary_key = !std::is_same_v<primary_key_t<Entity>, columns<>>;

/// A foreign key with both of its sides spelled out.
template <class From, class Target, class To, class... Actions>
struct key_edge {
  using from = From;
  using target = Target;
  using to = To;
};

template <class Option>
struct edge_of {
  using type = void;  // not a foreign key
};

template <auto Member, class Target, class... Actions>
struct edge_of<references<Member, Target, Actions...>> {
  using type = key_edge<columns<Member>, Target, primary_key_t<Target>, Actions...>;
};

template <auto... From, auto First, auto... Rest, class... Actions>
struct edge_of<foreign_key<columns<From...>, columns<First, Rest...>, Actions...>> {
  using type = key_edge<columns<From...>, meta::owner_t<First>, columns<First, Rest...>, Actions...>;
};

template <fixed_string Name, class Constraint>
struct edge_of<named<Name, Constraint>> : edge_of<Constraint> {};

// The target alone: may be asked while the target is incomplete.
template <class Option>
struct target_of {
  using type = void;
};

template <auto Member, class Target, class... Actions>
struct target_of<references<Member, Target, Actions...>> {
  using type = Target;
};

template <auto... From, auto First, auto... Rest, class... Actions>
struct target_of<foreign_key<columns<From...>, columns<First, Rest...>, Actions...>> {
  using type = meta::owner_t<First>;
};

template <fixed_string Name, class Constraint>
struct target_of<named<Name, Constraint>> : target_of<Constraint> {};

}  // namespace sqlalloy::inline v0

namespace sqlalloy::inline v0::meta {

template <class Target, class Found, class... Options>
struct edges_among {
  using type = Found;
};

template <class Target, class... Found, class Option, class... Options>
struct edges_among<Target, type_list<Found...>, Option, Options...>
    : edges_among<Target, type_list<Found...>, Options...> {};

template <class Target, class... Found, class Option, class... Options>
  requires std::is_same_v<typename target_of<Option>::type, Target>
struct edges_among<Target, type_list<Found...>, Option, Options...>
    : edges_among<Target, type_list<Found..., typename edge_of<Option>::type>, Options...> {};

template <class Target, class... Options>
auto edges_to(type_list<Options...>) -> edges_among<Target, type_list<>, Options...>;

}  // namespace sqlalloy::inline v0::meta

namespace sqlalloy::inline v0 {

template <class Entity, class Target, class Base = base_of_t<Entity>>
struct edges_between;

/// The foreign keys of `Entity` that refer to `Target`, those of what it inherits among them: a list of `key_edge`.
template <class Entity, class Target>
using edges_t = typename edges_between<Entity, Target>::type;

template <class Entity, class Target>
struct edges_between<Entity, Target, void> {
  using type = typename decltype(meta::edges_to<Target>(options_of_t<Entity>{}))::type;
};
template <class Entity, class Target, class Base>
struct edges_between {
  template <class Edge>
  struct inherited;
  template <class From, class To, class... Actions>
  struct inherited<key_edge<From, Target, To, Actions...>> {
    using from = typename columns_of_base<base_in<typename mapping<Entity>::options>::member, From>::type;
    using type = key_edge<from, Target, To, Actions...>;
  };
  template <class... Own, class... Inherited>
  static auto both(type_list<Own...>, type_list<Inherited...>)
      -> type_list<Own..., typename inherited<Inherited>::type...>;
  using type = decltype(both(typename decltype(meta::edges_to<Target>(options_of_t<Entity>{}))::type{},
                             edges_t<Base, Target>{}));
};

}  // namespace sqlalloy::inline v0
