// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/expr/operand.hpp>
#include <sqlalloy/expr/operation.hpp>
#include <sqlalloy/expr/rules.hpp>

#include <type_traits>
#include <utility>

namespace sqlalloy::inline v0 {

/// One branch of CASE.
template <class Condition, class Result>
struct case_branch {
  Condition condition;
  Result result;
};

/// `WHEN condition THEN result`
template <expression Condition, class Result>
  requires operand<Result>
constexpr auto then(Condition condition, Result result) {
  static_assert(rules::operand_is_a_condition<Condition>,
                "sqlalloy: then() is given what is no condition; compare it with something");
  auto node = as_operand<value_beside_t<Result>>(std::move(result));
  return case_branch<Condition, decltype(node)>{std::move(condition), std::move(node)};
}
template <expression Condition>
constexpr auto then(Condition condition, literal_text result) {
  return then(std::move(condition), as_operand<void>(result));
}

// Operands: condition, result, condition, result, …, and the result of ELSE where there is one.
template <class Condition, class Result, class... More>
struct case_facts {
  static constexpr bool may_be_null = nullable<typename Result::value_type> || case_facts<More...>::may_be_null;
};

template <class Condition, class Result>
struct case_facts<Condition, Result> {
  static constexpr bool may_be_null = true;  // no ELSE
};

template <class Condition, class Result, class Else>
struct case_facts<Condition, Result, Else> {
  static constexpr bool may_be_null = nullable<typename Result::value_type> || nullable<typename Else::value_type>;
};

struct case_operator {
  static constexpr nulls null_rule = nulls::own;
  static constexpr precedence binding = precedence::atom;
  template <class Condition, class Result, class... More>
  using value = with_null_t<case_facts<Condition, Result, More...>::may_be_null, base_value_t<Result>>;
};

/// The result where no branch holds.
template <class Result>
struct case_otherwise {
  Result result;
};

/// `ELSE result`
template <class Result>
  requires operand<Result>
constexpr auto else_(Result result) {
  auto node = as_operand<value_beside_t<Result>>(std::move(result));
  return case_otherwise<decltype(node)>{std::move(node)};
}
constexpr auto else_(literal_text result) { return case_otherwise<bind<std::string_view>>{as_operand<void>(result)}; }

template <class Operands>
constexpr auto flatten(Operands operands) {
  return operands;
}
template <class Operands, class Condition, class Result, class... More>
constexpr auto flatten(Operands operands, case_branch<Condition, Result> branch, More... more) {
  return flatten(meta::append_values(std::move(operands), std::move(branch.condition), std::move(branch.result)),
                 more...);
}
template <class Operands, class Result>
constexpr auto flatten(Operands operands, case_otherwise<Result> last) {
  return meta::append_values(std::move(operands), std::move(last.result));
}

template <class Indices, class... Operands>
constexpr operation<case_operator, Operands...> case_of(meta::leaves<Indices, Operands...> operands) {
  return {{}, std::move(operands)};
}

/// `CASE WHEN … THEN … ELSE … END`: `sa::case_(sa::then(age > 17, "adult"), sa::else_("child"))`. Without `else_` the
/// value is NULL where no branch holds.
template <class Condition, class Result, class... More>
constexpr auto case_(case_branch<Condition, Result> first, More... more) {
  static_assert((rules::types_compare<typename Result::value_type, typename decltype(more.result)::value_type> && ...),
                "sqlalloy: case_() mixes results of types that do not compare; cast them to one with sa::cast");
  return case_of(flatten(meta::pack<>{}, std::move(first), std::move(more)...));
}

}  // namespace sqlalloy::inline v0
