// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/expr/number.hpp>
#include <sqlalloy/expr/operand.hpp>
#include <sqlalloy/expr/operation.hpp>
#include <sqlalloy/expr/rules.hpp>

#include <cstdint>
#include <optional>
#include <type_traits>
#include <utility>

namespace sqlalloy::inline v0 {

/// One branch of CASE.
template <class Condition, class Result>
struct case_branch {
  Condition condition;
  Result result;
};

// The node of a result; a parameter and NULL wait for the type of the results beside them.
template <class Result>
constexpr auto as_result(Result result) {
  if constexpr (is_parameter<Result> || std::is_same_v<Result, std::nullopt_t>)
    return result;
  else
    return as_operand<void>(std::move(result));
}

/// `WHEN condition THEN result`
template <expression Condition, class Result>
  requires operand<Result>
constexpr auto then(Condition condition, Result result) {
  static_assert(rules::operand_is_a_condition<Condition>,
                "sqlalloy: then() is given what is no condition; compare it with something");
  auto node = as_result(std::move(result));
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
  using value = common_value_t<base_value_t<Result>, typename case_facts<More...>::value>;
};

template <class Condition, class Result>
struct case_facts<Condition, Result> {
  static constexpr bool may_be_null = true;  // no ELSE
  using value = base_value_t<Result>;
};

template <class Condition, class Result, class Else>
struct case_facts<Condition, Result, Else> {
  static constexpr bool may_be_null = nullable<typename Result::value_type> || nullable<typename Else::value_type>;
  using value = common_value_t<base_value_t<Result>, base_value_t<Else>>;
};

struct case_operator {
  static constexpr nulls null_rule = nulls::own;
  static constexpr precedence binding = precedence::atom;
  template <class Condition, class Result, class... More>
  using value = with_null_t<case_facts<Condition, Result, More...>::may_be_null,
                            typename case_facts<Condition, Result, More...>::value>;
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
  auto node = as_result(std::move(result));
  return case_otherwise<decltype(node)>{std::move(node)};
}
constexpr auto else_(literal_text result) { return case_otherwise<bind<std::string_view>>{as_operand<void>(result)}; }

}  // namespace sqlalloy::inline v0

namespace sqlalloy::inline v0::rules {

template <class Branch>
inline constexpr bool is_case_branch = false;
template <class Condition, class Result>
inline constexpr bool is_case_branch<case_branch<Condition, Result>> = true;

/// What follows the first branch are branches, and at the end ELSE or nothing.
template <class... More>
inline constexpr bool case_has_branches = true;
template <class Last>
inline constexpr bool case_has_branches<Last> = is_case_branch<Last>;
template <class Result>
inline constexpr bool case_has_branches<case_otherwise<Result>> = true;
template <class Branch, class Next, class... More>
inline constexpr bool case_has_branches<Branch, Next, More...> =
    is_case_branch<Branch> && case_has_branches<Next, More...>;

}  // namespace sqlalloy::inline v0::rules

namespace sqlalloy::inline v0 {

template <class Beside, class Operands>
constexpr auto flatten(Operands operands) {
  return operands;
}
template <class Beside, class Operands, class Condition, class Result, class... More>
constexpr auto flatten(Operands operands, case_branch<Condition, Result> branch, More... more) {
  return flatten<Beside>(meta::append_values(std::move(operands), std::move(branch.condition),
                                             as_operand<Beside>(std::move(branch.result))),
                         std::move(more)...);
}
template <class Beside, class Operands, class Result>
constexpr auto flatten(Operands operands, case_otherwise<Result> last) {
  return meta::append_values(std::move(operands), as_operand<Beside>(std::move(last.result)));
}

// The type of the first result that has one by itself.
template <class... Results>
struct first_with_type {
  using type = void;
};
template <class First, class... More>
struct first_with_type<First, More...> : first_with_type<More...> {};
template <class First, class... More>
  requires(!is_parameter<First> && !std::is_same_v<First, std::nullopt_t>)
struct first_with_type<First, More...> {
  using type = value_beside_t<First>;
};

template <class Result, class Beside>
inline constexpr bool is_result_beside =
    std::is_same_v<Result, std::nullopt_t> || rules::types_compare<value_beside_t<Result>, Beside>;

template <class Indices, class... Operands>
constexpr operation<case_operator, Operands...> case_of(meta::leaves<Indices, Operands...> operands) {
  return {{}, std::move(operands)};
}

/// `CASE WHEN … THEN … ELSE … END`: `sa::case_(sa::then(age > 17, "adult"), sa::else_("child"))`. Without `else_` the
/// value is NULL where no branch holds.
template <class Condition, class Result, class... More>
constexpr auto case_(case_branch<Condition, Result> first, More... more) {
  static_assert(rules::case_has_branches<More...>,
                "sqlalloy: case_() takes sa::then() and at the end sa::else_(), and is given something else; say "
                "sa::else_(value)");
  if constexpr (rules::case_has_branches<More...>) {
    using beside = typename first_with_type<Result, decltype(more.result)...>::type;
    static_assert(!std::is_void_v<beside> && is_result_beside<Result, beside> &&
                      (is_result_beside<decltype(more.result), beside> && ...),
                  "sqlalloy: case_() mixes results of types that do not compare; cast them to one with sa::cast");
    return case_of(flatten<beside>(meta::pack<>{}, std::move(first), std::move(more)...));
  } else {
    return case_of(flatten<std::int64_t>(meta::pack<>{}, std::move(first)));  // the rule has spoken
  }
}

}  // namespace sqlalloy::inline v0
