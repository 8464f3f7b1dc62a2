// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/expr/label.hpp>
#include <sqlalloy/meta/pack.hpp>

namespace sqlalloy::inline v0 {

/// An operator or function over its operands; its value's type and NULL follow from the operator.
template <class Operator, class... Operands>
struct operation : expression_node<operation<Operator, Operands...>> {
  using value_type =
      with_null_t<is_null_by_rule<Operands...>(Operator::null_rule), typename Operator::template value<Operands...>>;
  using children = type_list<Operands...>;
  static constexpr nulls null_rule = Operator::null_rule;
  static constexpr precedence binding = Operator::binding;

  [[no_unique_address]] meta::pack<Operands...> parts;
};

/// The operation over these operands, which are moved from.
template <class Operator, class... Operands>
[[gnu::always_inline]] constexpr operation<Operator, Operands...> operate(Operands&&... nodes) {
  return {{}, {static_cast<Operands&&>(nodes)...}};
}

// What most operators say of themselves.
struct truth_operator {
  static constexpr nulls null_rule = nulls::any_operand;
  template <class...>
  using value = bool;
};

}  // namespace sqlalloy::inline v0
