// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/expr/operand.hpp>
#include <sqlalloy/expr/rules.hpp>

#include <utility>

namespace sqlalloy::inline v0 {

/// `column = value`, in INSERT and UPDATE.
template <class Column, class Value>
struct assignment {
  using column = Column;
  using children = type_list<Value>;

  [[no_unique_address]] meta::pack<Value> parts;
};

/// What a column can be set to.
template <class Value, class Column>
concept assignable = operand<Value> && !std::is_same_v<Value, Column>;

/// The assignment of an operand to a column.
template <class Column, class Value>
[[gnu::always_inline]] constexpr auto assign(Value&& value) {
  using column_value = typename Column::value_type;
  static_assert(
      rules::text_is_owned<Value>,
      "sqlalloy: a char buffer or pointer stands for a value, but may change or die under the query; say std::string");
  static_assert(rules::null_is_allowed<Column, Value>,
                "sqlalloy: operator= puts NULL into a column that is NOT NULL; make the member a std::optional");
  auto node = as_operand<column_value, true>(static_cast<Value&&>(value));
  static_assert(rules::value_fits_column<Column, decltype(node)>,
                "sqlalloy: operator= gives a column a value of a type that it does not take; convert it first");
  return assignment<Column, decltype(node)>{{static_cast<decltype(node)&&>(node)}};
}

}  // namespace sqlalloy::inline v0
