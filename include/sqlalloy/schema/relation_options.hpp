// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/meta/reflect.hpp>
#include <sqlalloy/meta/type.hpp>
#include <sqlalloy/schema/inheritance.hpp>
#include <sqlalloy/schema/relation.hpp>

#include <cstddef>
#include <type_traits>

namespace sqlalloy::inline v0 {

/// Whether a member is that field of a struct.
template <auto Member, class Entity, std::size_t Field>
inline constexpr bool is_field = false;
template <auto Member, class Entity, std::size_t Field>
  requires std::is_same_v<meta::owner_t<Member>, Entity>
inline constexpr bool is_field<Member, Entity, Field> = meta::member_name<Member> == meta::field_names<Entity>[Field];

template <class T>
struct relation_target {
  using type = void;
};
template <class T>
struct relation_target<many<T>> {
  using type = T;
};
template <class T>
struct relation_target<one<T>> {
  using type = T;
};

template <class... Lists>
struct joined_lists {
  using type = type_list<>;
};
template <class... T>
struct joined_lists<type_list<T...>> {
  using type = type_list<T...>;
};
template <class... T, class... U, class... Lists>
struct joined_lists<type_list<T...>, type_list<U...>, Lists...> : joined_lists<type_list<T..., U...>, Lists...> {};

// What an option of a table says of the relation at `Field` by itself.
template <class Option, class Entity, std::size_t Field>
struct said_of_it {
  using type = type_list<>;
};
template <auto Member, class... Said, class Entity, std::size_t Field>
  requires is_field<Member, Entity, Field>
struct said_of_it<relation<Member, Said...>, Entity, Field> {
  using type = type_list<Said...>;
};

template <class Said, class Entity, std::size_t Field>
inline constexpr bool names_as_other_side = false;
template <auto Member, class Entity, std::size_t Field>
inline constexpr bool names_as_other_side<back_populates<Member>, Entity, Field> = is_field<Member, Entity, Field>;

/// The foreign keys that were named on the other side.
template <auto... Members>
struct foreign_keys_of_other {};

// What is so on both sides.
template <class Said>
struct said_of_both {
  using type = type_list<>;
};
template <auto... Members>
struct said_of_both<foreign_keys<Members...>> {
  using type = type_list<foreign_keys_of_other<Members...>>;
};
template <class Entity>
struct said_of_both<secondary<Entity>> {
  using type = type_list<secondary<Entity>>;
};

// What an option says of it as the other side of the relation that it is about.
template <class Option, class Entity, std::size_t Field>
struct said_of_other_side {
  using type = type_list<>;
};
template <auto Member, class... Said, class Entity, std::size_t Field>
  requires(names_as_other_side<Said, Entity, Field> || ...)
struct said_of_other_side<relation<Member, Said...>, Entity, Field>
    : joined_lists<type_list<back_populates<Member>>, typename said_of_both<Said>::type...> {};

template <template <class, class, std::size_t> class SaidBy, class Options, class Entity, std::size_t Field>
struct said_among;
template <template <class, class, std::size_t> class SaidBy, class... Options, class Entity, std::size_t Field>
struct said_among<SaidBy, type_list<Options...>, Entity, Field>
    : joined_lists<type_list<>, typename SaidBy<Options, Entity, Field>::type...> {};

// Of both tables; once where they are one.
template <class Entity, class Target>
struct options_of_both : joined_lists<options_of_t<Entity>, options_of_t<Target>> {};
template <class Entity>
struct options_of_both<Entity, Entity> {
  using type = options_of_t<Entity>;
};

template <class Entity, std::size_t Field, class Target = typename relation_target<meta::field_t<Entity, Field>>::type,
          class Options = typename options_of_both<Entity, Target>::type>
struct relation_options : joined_lists<typename said_among<said_of_it, Options, Entity, Field>::type,
                                       typename said_among<said_of_other_side, Options, Entity, Field>::type> {};

/// What the tables of both structs say of a relation: the options within `sa::relation`, its own before those that
/// follow from the other side's.
template <class Entity, std::size_t Field>
using relation_options_t = typename relation_options<Entity, Field>::type;

}  // namespace sqlalloy::inline v0
