// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/expr/aggregate.hpp>
#include <sqlalloy/expr/ordering.hpp>

#include <cstdint>
#include <string_view>
#include <utility>

namespace sqlalloy::inline v0 {

/// `PARTITION BY …`
template <class... Nodes>
struct partition {
  using children = type_list<Nodes...>;
  static constexpr std::size_t size = sizeof...(Nodes);
  [[no_unique_address]] meta::pack<Nodes...> parts;
};

/// `ORDER BY …` inside OVER.
template <class... Nodes>
struct window_order {
  using children = type_list<Nodes...>;
  static constexpr std::size_t size = sizeof...(Nodes);
  [[no_unique_address]] meta::pack<Nodes...> parts;
};

/// The rows that count as one group for a window function.
template <expression... Nodes>
constexpr partition<Nodes...> partition_by(Nodes... nodes) {
  return {{std::move(nodes)...}};
}

/// The order of rows inside a window.
template <class... Nodes>
  requires(sortable<Nodes> && ...)
constexpr window_order<Nodes...> order_by(Nodes... nodes) {
  static_assert(
      (rules::key_has_an_order<Nodes> && ...),
      "sqlalloy: order_by() has JSON or a number of any size, which not every database sorts; sort by another "
      "column");
  return {{std::move(nodes)...}};
}

/// A function of each row and the rows around it: `function OVER (PARTITION BY … ORDER BY …)`.
template <class Function, class Partition, class Order>
struct window : expression_node<window<Function, Partition, Order>> {
  using function = Function;
  using value_type = typename Function::value_type;
  using children = type_list<Function, Partition, Order>;
  static constexpr nulls null_rule = Function::null_rule;
  static constexpr precedence binding = precedence::atom;

  [[no_unique_address]] meta::pack<Function, Partition, Order> parts;
};

/// A function that has a meaning only with OVER.
template <fixed_string Name>
struct rank_function : expression_node<rank_function<Name>> {
  using value_type = std::int64_t;
  using children = type_list<>;
  static constexpr nulls null_rule = nulls::never;
  static constexpr precedence binding = precedence::atom;
  static constexpr std::string_view name = Name.view();
};

template <class T>
inline constexpr bool is_over_function = false;
template <fixed_string Name>
inline constexpr bool is_over_function<rank_function<Name>> = true;
template <class Function, bool Distinct, class Filter, class... Operands>
inline constexpr bool is_over_function<aggregate<Function, Distinct, Filter, Operands...>> = true;
template <class Operator, class... Operands>
  requires requires { Operator::function; }
inline constexpr bool is_over_function<operation<Operator, Operands...>> =
    Operator::null_rule == nulls::never || Operator::null_rule == nulls::always;  // func(); not lower() and its kin

/// What may have OVER: a ranking, an aggregate, a function of the database (`sa::func<"lag", …>(…)`).
template <class T>
concept window_function = is_over_function<T>;

/// `function OVER ()`: all rows of the result.
template <window_function Function>
constexpr auto over(Function function) {
  return window<Function, partition<>, window_order<>>{{}, {std::move(function), {}, {}}};
}
template <window_function Function, class... P>
constexpr auto over(Function function, partition<P...> by) {
  return window<Function, partition<P...>, window_order<>>{{}, {std::move(function), std::move(by), {}}};
}
template <window_function Function, class... O>
constexpr auto over(Function function, window_order<O...> order) {
  return window<Function, partition<>, window_order<O...>>{{}, {std::move(function), {}, std::move(order)}};
}
template <window_function Function, class... P, class... O>
constexpr auto over(Function function, partition<P...> by, window_order<O...> order) {
  return window<Function, partition<P...>, window_order<O...>>{{},
                                                               {std::move(function), std::move(by), std::move(order)}};
}

// What the member `.over()` finds; in it, its own name would hide the function's.
template <window_function Function, class... Parts>
constexpr auto window_over(const Function& function, Parts... parts)
  requires requires { over(function, parts...); }
{
  return over(function, std::move(parts)...);
}

/// The number of the row in its partition, from 1.
constexpr rank_function<"row_number"> row_number() { return {}; }
/// The rank of the row, with gaps after ties.
constexpr rank_function<"rank"> rank() { return {}; }
/// The rank of the row, without gaps.
constexpr rank_function<"dense_rank"> dense_rank() { return {}; }

}  // namespace sqlalloy::inline v0
