// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/expr/label.hpp>
#include <sqlalloy/expr/ordering.hpp>
#include <sqlalloy/meta/type.hpp>
#include <sqlalloy/query/outputs.hpp>
#include <sqlalloy/query/slots.hpp>

#include <cstddef>
#include <string_view>

namespace sqlalloy::inline v0 {

/// An expression of the select list that GROUP BY names by its place. One that holds values cannot be written again:
/// its placeholders would be others, and to the database another expression.
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

// The index of the item of that name; the number of items where none has it.
template <fixed_string Name, class... Items>
consteval std::size_t named_item(type_list<Items...>) {
  const std::string_view names[] = {result_name<Items>..., Name.view()};
  std::size_t index = 0;
  while (names[index] != Name.view()) ++index;
  return index;
}

template <std::size_t Index, class... Items>
type<meta::nth_t<Index, Items...>> item_at(type_list<Items...>);

// The place of an item in the result, from 1.
template <class... Items>
consteval int place_of(std::size_t index, type_list<Items...>) {
  const int widths[] = {item_width<Items>..., 0};
  int place = 1;
  for (std::size_t before = 0; before != index; ++before) place += widths[before];
  return place;
}

/// What rows are grouped by: an expression, or the name of a result column.
template <class T>
concept group_key = expression<T> || is_name<T>;

/// What GROUP BY writes for a key.
template <class List, class Node>
constexpr Node&& as_group_key(Node&& node) {
  return static_cast<Node&&>(node);
}
template <class List, fixed_string Name>
constexpr auto as_group_key(name<Name>) {
  using items = typename List::children;
  constexpr std::size_t index = named_item<Name>(items{});
  if constexpr (index == items::size)
    return name<Name>{};  // the rule has spoken
  else
    return group_place<typename decltype(item_at<index>(items{}))::self, place_of(index, items{})>{};
}

}  // namespace sqlalloy::inline v0

namespace sqlalloy::inline v0::rules {

/// A key of GROUP BY holds no value. `Key` is one that does.
template <class Key>
inline constexpr bool group_key_holds_no_value = slot_count<Key> == 0;

}  // namespace sqlalloy::inline v0::rules
