// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/expr/label.hpp>
#include <sqlalloy/expr/rules.hpp>
#include <sqlalloy/meta/pack.hpp>

#include <utility>

namespace sqlalloy::inline v0 {

enum class direction : unsigned char { ascending, descending };
enum class nulls_place : unsigned char { unsaid, first, last };

/// An expression to sort by, with a direction and a place for NULL; where none is said it is the database's choice.
template <class Node, direction Direction, nulls_place Place>
struct ordering {
  using children = type_list<Node>;
  static constexpr direction sort = Direction;
  static constexpr nulls_place place = Place;

  [[no_unique_address]] meta::pack<Node> parts;

  constexpr ordering<Node, Direction, nulls_place::first> nulls_first() const { return {parts}; }
  constexpr ordering<Node, Direction, nulls_place::last> nulls_last() const { return {parts}; }
};

template <class T>
inline constexpr bool is_name = false;
template <fixed_string Name>
inline constexpr bool is_name<name<Name>> = true;

/// The least first.
template <class Node>
  requires(expression<Node> || is_name<Node>)
constexpr ordering<Node, direction::ascending, nulls_place::unsaid> asc(Node node) {
  static_assert(
      rules::key_has_an_order<Node>,
      "sqlalloy: order_by() has JSON or a number of any size, which not every database sorts; sort by another "
      "column");
  return {{std::move(node)}};
}

/// The greatest first.
template <class Node>
  requires(expression<Node> || is_name<Node>)
constexpr ordering<Node, direction::descending, nulls_place::unsaid> desc(Node node) {
  static_assert(
      rules::key_has_an_order<Node>,
      "sqlalloy: order_by() has JSON or a number of any size, which not every database sorts; sort by another "
      "column");
  return {{std::move(node)}};
}

template <class T>
inline constexpr bool is_ordering = false;
template <class Node, direction Direction, nulls_place Place>
inline constexpr bool is_ordering<ordering<Node, Direction, Place>> = true;

/// What can be sorted by: an expression, `asc()` or `desc()`.
template <class T>
concept sortable = expression<T> || is_ordering<T>;

}  // namespace sqlalloy::inline v0
