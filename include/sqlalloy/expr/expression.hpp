// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/meta/type.hpp>
#include <sqlalloy/type/nullable.hpp>

#include <concepts>
#include <cstddef>

namespace sqlalloy::inline v0 {

struct expression_tag;

/// A node of an SQL expression. Its `value_type` is the C++ type of its value, `std::optional` where it may be NULL.
template <class T>
concept expression = requires {
  typename T::value_type;
  requires std::same_as<typename T::node_tag, expression_tag>;
};

/// When the value of a node is NULL.
enum class nulls : unsigned char {
  never,         ///< IS NULL, COUNT
  own,           ///< as its value_type says, whatever its operands (a column, a bound value)
  any_operand,   ///< a + b
  all_operands,  ///< COALESCE
  always,        ///< may always be: SUM over no rows
};

/// `T`, or `std::optional<T>` where the value may be NULL.
template <bool Null, class T>
struct with_null {
  using type = T;
};

template <class T>
struct with_null<true, T> {
  using type = make_optional_t<T>;
};

template <bool Null, class T>
using with_null_t = typename with_null<Null, T>::type;

/// Whether the value may be NULL, by the declared types alone; `query/` knows of outer joins beside.
template <class... Nodes>
consteval bool is_null_by_rule(nulls rule) {
  if (rule == nulls::never || rule == nulls::own) return false;
  if (rule == nulls::always) return true;
  if constexpr (sizeof...(Nodes) == 2)  // nearly all of them
    return rule == nulls::any_operand ? (nullable<typename Nodes::value_type> || ...)
                                      : (nullable<typename Nodes::value_type> && ...);
  const bool null[] = {nullable<typename Nodes::value_type>..., false};  // a function may have no operands
  bool any = false;
  bool all = true;
  for (std::size_t i = 0; i != sizeof...(Nodes); ++i) {
    any = any || null[i];
    all = all && null[i];
  }
  return rule == nulls::any_operand ? any : all;
}

/// The type of a node's value when it is not NULL.
template <class Node>
using base_value_t = remove_optional_t<typename Node::value_type>;

/// How tightly a node binds, weakest first: what needs parentheses is decided by comparing two of these.
enum class precedence : unsigned char {
  weakest,
  logical_or,
  logical_and,
  logical_not,
  comparison,
  other,
  sum,
  product,
  sign,
  atom
};

}  // namespace sqlalloy::inline v0
