// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/meta/reflect.hpp>
#include <sqlalloy/meta/type.hpp>
#include <sqlalloy/schema/column_fields.hpp>
#include <sqlalloy/schema/facts.hpp>
#include <sqlalloy/schema/keys.hpp>
#include <sqlalloy/type/codec.hpp>

#include <cstddef>
#include <type_traits>

/// What a struct must be to be a table. A rule is one bool over the culprit, which the compiler prints with it.
namespace sqlalloy::inline v0::rules {

/// The type at an index of a list; void behind its end. It is what the compiler prints of a broken rule.
template <std::size_t Index, class... Types>
struct culprit : meta::nth<Index, Types...> {};
template <std::size_t Index, class... Types>
  requires(Index == sizeof...(Types))
struct culprit<Index, Types...> {
  using type = void;
};

/// The fields of the class can be found.
template <class Entity>
inline constexpr bool can_be_reflected = meta::is_reflectable<Entity>;

// Of a composite that is a std::optional another rule speaks.
template <class Entity, std::size_t... I>
consteval bool fields_have_codecs(std::index_sequence<I...>) {
  for (const bool has : {true, sql_value<column_field_t<Entity, I>> ||
                                   shape_of_field<column_field_t<Entity, I>>.fault != composite_fault::none...})
    if (!has) return false;
  return true;
}

/// Every field has a type that a column may have.
template <class Entity>
inline constexpr bool every_field_has_a_codec = [] {
  if constexpr (can_be_reflected<Entity>)
    return fields_have_codecs<Entity>(std::make_index_sequence<column_fields<Entity>::size>{});
  else
    return true;  // the rule above speaks
}();

template <class Entity, class Options = options_of_t<Entity>>
struct stray_option;
template <class Entity, class... Options>
struct stray_option<Entity, type_list<Options...>> : culprit<facts<Entity>.stray_option, Options...> {};

/// The first option of the table that names what is no column of the struct; void where there is none.
template <class Entity>
using stray_option_t = typename stray_option<Entity>::type;

/// The options of a table name columns of its struct.
template <class Entity, class StrayOption>
inline constexpr bool options_name_own_fields = std::is_void_v<StrayOption>;

template <class Entity>
consteval std::size_t find_faulty_field() {
  std::size_t field = 0;
  while (column_fields<Entity>::shapes[field].fault == composite_fault::none) ++field;
  return field;
}

// What the compiler prints of a composite that cannot be one.
template <composite_fault Fault, class Composite>
struct composite_with {};

template <class Entity>
struct faulty_composite {
  using type = void;
};
template <class Entity>
  requires(column_fields<Entity>::shape.fault != composite_fault::none)
struct faulty_composite<Entity> {
  static constexpr std::size_t field = find_faulty_field<Entity>();
  using type = composite_with<column_fields<Entity>::shapes[field].fault, meta::field_t<Entity, field>>;
};

/// The first composite that is more, or less, than columns of the struct around; void where there is none.
template <class Entity>
using faulty_composite_t = typename faulty_composite<Entity>::type;

/// A composite is nothing but columns of the struct around: it is always there, and has neither relations nor a table.
template <class FaultyComposite>
inline constexpr bool composites_are_columns = std::is_void_v<FaultyComposite>;

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
template <>
inline constexpr bool key_has_the_types_of_its_target<void> = true;

/// A foreign key that names no columns refers to a primary key: `Edge` is one that finds none.
template <class Edge>
inline constexpr bool foreign_key_has_a_target = std::is_void_v<Edge>;

// The foreign key of an option, if it is at fault; else void.
template <class Option, class Edge = typename edge_of<Option>::type>
struct keyless_edge : std::conditional<std::is_same_v<typename Edge::to, columns<>>, Edge, void> {};
template <class Option>
struct keyless_edge<Option, void> {
  using type = void;
};

template <class Option, class Edge = typename edge_of<Option>::type>
struct mismatched_edge
    : std::conditional<std::is_same_v<typename Edge::to, columns<>> || key_has_the_types_of_its_target<Edge>, void,
                       Edge> {};
template <class Option>
struct mismatched_edge<Option, void> {
  using type = void;
};

template <auto Member, class Entity = meta::owner_t<Member>>
inline constexpr bool is_whole_integer_key = [] {
  for (const column_facts& column : facts<Entity>.columns)
    if (column.primary_key != (column.member == meta::member_name<Member>)) return false;
  const sql_type type = facts<Entity>.column(meta::member_name<Member>).type;
  return type == sql_type::smallint || type == sql_type::integer || type == sql_type::bigint;
}();

// An option that has a column numbered which is not the key, or no integer.
template <class Option>
struct unnumbered_column {
  using type = void;
};
template <auto Member>
struct unnumbered_column<autoincrement<Member, true>>
    : std::conditional<is_whole_integer_key<Member>, void, autoincrement<Member, true>> {};

/// The database numbers a column of integers that is the whole primary key.
template <class Option>
inline constexpr bool numbered_column_is_the_key = std::is_void_v<Option>;

/// Each column of a table has a name of its own.
template <class Entity>
inline constexpr bool column_names_differ = [] {
  const auto& columns = facts<Entity>.columns;
  for (std::size_t index = 0; index != columns.size(); ++index)
    for (std::size_t before = 0; before != index; ++before)
      if (columns[before].name == columns[index].name && columns[before].base_table == columns[index].base_table)
        return false;
  return true;
}();

template <class... Faults>
consteval std::size_t first_fault() {
  const bool none[] = {std::is_void_v<Faults>..., false};
  std::size_t index = 0;
  while (none[index]) ++index;
  return index;
}

template <class... Faults>
using first_fault_t = typename culprit<first_fault<Faults...>(), Faults...>::type;

template <template <class...> class Fault, class Options>
struct fault_among;
template <template <class...> class Fault, class... Options>
struct fault_among<Fault, type_list<Options...>> {
  using type = first_fault_t<typename Fault<Options>::type...>;
};

/// What is wrong with the options of tables, by a `Fault` over one option: the first of its answers that is not void.
template <template <class...> class Fault, class... Entities>
using fault_in_tables_t = first_fault_t<typename fault_among<Fault, options_of_t<Entities>>::type...>;

}  // namespace sqlalloy::inline v0::rules
