// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/expr/label.hpp>
#include <sqlalloy/meta/type.hpp>
#include <sqlalloy/query/outputs.hpp>
#include <sqlalloy/query/slots.hpp>

#include <cstddef>

namespace sqlalloy::inline v0 {

/// A labelled expression of the select list that rows are grouped by. Where it holds values, GROUP BY names its place:
/// written again, its placeholders would be others, and to the database another expression.
template <class Item, int Place>
struct group_place {
  using children = type_list<>;
  static constexpr int place = Place;
};

// What stands in the select list for a key of GROUP BY.
template <class Node>
struct grouped_node {
  using type = Node;
};
template <class Item, int Place>
struct grouped_node<group_place<Item, Place>> {
  using type = Item;
};
template <class Node>
using grouped_node_t = typename grouped_node<Node>::type;

// The place of an item in the result, from 1; 0 where it is not there.
template <class Node, class... Items>
consteval int place_of(type_list<Items...>) {
  constexpr std::size_t index = meta::index_of<Node, Items...>;
  if (index == sizeof...(Items)) return 0;
  const int widths[] = {item_width<Items>..., 0};
  int place = 1;
  for (std::size_t before = 0; before != index; ++before) place += widths[before];
  return place;
}

/// What GROUP BY writes for a key.
template <class List, class Node>
constexpr Node as_group_key(Node node) {
  return node;
}
template <class List, class Node, fixed_string Name>
constexpr auto as_group_key(label<Node, Name> key) {
  constexpr int place = slot_count<Node> == 0 ? 0 : place_of<label<Node, Name>>(typename List::children{});
  if constexpr (place == 0)
    return key;
  else
    return group_place<label<Node, Name>, place>{};
}

}  // namespace sqlalloy::inline v0
