// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/meta/constant.hpp>
#include <sqlalloy/schema/facts.hpp>
#include <sqlalloy/schema/rules.hpp>
#include <sqlalloy/type/nullable.hpp>

#include <string_view>
#include <type_traits>

/// What structs that inherit others must be. A rule is one bool over the culprit, which the compiler prints with it.
namespace sqlalloy::inline v0::rules {

template <bool IsAtFault, class Entity>
using culprit_if = std::conditional_t<IsAtFault, Entity, void>;

/// The rows of a struct stand in one table, so that one statement writes them.
template <class Entity>
inline constexpr bool rows_stand_in_one_table = std::is_void_v<upper_of_t<Entity>>;

/// What a struct inherits is there, too: `Culprit` is a struct whose base is not.
template <class Culprit>
inline constexpr bool base_is_there = std::is_void_v<Culprit>;

template <class Entity, class... Entities>
inline constexpr bool lacks_base = has_base<Entity> && !meta::is_one_of<base_of_t<Entity>, Entities...>;
template <class... Entities>
using baseless_t = first_fault_t<culprit_if<lacks_base<Entities, Entities...>, Entities>...>;

/// The same, where the rows stand in the table of the base.
template <class... Entities>
using tableless_t = first_fault_t<culprit_if<shares_table<Entities> && lacks_base<Entities, Entities...>, Entities>...>;

/// A session knows by 64 bits which columns of an object it has: those of a struct that others inherit leave room.
template <class Culprit>
inline constexpr bool base_leaves_bits = std::is_void_v<Culprit>;

template <class Entity>
consteval bool has_wide_base() {
  if constexpr (has_base<Entity>)
    return column_fields<base_of_t<Entity>>::size > 63;
  else
    return false;
}
template <class... Entities>
using wide_t = first_fault_t<culprit_if<has_wide_base<Entities>(), Entities>...>;

/// Where structs inherit one, a column says of what kind a row is.
template <class Culprit>
inline constexpr bool kinds_are_told_apart = std::is_void_v<Culprit>;

template <class... Entities>
using kindless_t = first_fault_t<culprit_if<has_base<Entities> && !is_polymorphic<Entities>, Entities>...>;

template <class Value, class Identity>
inline constexpr bool is_value_of = std::is_same_v<Value, Identity>;
template <class Value, class Identity>
  requires(std::is_integral_v<Value> && std::is_integral_v<Identity>)
inline constexpr bool is_value_of<Value, Identity> = true;  // whether it fits is asked of it
template <class Value>
inline constexpr bool is_value_of<Value, std::string_view> = std::is_constructible_v<Value, std::string_view>;

template <class Entity>
consteval bool has_stray_identity() {
  if constexpr (identity_of<Entity>::is_there) {
    if constexpr (is_polymorphic<Entity>)
      return []<auto Member>(columns<Member>) {
        using value = meta::value_t<Member>;
        constexpr auto identity = plain_value(identity_of<Entity>::value);
        if constexpr (nullable<value> || !is_value_of<value, std::remove_const_t<decltype(identity)>>)
          return true;
        else if constexpr (std::is_integral_v<value>)
          return static_cast<value>(identity) != identity;
        else
          return false;
      }(discriminator_t<Entity>{});
    else
      return !has_base<Entity>;  // of the others another rule speaks
  } else {
    return false;
  }
}
template <class... Entities>
using stray_identity_t = first_fault_t<culprit_if<has_stray_identity<Entities>(), Entities>...>;

/// What stands for a struct is a value of the column that tells kinds apart, which is never NULL.
template <class Culprit>
inline constexpr bool identity_is_a_value_of_the_column = std::is_void_v<Culprit>;

template <class One, class Other>
consteval bool have_one_identity() {
  if constexpr (std::is_same_v<One, Other> || !std::is_same_v<root_of_t<One>, root_of_t<Other>>)
    return false;
  else if constexpr (identity_of<One>::is_there && identity_of<Other>::is_there)
    return plain_value(identity_of<One>::value) == plain_value(identity_of<Other>::value);
  else
    return false;
}
template <class Entity, class... Entities>
inline constexpr bool has_taken_identity = (have_one_identity<Entity, Entities>() || ...);
template <class... Entities>
using taken_identity_t = first_fault_t<culprit_if<has_taken_identity<Entities, Entities...>, Entities>...>;

/// Each struct has a value of its own there.
template <class Culprit>
inline constexpr bool identities_differ = std::is_void_v<Culprit>;

}  // namespace sqlalloy::inline v0::rules
