// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/expr/case.hpp>
#include <sqlalloy/expr/null.hpp>
#include <sqlalloy/query/join.hpp>
#include <sqlalloy/query/search.hpp>

#include <type_traits>
#include <utility>

namespace sqlalloy::inline v0 {

/// Conditions that all must hold; some may be conditional clauses. What WHERE and HAVING hold.
template <class... Conditions>
struct conditions {
  using children = type_list<Conditions...>;
  [[no_unique_address]] meta::pack<Conditions...> parts;
};

/// The conditions with more of them.
template <class... Old, class... New>
[[gnu::always_inline]] constexpr conditions<Old..., New...> more_conditions(conditions<Old...>&& old, New&&... given) {
  return {meta::append_values(static_cast<meta::pack<Old...>&&>(old.parts), static_cast<New&&>(given)...)};
}

// Whether a condition, when true, proves that the column is not NULL. Only what must hold for every row counts:
// nothing under OR, NOT or when().
template <class Condition, class Column>
inline constexpr bool proves_not_null = false;
template <class Column>
inline constexpr bool proves_not_null<operation<is_not_null_operator, Column>, Column> = true;
template <class Left, class Right, class Column>
inline constexpr bool proves_not_null<operation<and_operator, Left, Right>, Column> =
    proves_not_null<Left, Column> || proves_not_null<Right, Column>;
template <class... Conditions, class Column>
inline constexpr bool proves_not_null<conditions<Conditions...>, Column> = (proves_not_null<Conditions, Column> || ...);

/// What decides whether an expression of the select list may be NULL: outer joins, WHERE, GROUP BY.
template <class From, class Where, bool Grouped>
struct scope {
  static constexpr bool grouped = Grouped;

  template <class Source>
  static constexpr bool is_outer = [] {
    return []<class... Ids>(type_list<Ids...>) {
      constexpr std::size_t index = place_of_columns<Source, Ids...>;
      if constexpr (index == sizeof...(Ids))
        return From::size != 0;  // of an enclosing query, whose joins are not known here (RETURNING has no FROM)
      else
        return From::outer[index];
    }(typename From::ids{});
  }();

  template <class Column>
  static constexpr bool is_proved = proves_not_null<Where, Column>;
};

template <class Node, class Scope>
struct null_in;

template <class List, class Scope>
struct nulls_among;
template <class... Nodes, class Scope>
struct nulls_among<type_list<Nodes...>, Scope> {
  static constexpr bool any = (null_in<Nodes, Scope>::value || ...);
  static constexpr bool all = (null_in<Nodes, Scope>::value && ...);
};

/// Whether the value of a node may be NULL in that scope.
template <class Node, class Scope>
struct null_in {
  static constexpr bool value = [] {
    if constexpr (rules::is_subquery<Node>)
      return nullable<typename Node::value_type>;
    else if constexpr (requires { typename Node::source; })
      return (nullable<typename Node::value_type> ||
              Scope::template is_outer<typename Node::source>)&&!Scope::template is_proved<Node>;
    else if constexpr (rules::is_aggregate<Node>)
      return Node::null_rule == nulls::always &&
             !(Scope::grouped && Node::is_whole && rows_give_a_value<typename Node::function> &&
               !nulls_among<typename Node::children, Scope>::any);
    else if constexpr (Node::null_rule == nulls::never || Node::null_rule == nulls::always)
      return Node::null_rule == nulls::always;
    else if constexpr (Node::null_rule == nulls::all_operands)
      return nulls_among<typename Node::children, Scope>::all;
    else
      return (Node::null_rule == nulls::own && nullable<typename Node::value_type>) ||
             nulls_among<typename Node::children, Scope>::any;
  }();
};

template <class Scope>
struct null_in<no_filter, Scope> {
  static constexpr bool value = false;
};

// Of CASE the results count, not the conditions.
template <class... Operands, class Scope>
struct null_in<operation<case_operator, Operands...>, Scope> {
  static constexpr bool value = [] {
    constexpr bool null[] = {null_in<Operands, Scope>::value...};
    constexpr std::size_t size = sizeof...(Operands);
    bool any = size % 2 == 0;  // without ELSE
    for (std::size_t i = 0; i != size; ++i)
      if ((i % 2 == 1 || i + 1 == size) && null[i]) any = true;
    return any;
  }();
};

/// The C++ type of an expression's value in that scope.
template <class Node, class Scope>
using value_in_t = with_null_t<null_in<Node, Scope>::value, base_value_t<Node>>;

}  // namespace sqlalloy::inline v0
