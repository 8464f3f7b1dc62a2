// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/expr/assignment.hpp>
#include <sqlalloy/expr/column.hpp>
#include <sqlalloy/expr/rules.hpp>
#include <sqlalloy/query/row.hpp>
#include <sqlalloy/schema/facts.hpp>
#include <sqlalloy/schema/keys.hpp>

#include <array>
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

/// Each assignment is to a column of the table.
template <class Entity, class... Assignments>
inline constexpr bool assignments_are_of_the_table =
    (std::is_same_v<typename Assignments::column::source, Entity> && ...);

template <class... Assignments>
consteval bool all_distinct() {
  const std::string_view names[] = {std::string_view(), meta::member_name<Assignments::column::member>...};
  for (std::size_t i = 1; i <= sizeof...(Assignments); ++i)
    for (std::size_t j = 1; j != i; ++j)
      if (names[i] == names[j]) return false;
  return true;
}

/// No column is set twice.
template <class... Assignments>
inline constexpr bool assignments_are_distinct = all_distinct<Assignments...>();

/// No column is set that the database computes.
template <class... Assignments>
inline constexpr bool assignments_spare_computed = (!column_facts_of<Assignments::column::member>.computed && ...);

// A column that is missing, as a type to be printed.
template <class Entity, std::size_t Position>
struct missing_column {};

template <class Entity>
struct required_columns {
  template <class... Assignments>
  static consteval std::size_t first_missing() {
    const std::string_view set[] = {std::string_view(), meta::member_name<Assignments::column::member>...};
    std::size_t index = 0;
    for (const column_facts& column : facts<Entity>.columns) {
      bool found = !column.is_required();
      for (const std::string_view name : set) found = found || name == column.member;
      if (!found) break;
      ++index;
    }
    return index;
  }

  template <class... Assignments>
  using missing = std::conditional_t<first_missing<Assignments...>() == facts<Entity>.columns.size(), void,
                                     missing_column<Entity, first_missing<Assignments...>()>>;
};

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
inline constexpr bool conflict_target_is_a_key = some_key_is_over<typename mapping<Entity>::options, Target>;

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
