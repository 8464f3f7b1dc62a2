// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/expr/operand.hpp>
#include <sqlalloy/expr/operation.hpp>
#include <sqlalloy/expr/rules.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace sqlalloy::inline v0 {

struct no_filter {
  using value_type = bool;
  using children = type_list<>;
};

template <fixed_string Name, class Result>
struct named_function {
  static constexpr nulls null_rule = nullable<Result> ? nulls::always : nulls::never;
  static constexpr std::string_view name = Name.view();
  template <class...>
  using value = remove_optional_t<Result>;
};

/// Whether an aggregate over a row in which nothing is NULL has a value: SQL's own have.
template <class Function>
inline constexpr bool rows_give_a_value = true;
template <fixed_string Name, class Result>
inline constexpr bool rows_give_a_value<named_function<Name, Result>> = false;

/// A function over many rows. `Function` is one of the structs below; an empty `Filter` means all rows.
template <class Function, bool Distinct, class Filter, class... Operands>
struct aggregate : expression_node<aggregate<Function, Distinct, Filter, Operands...>> {
  using function = Function;
  using value_type = with_null_t<Function::null_rule == nulls::always, typename Function::template value<Operands...>>;
  using children = type_list<Operands..., Filter>;
  static constexpr nulls null_rule = Function::null_rule;
  static constexpr precedence binding = precedence::atom;
  static constexpr bool is_whole = std::is_same_v<Filter, no_filter>;  // it sees every row of its group

  [[no_unique_address]] meta::pack<Operands..., Filter> parts;

  /// Each value once: `COUNT(DISTINCT …)`.
  constexpr aggregate<Function, true, Filter, Operands...> distinct() const
    requires(sizeof...(Operands) != 0)
  {
    return {{}, parts};
  }

  /// Only the rows for which the condition is true: `FILTER (WHERE …)`. Once; several conditions are one with `&&`.
  template <expression Condition>
    requires is_whole
  constexpr auto filter(Condition condition) const {
    static_assert(rules::operand_is_a_condition<Condition>,
                  "sqlalloy: filter() is given what is no condition; compare it with something");
    return with_filter(std::move(condition), std::index_sequence_for<Operands...>{});
  }

 private:
  template <class Condition, std::size_t... I>
  constexpr auto with_filter(Condition condition, std::index_sequence<I...>) const {
    return aggregate<Function, Distinct, Condition, Operands...>{
        {}, {Operands(meta::get<I>(parts))..., std::move(condition)}};
  }
};

struct count_function {
  static constexpr nulls null_rule = nulls::never;
  static constexpr std::string_view name = "count";
  template <class...>
  using value = std::int64_t;
};

struct sum_function {
  static constexpr nulls null_rule = nulls::always;
  static constexpr std::string_view name = "sum";
  template <class Node>
  using value =
      std::conditional_t<rules::is_exact<base_value_t<Node>>, base_value_t<Node>,
                         std::conditional_t<std::is_floating_point_v<base_value_t<Node>>, double, std::int64_t>>;
};

struct avg_function {
  static constexpr nulls null_rule = nulls::always;
  static constexpr std::string_view name = "avg";
  template <class Node>
  using value = double;
};

template <fixed_string Name>
struct extreme_function {
  static constexpr nulls null_rule = nulls::always;
  static constexpr std::string_view name = Name.view();
  template <class Node>
  using value = base_value_t<Node>;
};

template <class Function, class... Operands>
constexpr auto aggregate_of(Operands... operands) {
  return aggregate<Function, false, no_filter, Operands...>{{}, {std::move(operands)..., no_filter{}}};
}

/// The number of rows.
constexpr auto count() { return aggregate_of<count_function>(); }

/// The number of rows in which the value is not NULL.
template <expression Node>
constexpr auto count(Node node) {
  return aggregate_of<count_function>(std::move(node));
}

/// The sum, as a 64-bit integer or a double, or as a decimal of that scale; NULL over no rows.
template <expression Node>
constexpr auto sum(Node node) {
  static_assert(rules::operand_has_a_sum<Node>, "sqlalloy: sum() is given what is no number; count() counts anything");
  return aggregate_of<sum_function>(std::move(node));
}

/// The mean, as a double; NULL over no rows.
template <expression Node>
constexpr auto avg(Node node) {
  static_assert(rules::operands_are_numbers<Node, Node>,
                "sqlalloy: avg() is given what is no number; cast it with sa::cast<double>");
  return aggregate_of<avg_function>(std::move(node));
}

template <class Node>
constexpr void has_extremes() {
  static_assert(
      rules::type_has_extremes<typename Node::value_type>,
      "sqlalloy: min() or max() is given a UUID, JSON or a number of any size, of which not every database has "
      "one; compare the values in C++");
}

/// The least value; NULL over no rows.
template <expression Node>
constexpr auto min(Node node) {
  has_extremes<Node>();
  return aggregate_of<extreme_function<"min">>(std::move(node));
}

/// The greatest value; NULL over no rows.
template <expression Node>
constexpr auto max(Node node) {
  has_extremes<Node>();
  return aggregate_of<extreme_function<"max">>(std::move(node));
}

/// Any aggregate of the database by its name and the type of its result, which is `std::optional` where it may be NULL
/// (mostly over no rows): `sa::aggregate_func<"bit_or", std::optional<int>>(sa::col<&User::rights>)`.
template <fixed_string Name, class Result, expression Node, class... Arguments>
  requires((operand<Arguments> && ...))
constexpr auto aggregate_func(Node node, Arguments... arguments) {
  return aggregate_of<named_function<Name, Result>>(std::move(node), as_operand<std::string>(std::move(arguments))...);
}
template <fixed_string Name, class Result, expression Node>
constexpr auto aggregate_func(Node node, literal_text separator) {
  return aggregate_func<Name, Result>(std::move(node), as_operand<void>(separator));
}

}  // namespace sqlalloy::inline v0
