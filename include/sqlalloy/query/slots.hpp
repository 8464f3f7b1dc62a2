// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/expr/bind.hpp>
#include <sqlalloy/expr/conditional.hpp>
#include <sqlalloy/expr/param.hpp>
#include <sqlalloy/expr/range.hpp>

#include <cstddef>
#include <type_traits>

namespace sqlalloy::inline v0 {

/// One field of a struct that is inserted.
template <class Value>
struct bound_field {
  using value_type = Value;
  using children = type_list<>;
  const Value& value;
};

/// Whether a node is a place for a value in the text.
template <class Node>
inline constexpr bool is_slot = false;
template <class Value>
inline constexpr bool is_slot<bind<Value>> = true;
template <fixed_string Name, class Value>
inline constexpr bool is_slot<param<Name, Value>> = true;
template <class T, class Range>
inline constexpr bool is_slot<bind_list<T, Range>> = true;
template <class Value>
inline constexpr bool is_slot<bound_field<Value>> = true;

template <class Node>
consteval int count_slots();

template <class... Nodes>
consteval int slots_among(type_list<Nodes...>) {
  int sum = 0;
  for (const int of_one : {0, count_slots<Nodes>()...}) sum += of_one;  // no fold: clang stops at 256 operands
  return sum;
}

template <class Node>
consteval int count_slots() {
  if constexpr (is_slot<Node>)
    return 1;
  else if constexpr (requires { Node::own_slots; })
    return Node::own_slots;
  else if constexpr (std::is_same_v<typename Node::children, type_list<>>)
    return 0;
  else
    return slots_among(typename Node::children{});
}

/// The number of places for values below a node; with `when()` and `choose()` the most there can be.
template <class Node>
inline constexpr int slot_count = count_slots<Node>();

// Where there is nothing to find, nothing is instantiated: a query is mostly nodes without values.
struct no_slots_below {
  static constexpr void run(const void*, const void*) {}
};

template <class Node>
struct own_slot {
  template <class Holder, class F>
  [[gnu::always_inline]] static constexpr void run(const Holder* holder, F* f) {
    (*f)(holder->value);
  }
};

template <class Node>
struct parts_of {
  using type = void;
};
template <class Node>
  requires requires { Node::parts; }
struct parts_of<Node> {
  using type = decltype(Node::parts);
};

/// Finds the slots of the node that a `holder->value` is: one function for each node, as all of them are compiled for
/// each query. A node whose values are not in `parts`, or not in that order, has a specialisation of its own.
template <class Node, class Parts = typename parts_of<Node>::type>
struct slot_walk;

template <class Node>
using slot_step = typename std::conditional_t<
    slot_count<Node> == 0, std::type_identity<no_slots_below>,
    std::conditional_t<is_slot<Node>, std::type_identity<own_slot<Node>>, std::type_identity<slot_walk<Node>>>>::type;

template <class Node, std::size_t... Index, class... T>
struct slot_walk<Node, meta::leaves<std::index_sequence<Index...>, T...>> {
  template <class Holder, class F>
  [[gnu::always_inline]] static constexpr void run(const Holder* holder, F* f) {
    const auto& parts = holder->value.parts;
    const int order[] = {0, (slot_step<T>::run(&static_cast<const meta::leaf<Index, T>&>(parts), f), 0)...};
    (void)order;
  }
};

template <class Node, std::size_t... Index, class... T>
  requires is_conditional<Node>
struct slot_walk<Node, meta::leaves<std::index_sequence<Index...>, T...>> {
  template <class Holder, class F>
  static constexpr void run(const Holder* holder, F* f) {
    const auto& parts = holder->value.parts;
    const std::size_t way = holder->value.way();
    const int order[] = {(Index + Node::first_way == way
                              ? slot_step<T>::run(&static_cast<const meta::leaf<Index, T>&>(parts), f)
                              : void(),
                          0)...};
    (void)order;
  }
};

template <class Query>
struct query_holder {
  const Query& value;
};

/// Calls `f` with each slot of a query, in the order of the text: `bind`, `bound_field` (both with `.value`), `param`
/// or `bind_list`. What a `when()` or `choose()` leaves out is passed over.
template <class Query, class F>
[[gnu::always_inline]] constexpr void for_each_slot(const Query& query, F& f) {
  const query_holder<Query> holder{query};
  slot_step<Query>::run(&holder, &f);
}

template <class Node>
consteval std::size_t count_variants();

template <class... Nodes>
consteval std::size_t variants_among(type_list<Nodes...>) {
  std::size_t product = 1;
  for (const std::size_t of_one : {std::size_t{1}, count_variants<Nodes>()...}) product *= of_one;
  return product;
}

template <class Node>
consteval std::size_t count_variants() {
  if constexpr (is_conditional<Node>)
    return Node::ways * variants_among(typename Node::children{});
  else if constexpr (std::is_same_v<typename Node::children, type_list<>>)
    return 1;
  else
    return variants_among(typename Node::children{});
}

/// The number of constant texts that a query has: 1 without `when()` and `choose()`.
template <class Node>
inline constexpr std::size_t variant_count = count_variants<Node>();

// Mixed radix: first the way of a conditional clause, then the variant of the clause that it takes.
struct variant_walk {
  std::size_t& variant;
  std::size_t& radix;

  template <class Node>
  constexpr void operator()(const Node& node) const {
    if constexpr (is_conditional<Node>) {
      variant += node.way() * radix;
      radix *= Node::ways;
      if constexpr (variant_count<Node> != Node::ways) {
        std::size_t inner = 0;
        std::size_t inner_radix = 1;
        const variant_walk below{inner, inner_radix};
        with_clause_taken(node, below);
        variant += inner * radix;
        radix *= variant_count<Node> / Node::ways;
      }
    } else if constexpr (variant_count<Node> != 1) {
      if constexpr (requires { node.parts; })
        node.parts.each(*this);
      else
        node.each(*this);
    }
  }
};

/// Which of its texts a query has now. The first conditional clause counts least.
template <class Query>
[[gnu::always_inline]] constexpr std::size_t variant_of(const Query& query) {
  std::size_t variant = 0;
  if constexpr (variant_count<Query> != 1) {
    std::size_t radix = 1;
    variant_walk{variant, radix}(query);
  }
  return variant;
}

}  // namespace sqlalloy::inline v0
