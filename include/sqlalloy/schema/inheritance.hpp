// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/meta/member_path.hpp>
#include <sqlalloy/meta/type.hpp>
#include <sqlalloy/schema/table.hpp>

#include <cstddef>
#include <string_view>
#include <type_traits>

namespace sqlalloy::inline v0::meta {

template <class Found, class... Options>
struct first_key {
  using type = Found;
};

template <class Found, auto... Members, class... Options>
struct first_key<Found, primary_key<Members...>, Options...> {
  using type = columns<Members...>;
};

template <class Found, fixed_string Name, auto... Members, class... Options>
struct first_key<Found, named<Name, primary_key<Members...>>, Options...> {
  using type = columns<Members...>;
};

template <class Found, class Option, class... Options>
struct first_key<Found, Option, Options...> : first_key<Found, Options...> {};

template <class Found, class... Options>
auto key_among(type_list<Options...>) -> first_key<Found, Options...>;

}  // namespace sqlalloy::inline v0::meta

namespace sqlalloy::inline v0 {

// What the options of a table say of a struct that it inherits.
template <class Options>
struct base_in {
  using type = void;
};
template <auto Base, class... Actions, class... More>
struct base_in<type_list<inherits<Base, Actions...>, More...>> {
  using type = meta::value_t<Base>;
  using actions = type_list<Actions...>;
  static constexpr auto member = Base;
};
template <class First, class... More>
struct base_in<type_list<First, More...>> : base_in<type_list<More...>> {};

/// The struct that one is a kind of; void where it is of none.
template <class Entity>
using base_of_t = typename base_in<typename mapping<Entity>::options>::type;

template <class Entity>
inline constexpr bool has_base = !std::is_void_v<base_of_t<Entity>>;

template <class Entity, class Base = base_of_t<Entity>>
struct root_of : root_of<Base> {};
template <class Entity>
struct root_of<Entity, void> {
  using type = Entity;
};

/// The struct that all others of the hierarchy inherit.
template <class Entity>
using root_of_t = typename root_of<Entity>::type;

template <class Options>
inline constexpr std::string_view schema_in{};
template <fixed_string Name, class... More>
inline constexpr std::string_view schema_in<type_list<schema_name<Name>, More...>> = Name.view();
template <class First, class... More>
inline constexpr std::string_view schema_in<type_list<First, More...>> = schema_in<type_list<More...>>;

/// Whether the rows of a struct stand in the table of its base, among the others there: one of the same name, in the
/// same schema, which need not be said again.
template <class Entity, class Base = base_of_t<Entity>>
inline constexpr bool shares_table = [] {
  constexpr std::string_view schema = schema_in<typename mapping<Entity>::options>;
  return mapping<Entity>::name == mapping<Base>::name &&
         (schema.empty() || schema == schema_in<typename mapping<root_of_t<Base>>::options>);
}();
template <class Entity>
inline constexpr bool shares_table<Entity, void> = false;

/// Whether rows are of one struct or of another that it inherits.
template <class Entity, class Base>
inline constexpr bool is_kind_of = is_kind_of<base_of_t<Entity>, Base>;
template <class Entity>
inline constexpr bool is_kind_of<Entity, Entity> = true;
template <class Base>
inline constexpr bool is_kind_of<void, Base> = false;
template <>
inline constexpr bool is_kind_of<void, void> = false;

/// The place of the first of some structs that has the columns of another one, which is that or inherits it; their
/// number where none does.
template <class Entity, class... Entities>
inline constexpr std::size_t place_of_columns = [] {
  if constexpr (meta::is_one_of<Entity, Entities...>) {
    return meta::index_of<Entity, Entities...>;
  } else {
    const bool has[] = {is_kind_of<Entities, Entity>..., true};
    std::size_t place = 0;
    while (!has[place]) ++place;
    return place;
  }
}();

template <class Entity, class Base = base_of_t<Entity>>
struct hierarchy {
  using table_owner = std::conditional_t<shares_table<Entity>, typename hierarchy<Base>::table_owner, Entity>;
  using upper = std::conditional_t<shares_table<Entity>, typename hierarchy<Base>::upper, Base>;
};
template <class Entity>
struct hierarchy<Entity, void> {
  using table_owner = Entity;
  using upper = void;
};

/// The struct whose table it is.
template <class Entity>
using table_owner_t = typename hierarchy<Entity>::table_owner;

/// The struct that has the rest of each row in another table; void where there is none.
template <class Entity>
using upper_of_t = typename hierarchy<Entity>::upper;

// A member of the base, as one of the struct.
template <auto Base, auto Member>
struct member_of_base {
  static constexpr member_path<Base, Member> value{};
};
template <auto Base, auto... Members, member_path<Members...> Path>
struct member_of_base<Base, Path> {
  static constexpr member_path<Base, Members...> value{};
};

template <auto Base, class Columns>
struct columns_of_base;
template <auto Base, auto... Members>
struct columns_of_base<Base, columns<Members...>> {
  using type = columns<member_of_base<Base, Members>::value...>;
};

/// A member of what a struct inherits, however far, as one of the struct.
template <class Entity, class Base, auto Member>
struct member_as_seen {
  static constexpr auto value = member_of_base<base_in<typename mapping<Entity>::options>::member,
                                               member_as_seen<base_of_t<Entity>, Base, Member>::value>::value;
};
template <class Entity, auto Member>
struct member_as_seen<Entity, Entity, Member> {
  static constexpr auto value = Member;
};

template <class Entity, class Base = base_of_t<Entity>>
struct completed_options;

/// All that a table says. That of a struct which inherits another one has its key, too; in a table of its own the key
/// refers to that of the other.
template <class Entity>
using options_of_t = typename completed_options<Entity>::type;

template <class Entity>
struct completed_options<Entity, void> {
  using type = typename mapping<Entity>::options;
};
template <class Entity, class Base>
struct completed_options {
  using key_of_base = typename decltype(meta::key_among<columns<>>(options_of_t<Base>{}))::type;
  using key = typename columns_of_base<base_in<typename mapping<Entity>::options>::member, key_of_base>::type;

  template <class Key, class Actions>
  struct with;
  template <auto... Members, class... Actions>
  struct with<columns<Members...>, type_list<Actions...>> {
    using shared = meta::append_t<typename mapping<Entity>::options, primary_key<Members...>>;
    using own = meta::append_t<shared, foreign_key<key, key_of_base, Actions...>>;
  };
  using completed = with<key, typename base_in<typename mapping<Entity>::options>::actions>;
  using type = std::conditional_t<shares_table<Entity>, typename completed::shared, typename completed::own>;
};

// What the options of a table say of the kinds of its rows.
template <class Options>
struct discriminator_in {
  using type = columns<>;
};
template <auto Member, class... More>
struct discriminator_in<type_list<polymorphic_on<Member>, More...>> {
  using type = columns<Member>;
};
template <class First, class... More>
struct discriminator_in<type_list<First, More...>> : discriminator_in<type_list<More...>> {};

template <class Entity, class InRoot = typename discriminator_in<typename mapping<root_of_t<Entity>>::options>::type>
struct discriminator;
template <class Entity, auto... Member>
struct discriminator<Entity, columns<Member...>> {
  using type = columns<member_as_seen<Entity, root_of_t<Entity>, Member>::value...>;
};

/// The column that says of what kind a row is; `columns<>` where none does.
template <class Entity>
using discriminator_t = typename discriminator<Entity>::type;

template <class Entity>
inline constexpr bool is_polymorphic = !std::is_same_v<discriminator_t<Entity>, columns<>>;

template <class Options>
struct identity_in {
  static constexpr bool is_there = false;
};
template <constant Value, class... More>
struct identity_in<type_list<polymorphic_identity<Value>, More...>> {
  static constexpr bool is_there = true;
  static constexpr auto value = Value;
};
template <class First, class... More>
struct identity_in<type_list<First, More...>> : identity_in<type_list<More...>> {};

/// What the column says of the rows of a struct.
template <class Entity>
using identity_of = identity_in<typename mapping<Entity>::options>;

}  // namespace sqlalloy::inline v0
