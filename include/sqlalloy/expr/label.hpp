// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/expr/expression.hpp>
#include <sqlalloy/meta/fixed_string.hpp>
#include <sqlalloy/meta/pack.hpp>

#include <string_view>
#include <utility>

namespace sqlalloy::inline v0 {

/// A name as a value: `"total"_n`.
template <fixed_string Name>
struct name {
  using children = type_list<>;
  static constexpr std::string_view text = Name.view();
};

/// An expression of the select list under a name: `AS total`. In ORDER BY the name alone is written.
template <class Node, fixed_string Name>
struct label {
  using node_tag = expression_tag;
  using value_type = typename Node::value_type;
  using children = type_list<Node>;
  static constexpr nulls null_rule = nulls::any_operand;
  static constexpr precedence binding = Node::binding;
  static constexpr std::string_view text = Name.view();

  [[no_unique_address]] meta::pack<Node> parts;
};

/// What every expression node inherits. A base of its own for each node, because two bases of one type would need two
/// addresses.
template <class Self>
struct expression_node {
  using node_tag = expression_tag;

  /// Names the expression in the row: `row["total"_n]`.
  template <fixed_string Name>
  constexpr label<Self, Name> as(name<Name>) const {
    return {{static_cast<const Self&>(*this)}};
  }

  /// `sa::over(function, …)` as a member: `sa::rank().over(sa::order_by(age))`. Of functions, with expr/window.hpp.
  template <class... Parts>
    requires requires(const Self& self, Parts... parts) { window_over(self, parts...); }
  constexpr auto over(Parts... parts) const {
    return window_over(static_cast<const Self&>(*this), std::move(parts)...);
  }
};

inline namespace literals {

/// A name for a column of the result.
template <fixed_string Name>
consteval name<Name> operator""_n() {
  return {};
}

}  // namespace literals

}  // namespace sqlalloy::inline v0
