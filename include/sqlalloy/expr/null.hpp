// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/expr/number.hpp>
#include <sqlalloy/expr/operand.hpp>
#include <sqlalloy/expr/operation.hpp>
#include <sqlalloy/expr/rules.hpp>

#include <utility>

namespace sqlalloy::inline v0 {

struct is_null_operator : truth_operator {
  static constexpr nulls null_rule = nulls::never;
  static constexpr precedence binding = precedence::comparison;
  static constexpr std::string_view postfix = " IS NULL";
};

struct is_not_null_operator : truth_operator {
  static constexpr nulls null_rule = nulls::never;
  static constexpr precedence binding = precedence::comparison;
  static constexpr std::string_view postfix = " IS NOT NULL";
};

/// `node IS NULL`
template <expression Node>
constexpr auto is_null(Node node) {
  return operate<is_null_operator>(std::move(node));
}

/// `node IS NOT NULL`. As a condition of WHERE by itself it takes the NULL out of the row's type.
template <expression Node>
constexpr auto is_not_null(Node node) {
  return operate<is_not_null_operator>(std::move(node));
}

struct coalesce_operator {
  static constexpr nulls null_rule = nulls::all_operands;
  static constexpr precedence binding = precedence::atom;
  static constexpr std::string_view function = "coalesce";
  template <class... Nodes>
  using value = common_value_t<base_value_t<Nodes>...>;
};

struct nullif_operator {
  static constexpr nulls null_rule = nulls::always;
  static constexpr precedence binding = precedence::atom;
  static constexpr std::string_view function = "nullif";
  template <class First, class...>
  using value = base_value_t<First>;
};

/// The first of the values that is not NULL; NULL where all are.
template <expression First, class... Rest>
  requires(sizeof...(Rest) != 0 && (operand<Rest> && ...))
constexpr auto coalesce(First first, Rest... rest) {
  static_assert(
      (rules::text_is_owned<Rest> && ...),
      "sqlalloy: a char buffer or pointer stands for a value, but may change or die under the query; say std::string");
  static_assert((rules::types_compare<typename First::value_type, value_beside_t<Rest>> && ...),
                "sqlalloy: coalesce() mixes types that do not compare; cast them to one with sa::cast");
  return operate<coalesce_operator>(std::move(first), as_operand<base_value_t<First>, true>(std::move(rest))...);
}
template <expression First>
constexpr auto coalesce(First first, literal_text other) {
  return coalesce(std::move(first), as_operand<void>(other));
}
template <expression First, class Second>
  requires operand<Second>
constexpr auto coalesce(First first, Second second, literal_text other) {
  return coalesce(std::move(first), std::move(second), as_operand<void>(other));
}
template <expression First, class Second, class Third>
  requires(operand<Second> && operand<Third>)
constexpr auto coalesce(First first, Second second, Third third, literal_text other) {
  return coalesce(std::move(first), std::move(second), std::move(third), as_operand<void>(other));
}

/// NULL where the two are equal, else the first.
template <expression First, class Second>
  requires operand<Second>
constexpr auto nullif(First first, Second second) {
  static_assert(
      rules::text_is_owned<Second>,
      "sqlalloy: a char buffer or pointer stands for a value, but may change or die under the query; say std::string");
  static_assert(rules::values_compare<typename First::value_type, value_beside_t<Second>>,
                "sqlalloy: nullif() mixes types that do not compare; cast them to one with sa::cast");
  return operate<nullif_operator>(std::move(first), as_operand<base_value_t<First>, true>(std::move(second)));
}
template <expression First>
constexpr auto nullif(First first, literal_text other) {
  return nullif(std::move(first), as_operand<void>(other));
}

}  // namespace sqlalloy::inline v0
