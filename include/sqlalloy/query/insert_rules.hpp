// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/expr/assignment.hpp>
#include <sqlalloy/expr/column.hpp>
#include <sqlalloy/expr/rules.hpp>
#include <sqlalloy/query/row.hpp>
#include <sqlalloy/schema/facts.hpp>
#include <sqlalloy/schema/inheritance_rules.hpp>
#include <sqlalloy/schema/keys.hpp>
#include <sqlalloy/schema/rules.hpp>

#include <cstddef>
#include <string_view>
#include <type_traits>

namespace sqlalloy::inline v0 {

/// An INSERT that does not say yet what it inserts.
struct no_values {
  using children = type_list<>;
};

}  // namespace sqlalloy::inline v0

/// What SQL demands of INSERT and UPDATE.
namespace sqlalloy::inline v0::rules {

/// What `values()`, `set()` and `do_update()` take.
template <class T>
inline constexpr bool is_an_assignment = false;
template <class Column, class Value>
inline constexpr bool is_an_assignment<assignment<Column, Value>> = true;

template <class Entity, class... Columns>
consteval std::size_t first_of_another_table() {
  const bool own[] = {std::is_same_v<typename Columns::source, Entity>..., false};
  std::size_t index = 0;
  while (own[index]) ++index;
  return index;
}

template <class... Columns>
consteval std::size_t first_repeated() {
  const std::string_view names[] = {meta::member_name<Columns::member>..., std::string_view()};
  for (std::size_t index = 0; index != sizeof...(Columns); ++index)
    for (std::size_t before = 0; before != index; ++before)
      if (names[index] == names[before]) return index;
  return sizeof...(Columns);
}

template <class... Columns>
consteval std::size_t first_computed() {
  const bool computed[] = {column_facts_of<Columns::member>.computed..., true};
  std::size_t index = 0;
  while (!computed[index]) ++index;
  return index;
}

/// The first of the columns that is of another table; void where none is.
template <class Entity, class... Columns>
using foreign_column_t = typename culprit<first_of_another_table<Entity, Columns...>(), Columns...>::type;

/// The first of the columns that stands among them twice; void where none does.
template <class... Columns>
using repeated_column_t = typename culprit<first_repeated<Columns...>(), Columns...>::type;

/// The first of the columns that the database computes; void where it computes none.
template <class... Columns>
using computed_column_t = typename culprit<first_computed<Columns...>(), Columns...>::type;

/// Each column is one of the table.
template <class ForeignColumn, class Entity>
inline constexpr bool columns_are_of_the_table = std::is_void_v<ForeignColumn>;

/// No column is set twice.
template <class RepeatedColumn>
inline constexpr bool columns_are_distinct = std::is_void_v<RepeatedColumn>;

/// No column is set that the database computes.
template <class ComputedColumn>
inline constexpr bool columns_are_not_computed = std::is_void_v<ComputedColumn>;

// A column that is missing, as a type to be printed.
template <class Entity, fixed_string Member>
struct missing_column {};

template <class Entity, std::size_t Position>
consteval auto member_at() {
  constexpr std::string_view name = facts<Entity>.columns[Position].member;
  char text[name.size() + 1]{};
  for (std::size_t i = 0; i != name.size(); ++i) text[i] = name[i];
  return fixed_string<name.size() + 1>(text);
}

template <class Entity, std::size_t Position>
struct missing_at {
  using type = missing_column<Entity, member_at<Entity, Position>()>;
};
template <class Entity, std::size_t Position>
  requires(Position == facts<Entity>.columns.size())
struct missing_at<Entity, Position> {
  using type = void;
};

template <class Entity, class... Columns>
consteval std::size_t first_missing() {
  const std::string_view set[] = {std::string_view(), meta::member_name<Columns::member>...};
  std::size_t index = 0;
  for (const column_facts& column : facts<Entity>.columns) {
    bool found = !column.is_required();
    for (const std::string_view name : set) found = found || name == column.member;
    if (!found) break;
    ++index;
  }
  return index;
}

template <class Entity, class ForeignColumn, class... Columns>
struct missing_among {
  using type = void;
};
template <class Entity, class... Columns>
struct missing_among<Entity, void, Columns...> : missing_at<Entity, first_missing<Entity, Columns...>()> {};

/// The first column that is NOT NULL, has no default and is not among `Columns`; void where there is none, or where a
/// column of another table stands in its place.
template <class Entity, class ForeignColumn, class... Columns>
using missing_column_t = typename missing_among<Entity, ForeignColumn, Columns...>::type;

/// Every column that is NOT NULL and has no default is set.
template <class MissingColumn>
inline constexpr bool required_columns_are_set = std::is_void_v<MissingColumn>;

template <class Option, auto... Members>
inline constexpr bool is_key_over = false;
template <auto... Of, auto... Members>
  requires(sizeof...(Of) == sizeof...(Members))
inline constexpr bool is_key_over<primary_key<Of...>, Members...> = [] {
  const std::string_view key[] = {meta::member_name<Of>...};
  const std::string_view wanted[] = {meta::member_name<Members>...};
  for (const std::string_view one : wanted) {
    bool found = false;
    for (const std::string_view other : key) found = found || one == other;
    if (!found) return false;
  }
  return true;
}();
template <auto... Of, auto... Members>
inline constexpr bool is_key_over<unique<Of...>, Members...> = is_key_over<primary_key<Of...>, Members...>;
template <fixed_string Name, class Constraint, auto... Members>
inline constexpr bool is_key_over<named<Name, Constraint>, Members...> = is_key_over<Constraint, Members...>;

template <class Options, class Target>
inline constexpr bool some_key_is_over = false;
template <class... Options, auto... Members>
inline constexpr bool some_key_is_over<type_list<Options...>, columns<Members...>> =
    sizeof...(Members) == 0 || (is_key_over<Options, Members...> || ...);

/// The conflict target is the primary key or a unique constraint of the table.
template <class Entity, class Target>
inline constexpr bool conflict_target_is_a_key = false;
template <class Entity, auto... Members>
inline constexpr bool conflict_target_is_a_key<Entity, columns<Members...>> =
    (std::is_same_v<meta::owner_t<Members>, Entity> && ...) &&
    some_key_is_over<options_of_t<Entity>, columns<Members...>>;

/// DO UPDATE says which key it is about.
template <class Target>
inline constexpr bool conflict_target_is_named = !std::is_same_v<Target, columns<>>;

/// An INSERT says what it inserts.
template <class Source>
inline constexpr bool insert_has_values = !std::is_same_v<Source, no_values>;

template <class Columns, class Row>
inline constexpr bool select_fits_columns = false;
/// The query has one column of a fitting type for each that is filled.
template <auto... Members, class Keys, class... Values>
  requires(sizeof...(Members) == sizeof...(Values))
inline constexpr bool select_fits_columns<columns<Members...>, row<Keys, Values...>> =
    ((types_compare<meta::value_t<Members>, Values> && (nullable<meta::value_t<Members>> || !nullable<Values>)) && ...);

}  // namespace sqlalloy::inline v0::rules
