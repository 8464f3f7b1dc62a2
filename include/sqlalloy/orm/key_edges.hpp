// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/expr/column.hpp>
#include <sqlalloy/expr/comparison.hpp>
#include <sqlalloy/expr/logical.hpp>
#include <sqlalloy/meta/field.hpp>
#include <sqlalloy/orm/key.hpp>
#include <sqlalloy/query/update_changed.hpp>
#include <sqlalloy/schema/facts.hpp>
#include <sqlalloy/schema/keys.hpp>

#include <cstddef>
#include <string_view>

namespace sqlalloy::inline v0 {

/// The bits of columns, without those of the primary key: a session may have an object without these, or as they were
/// before it expired.
template <class Columns>
inline constexpr column_mask bits_beside_key = 0;
template <auto... Members>
inline constexpr column_mask bits_beside_key<columns<Members...>> = [] {
  column_mask bits = 0;
  const auto add = [&bits]<class Entity>(type<Entity>, std::string_view member) {
    for (std::size_t i = 0; i != facts<Entity>.columns.size(); ++i)
      if (facts<Entity>.columns[i].member == member && !facts<Entity>.columns[i].primary_key) bits |= mask_of_column(i);
  };
  (add(type<meta::owner_t<Members>>{}, meta::member_name<Members>), ...);
  return bits;
}();

/// What a foreign key does to the two structs that it joins.
template <class Edge>
struct key_ends;
template <auto... From, class Target, auto... To, class... Actions>
struct key_ends<key_edge<columns<From...>, Target, columns<To...>, Actions...>> {
  using from = columns<From...>;
  using to = columns<To...>;

  /// What joins the two tables.
  static constexpr auto join_condition() { return (... && (col<From> == col<To>)); }

  /// Makes a struct refer to another one.
  template <class Child, class Parent>
  static void refer(Child& child, const Parent& parent) {
    const int order[] = {0, ((meta::field<From>(child) = meta::field<To>(parent)), 0)...};
    (void)order;
  }

  /// Whether it refers to that one.
  template <class Child, class Parent>
  static bool refers(const Child& child, const Parent& parent) {
    for (const bool same : {true, meta::field<From>(child) == meta::field<To>(parent)...})
      if (!same) return false;
    return true;
  }

  /// Makes it refer to none. What is not null by itself stays.
  template <class Child>
  static void refer_to_none(Child& child) {
    const int order[] = {0, (reset(meta::field<From>(child)), 0)...};
    (void)order;
  }

 private:
  template <class V>
  static void reset(V& value) {
    if constexpr (nullable<V>) value.reset();
  }
};

}  // namespace sqlalloy::inline v0
