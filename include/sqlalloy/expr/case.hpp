// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/expr/operation.hpp>
#include <sqlalloy/expr/operand.hpp>
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
                "sqlalloy: then() takes an operand that is no condition; compare it with something");
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

/// The operands of a CASE that has no ELSE yet; an expression by itself, NULL where no branch holds.
template <class... Operands>
struct case_expression : operation<case_operator, Operands...> {
  using operation<case_operator, Operands...>::operation;

  /// `ELSE result`
  template <class Result>
    requires operand<Result>
  constexpr auto else_(Result result) const {
    return end_with(as_operand<base_value_t<operation<case_operator, Operands...>>>(std::move(result)),
                    std::index_sequence_for<Operands...>{});
  }
  constexpr auto else_(literal_text result) const {
    return end_with(as_operand<void>(result), std::index_sequence_for<Operands...>{});
  }

 private:
  template <class Node, std::size_t... I>
  constexpr auto end_with(Node node, std::index_sequence<I...>) const {
    using result = operation<case_operator, Operands...>;
    static_assert(rules::types_compare<typename result::value_type, typename Node::value_type>,
                  "sqlalloy: else_() gives another type than the branches; cast it with sa::cast");
    return operate<case_operator>(Operands(meta::get<I>(this->operands))..., std::move(node));
  }
};

template <class... Operands>
constexpr case_expression<Operands...> make_case(Operands... operands) {
  return {std::move(operands)...};
}

/// `CASE WHEN … THEN … END`, of branches made by `then()`: `sa::case_(sa::then(a > 5, "big")).else_("small")`.
template <class Condition, class Result>
constexpr auto case_(case_branch<Condition, Result> branch) {
  return make_case(std::move(branch.condition), std::move(branch.result));
}
template <class C1, class R1, class C2, class R2>
constexpr auto case_(case_branch<C1, R1> first, case_branch<C2, R2> second) {
  static_assert(rules::types_compare<typename R1::value_type, typename R2::value_type>,
                "sqlalloy: case_() mixes results of types that do not compare; cast them to one with sa::cast");
  return make_case(std::move(first.condition), std::move(first.result), std::move(second.condition),
                   std::move(second.result));
}
template <class C1, class R1, class C2, class R2, class C3, class R3>
constexpr auto case_(case_branch<C1, R1> first, case_branch<C2, R2> second, case_branch<C3, R3> third) {
  static_assert(rules::types_compare<typename R1::value_type, typename R2::value_type> &&
                    rules::types_compare<typename R1::value_type, typename R3::value_type>,
                "sqlalloy: case_() mixes results of types that do not compare; cast them to one with sa::cast");
  return make_case(std::move(first.condition), std::move(first.result), std::move(second.condition),
                   std::move(second.result), std::move(third.condition), std::move(third.result));
}

}  // namespace sqlalloy::inline v0
