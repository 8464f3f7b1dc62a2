// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/expr/conditional.hpp>
#include <sqlalloy/expr/ordering.hpp>

#include <utility>

namespace sqlalloy::inline v0 {

namespace rules {

template <class Clause>
inline constexpr bool key_has_an_order<optional_clause<Clause>> = key_has_an_order<Clause>;
template <class... Clauses>
inline constexpr bool key_has_an_order<choice_of_clauses<Clauses...>> = (key_has_an_order<Clauses> && ...);

}  // namespace rules

template <class T>
inline constexpr bool is_sort_key = sortable<T>;
template <fixed_string Name>
inline constexpr bool is_sort_key<name<Name>> = true;
template <class Clause>
inline constexpr bool is_sort_key<optional_clause<Clause>> = is_sort_key<Clause>;
template <class... Clauses>
inline constexpr bool is_sort_key<choice_of_clauses<Clauses...>> = (is_sort_key<Clauses> && ...);

/// What ORDER BY takes: an expression, `sa::desc(…)`, the name of a result column, a `when()` or `choose()` of these.
template <class T>
concept sort_key = is_sort_key<T>;

/// What ORDER BY writes for a key: a labelled expression of the select list goes by its name, so that the values in it
/// are bound once.
template <class Node>
constexpr Node as_sort_key(Node node) {
  return node;
}
template <class Node, fixed_string Name>
constexpr name<Name> as_sort_key(label<Node, Name>) {
  return {};
}
template <class Node, fixed_string Name, direction Direction, nulls_place Place>
constexpr ordering<name<Name>, Direction, Place> as_sort_key(ordering<label<Node, Name>, Direction, Place>) {
  return {};
}
template <class Clause>
constexpr auto as_sort_key(optional_clause<Clause> key) {
  return when(key.on, as_sort_key(meta::get<0>(std::move(key.parts))));
}
template <class... Clauses, std::size_t... Index>
constexpr auto choose_sort_key(choice_of_clauses<Clauses...> key, std::index_sequence<Index...>) {
  return choose(key.chosen, as_sort_key(meta::get<Index>(std::move(key.parts)))...);
}
template <class... Clauses>
constexpr auto as_sort_key(choice_of_clauses<Clauses...> key) {
  return choose_sort_key(std::move(key), std::index_sequence_for<Clauses...>{});
}

}  // namespace sqlalloy::inline v0
