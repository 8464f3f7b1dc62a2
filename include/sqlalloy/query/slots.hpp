// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/expr/bind.hpp>
#include <sqlalloy/expr/conditional.hpp>
#include <sqlalloy/expr/param.hpp>
#include <sqlalloy/expr/range.hpp>

#include <cstddef>

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
struct count_slots;

template <class List>
inline constexpr int slots_among = 0;
template <class... Nodes>
inline constexpr int slots_among<type_list<Nodes...>> = [] {
  int sum = 0;
  for (const int of_one : {0, count_slots<Nodes>::value...}) sum += of_one;
  return sum;
}();

template <class Node>
struct count_slots {
  static constexpr int value = slots_among<typename Node::children>;
};
template <class Node>
  requires is_slot<Node>
struct count_slots<Node> {
  static constexpr int value = 1;
};

/// The number of places for values below a node; with `when()` and `choose()` the most there can be.
template <class Node>
inline constexpr int slot_count = count_slots<Node>::value;

template <class F>
struct slot_walk {
  F& f;

  template <class Node>
  [[gnu::always_inline]] constexpr void operator()(const Node& node) const {
    if constexpr (is_slot<Node>)
      f(node);
    else if constexpr (slot_count<Node> != 0)
      node.each(*this);
  }
};

/// Calls `f` with each slot of a query, in the order of the text: `bind`, `bound_field` (both with `.value`), `param`
/// or `bind_list`. What a `when()` or `choose()` leaves out is passed over.
template <class Query, class F>
[[gnu::always_inline]] constexpr void for_each_slot(const Query& query, F& f) {
  slot_walk<F>{f}(query);
}

template <class Node>
struct count_variants;

template <class List>
inline constexpr std::size_t variants_among = 1;
template <class... Nodes>
inline constexpr std::size_t variants_among<type_list<Nodes...>> = [] {
  std::size_t product = 1;
  for (const std::size_t of_one : {std::size_t{1}, count_variants<Nodes>::value...}) product *= of_one;
  return product;
}();

template <class Node>
struct count_variants {
  static constexpr std::size_t value = variants_among<typename Node::children>;
};
template <class Node>
  requires is_conditional<Node>
struct count_variants<Node> {
  static constexpr std::size_t value = Node::ways;
};

/// The number of constant texts that a query has: 1 without `when()` and `choose()`.
template <class Node>
inline constexpr std::size_t variant_count = count_variants<Node>::value;

struct variant_walk {
  std::size_t& variant;
  std::size_t& radix;

  template <class Node>
  [[gnu::always_inline]] constexpr void operator()(const Node& node) const {
    if constexpr (is_conditional<Node>) {
      variant += node.way() * radix;
      radix *= Node::ways;
    } else if constexpr (variant_count<Node> != 1) {
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
