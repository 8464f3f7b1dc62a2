// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/meta/reflect.hpp>
#include <sqlalloy/meta/type.hpp>
#include <sqlalloy/schema/facts.hpp>
#include <sqlalloy/schema/keys.hpp>
#include <sqlalloy/type/codec.hpp>

#include <cstddef>
#include <type_traits>

/// What a struct must be to be a table. A rule is one bool over the culprit, which the compiler prints with it.
namespace sqlalloy::inline v0::rules {

/// The fields of the class can be found.
template <class Entity>
inline constexpr bool can_be_reflected = meta::is_reflectable<Entity>;

template <class Entity, std::size_t... I>
consteval bool fields_have_codecs(std::index_sequence<I...>) {
  for (const bool has : {true, sql_value<meta::field_t<Entity, I>>...})
    if (!has) return false;
  return true;
}

/// Every field has a type that a column may have.
template <class Entity>
inline constexpr bool every_field_has_a_codec = [] {
  if constexpr (can_be_reflected<Entity>)
    return fields_have_codecs<Entity>(std::make_index_sequence<meta::field_count<Entity>>{});
  else
    return true;  // the rule above speaks
}();

/// The table says what identifies a row.
template <class Entity>
inline constexpr bool table_has_a_key = has_primary_key<Entity>;

template <class From, class To>
struct same_types;

template <auto... From, auto... To>
struct same_types<columns<From...>, columns<To...>> {
  static constexpr bool value = false;
};

template <auto... From, auto... To>
  requires(sizeof...(From) == sizeof...(To))
struct same_types<columns<From...>, columns<To...>> {
  static constexpr bool value =
      (std::is_same_v<remove_optional_t<meta::value_t<From>>, remove_optional_t<meta::value_t<To>>> && ...);
};

/// Both sides of a foreign key have the same types.
template <class Edge>
inline constexpr bool key_has_the_types_of_its_target = same_types<typename Edge::from, typename Edge::to>::value;

}  // namespace sqlalloy::inline v0::rules
