// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/expr/aggregate.hpp>
#include <sqlalloy/expr/column.hpp>
#include <sqlalloy/expr/window.hpp>
#include <sqlalloy/meta/type.hpp>
#include <sqlalloy/query/source.hpp>
#include <sqlalloy/schema/keys.hpp>

#include <type_traits>

/// Looking through a tree of nodes for the one that breaks a rule. A search says what it `matches` and where it
/// `stops`; the answer is the node's type, because that is what the compiler prints.
namespace sqlalloy::inline v0::rules {

template <class Search, class Node>
consteval bool has_match();

template <class Search, class... Nodes>
consteval bool match_among(type_list<Nodes...>) {
  for (const bool found : {false, has_match<Search, Nodes>()...})  // no fold: clang stops at 256 operands
    if (found) return true;
  return false;
}

/// Whether the search matches a node or one below it.
template <class Search, class Node>
consteval bool has_match() {
  if constexpr (Search::template matches<Node>())
    return true;
  else if constexpr (Search::template stops<Node>())
    return false;
  else if constexpr (requires { typename Node::children; })
    return match_among<Search>(typename Node::children{});
  else
    return false;  // no node at all: another rule speaks
}

// Asked only where there is a match.
template <class Search, class... Nodes>
struct first_match;
template <class Search, class List>
struct first_match_among;
template <class Search, class... Nodes>
struct first_match_among<Search, type_list<Nodes...>> : first_match<Search, Nodes...> {};

template <class Search, class Node, class... More>
struct first_match<Search, Node, More...> : first_match<Search, More...> {};
template <class Search, class Node, class... More>
  requires(has_match<Search, Node>() && !Search::template matches<Node>())
struct first_match<Search, Node, More...> : first_match_among<Search, typename Node::children> {};
template <class Search, class Node, class... More>
  requires(Search::template matches<Node>())
struct first_match<Search, Node, More...> {
  using type = Node;
};

template <bool Found, class Search, class... Nodes>
struct match_or_void {
  using type = void;
};
template <class Search, class... Nodes>
struct match_or_void<true, Search, Nodes...> : first_match<Search, Nodes...> {};

/// The first node below `Nodes` that the search matches; void where there is none.
template <class Search, class... Nodes>
using find_t = typename match_or_void<match_among<Search>(type_list<Nodes...>{}), Search, Nodes...>::type;

/// A query inside the query: its own scope.
template <class Node>
inline constexpr bool is_subquery = requires { typename Node::inner_query; };

template <class Node>
inline constexpr bool is_aggregate = false;
template <class Function, bool Distinct, class Filter, class... Operands>
inline constexpr bool is_aggregate<aggregate<Function, Distinct, Filter, Operands...>> = true;

template <class Node>
inline constexpr bool is_window = false;
template <class Function, class Partition, class Order>
inline constexpr bool is_window<window<Function, Partition, Order>> = true;

/// Functions over windows of this query's rows.
struct windows {
  template <class Node>
  static consteval bool matches() {
    return is_window<Node>;
  }
  template <class Node>
  static consteval bool stops() {
    return is_subquery<Node>;
  }
};

/// Columns whose table is none of `Sources`, and inner queries that are correlated with such a table.
template <class... Sources>
struct strays {
  template <class Node>
  static consteval bool matches() {
    if constexpr (is_subquery<Node>)
      return any_out_of_sight(typename Node::correlated{});
    else if constexpr (requires { typename Node::source; })
      return place_of_columns<typename Node::source, Sources...> == sizeof...(Sources);
    else
      return false;
  }
  template <class Node>
  static consteval bool stops() {
    return is_subquery<Node>;
  }

 private:
  template <class... Correlated>
  static consteval bool any_out_of_sight(type_list<Correlated...>) {
    return (!meta::is_one_of<Correlated, Sources...> || ...);
  }
};

/// Aggregates of this query (not those of a window or an inner query).
struct aggregates {
  template <class Node>
  static consteval bool matches() {
    return is_aggregate<Node>;
  }
  template <class Node>
  static consteval bool stops() {
    return is_subquery<Node> || is_window<Node>;
  }
};

// A whole struct is one of its group where its key is (SQL:1999, T301 "Functional dependencies").
template <class Key, class Source, class... Grouped>
inline constexpr bool key_is_grouped = false;
template <auto First, auto... Rest, class Source, class... Grouped>
inline constexpr bool key_is_grouped<columns<First, Rest...>, Source, Grouped...> =
    meta::is_one_of<column<First, Source>, Grouped...> && (meta::is_one_of<column<Rest, Source>, Grouped...> && ...);

template <class Node, class... Grouped>
inline constexpr bool is_grouped = meta::is_one_of<Node, Grouped...>;
template <auto Member, class Source, class... Grouped>
inline constexpr bool is_grouped<column<Member, Source>, Grouped...> =
    meta::is_one_of<column<Member, Source>, Grouped...> || meta::is_one_of<Source, Grouped...> ||
    key_is_grouped<primary_key_t<meta::owner_t<Member>>, Source, Grouped...>;
template <class Source, class Entity, class... Grouped>
inline constexpr bool is_grouped<entity_item<Source, Entity>, Grouped...> =
    key_is_grouped<primary_key_t<Entity>, Source, Grouped...>;

/// Columns outside of aggregates and of the expressions in `Grouped`, where a table stands for all of its columns.
template <class... Grouped>
struct bare_columns {
  template <class Node>
  static consteval bool matches() {
    return requires { typename Node::source; } && !is_grouped<Node, Grouped...>;
  }
  template <class Node>
  static consteval bool stops() {
    return is_subquery<Node> || is_aggregate<Node> || is_grouped<Node, Grouped...>;
  }
};

}  // namespace sqlalloy::inline v0::rules
