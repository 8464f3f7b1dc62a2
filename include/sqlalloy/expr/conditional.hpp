// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/expr/expression.hpp>
#include <sqlalloy/meta/pack.hpp>

#include <cstddef>
#include <utility>

namespace sqlalloy::inline v0 {

/// A clause that is there or not, as a value of the program decides when the query is made. Each doubles the number of
/// constant texts that the query has.
template <class Clause>
struct optional_clause {
  using children = type_list<Clause>;
  static constexpr std::size_t ways = 2;
  static constexpr std::size_t first_way = 1;  // in which the clause is there

  bool on;
  [[no_unique_address]] meta::pack<Clause> parts;

  constexpr std::size_t way() const { return on; }
};

/// One of several clauses, as a value of the program decides when the query is made.
template <class... Clauses>
struct choice_of_clauses {
  using children = type_list<Clauses...>;
  static constexpr std::size_t ways = sizeof...(Clauses);
  static constexpr std::size_t first_way = 0;

  std::size_t chosen;
  [[no_unique_address]] meta::pack<Clauses...> parts;

  constexpr std::size_t way() const { return chosen < ways ? chosen : ways - 1; }
};

template <class T>
inline constexpr bool is_conditional = false;
template <class Clause>
inline constexpr bool is_conditional<optional_clause<Clause>> = true;
template <class... Clauses>
inline constexpr bool is_conditional<choice_of_clauses<Clauses...>> = true;

/// Calls `f` with the clause that a conditional clause takes, where it takes one.
template <class Conditional, class F>
constexpr void with_clause_taken(const Conditional& conditional, F& f) {
  std::size_t way = Conditional::first_way;
  const auto one = [&](const auto& clause) {
    if (way++ == conditional.way()) f(clause);
  };
  conditional.parts.each(one);
}

/// The clause where the condition holds, else nothing: `.where(sa::when(only_adults, sa::col<&User::age> >= 18))`.
template <class Clause>
  requires(!is_conditional<Clause>)
constexpr optional_clause<Clause> when(bool condition, Clause clause) {
  return {condition, {std::move(clause)}};
}

/// The clause at that index (the last where it is too great): `.order_by(sa::choose(by, by_name, by_age))`.
template <class... Clauses>
  requires(sizeof...(Clauses) != 0 && (!is_conditional<Clauses> && ...))
constexpr choice_of_clauses<Clauses...> choose(std::size_t index, Clauses... clauses) {
  return {index, {std::move(clauses)...}};
}

}  // namespace sqlalloy::inline v0
