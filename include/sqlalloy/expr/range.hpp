// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/expr/literal.hpp>
#include <sqlalloy/expr/logical.hpp>
#include <sqlalloy/expr/operation.hpp>
#include <sqlalloy/expr/rules.hpp>
#include <sqlalloy/type/encoded.hpp>
#include <sqlalloy/type/value_view.hpp>

#include <cstddef>

#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace sqlalloy::inline v0 {

struct between_operator : truth_operator {
  static constexpr precedence binding = precedence::comparison;
};

/// `node BETWEEN low AND high`, both ends included.
template <expression Node, class Low, class High>
  requires(operand<Low> && operand<High>)
constexpr auto between(Node node, Low low, High high) {
  auto from = as_operand<base_value_t<Node>>(std::move(low));
  auto to = as_operand<base_value_t<Node>>(std::move(high));
  static_assert(rules::values_compare<typename Node::value_type, typename decltype(from)::value_type> &&
                    rules::values_compare<typename Node::value_type, typename decltype(to)::value_type>,
                "sqlalloy: between() compares types that do not compare; cast one of them with sa::cast");
  return operate<between_operator>(std::move(node), std::move(from), std::move(to));
}
template <expression Node>
constexpr auto between(Node node, literal_text low, literal_text high) {
  return between(std::move(node), as_operand<void>(low), as_operand<void>(high));
}
template <expression Node, class High>
  requires operand<High>
constexpr auto between(Node node, literal_text low, High high) {
  return between(std::move(node), as_operand<void>(low), std::move(high));
}
template <expression Node, class Low>
  requires operand<Low>
constexpr auto between(Node node, Low low, literal_text high) {
  return between(std::move(node), std::move(low), as_operand<void>(high));
}

struct in_operator : truth_operator {
  static constexpr precedence binding = precedence::comparison;
};

/// A list whose length is known at run time, as one parameter; `Range` owns its values or is a span of them.
template <class T, class Range>
struct bind_list : expression_node<bind_list<T, Range>> {
  using value_type = T;
  using children = type_list<>;
  static constexpr nulls null_rule = nulls::own;
  static constexpr precedence binding = precedence::atom;

  Range values;

  constexpr bind_list(Range initial) : values(std::move(initial)) {}

  /// Whether every value has a form that the database takes; the statement is refused where one has none.
  bool fits() const {
    for (const T& value : values)
      if (storage_t<T> form{}; !encode_value(value, form)) return false;
    return true;
  }

  /// The list as the driver takes it; valid as long as the values are.
  array_view view() const {
    return {sql_type_v<T>, values.size(), values.data(), [](const void* data, std::size_t index) {
              storage_t<T> form{};
              encode_value(static_cast<const T*>(data)[index], form);
              return as_value_view(form);
            }};
  }

 private:
  template <class Form>
  static value_view as_value_view(Form form) {
    if constexpr (std::is_same_v<Form, bool>)
      return value_view(form);
    else if constexpr (std::is_integral_v<Form>)
      return value_view(std::int64_t{form});
    else if constexpr (std::is_floating_point_v<Form>)
      return value_view(double{form});
    else if constexpr (std::is_same_v<Form, date_value>)
      return value_view(std::int64_t{form.days});
    else if constexpr (requires { form.microseconds; })
      return value_view(form.microseconds);
    else if constexpr (requires { form.unscaled; })
      return value_view(form.unscaled);
    else
      return value_view(form);
  }
};

/// `node IN (a, b, …)`: a list that the query spells out; an empty one is false.
template <expression Node, class... Values>
  requires((operand<Values> && ...))
constexpr auto in(Node node, Values... values) {
  static_assert((rules::values_compare<typename Node::value_type, value_beside_t<Values>> && ...),
                "sqlalloy: in() compares types that do not compare; cast one of them with sa::cast");
  if constexpr (sizeof...(Values) == 0)
    return literal_column<"1 = 0", bool>;
  else
    return operate<in_operator>(std::move(node), as_operand<base_value_t<Node>>(std::move(values))...);
}

/// A list of string literals.
template <expression Node>
constexpr auto in(Node node, literal_text literal) {
  return in(std::move(node), as_operand<void>(literal));
}
template <expression Node>
constexpr auto in(Node node, literal_text first, literal_text second) {
  return in(std::move(node), as_operand<void>(first), as_operand<void>(second));
}
template <expression Node>
constexpr auto in(Node node, literal_text first, literal_text second, literal_text third) {
  return in(std::move(node), as_operand<void>(first), as_operand<void>(second), as_operand<void>(third));
}
template <expression Node>
constexpr auto in(Node node, literal_text first, literal_text second, literal_text third, literal_text fourth) {
  return in(std::move(node), as_operand<void>(first), as_operand<void>(second), as_operand<void>(third),
            as_operand<void>(fourth));
}
template <expression Node, std::size_t... N>
  requires(sizeof...(N) > 4)  // of a node that is a constant, too; of another in braces
consteval auto in(Node node, const char (&... literals)[N]) {
  return in(std::move(node), as_operand<void>(literal_text(literals))...);
}

/// A list in braces: `sa::in(age, {17, 18})`.
template <expression Node, class Value, std::size_t N>
  requires operand<Value>
constexpr auto in(Node node, Value (&&values)[N]) {
  return [&]<std::size_t... I>(std::index_sequence<I...>) {
    return in(std::move(node), std::move(values[I])...);
  }(std::make_index_sequence<N>{});
}
template <expression Node, std::size_t N>
  requires(N > 1)
constexpr auto in(Node node, const literal_text (&literals)[N]) {
  return [&]<std::size_t... I>(std::index_sequence<I...>) {
    return in(std::move(node), as_operand<void>(literals[I])...);
  }(std::make_index_sequence<N>{});
}

/// What `in()` takes as a list of run-time length: contiguous values, none of them NULL, whose storage form is a number
/// or points into the value.
template <class Range>
concept value_range = requires(const std::remove_cvref_t<Range>& range) {
  range.size();
  requires encodes_in_place<std::remove_cvref_t<decltype(*range.data())>>;
} && !bindable<std::remove_cvref_t<Range>>;

}  // namespace sqlalloy::inline v0

namespace sqlalloy::inline v0::rules {

/// A list of run-time length has values, each in its place in memory.
template <class Range>
inline constexpr bool list_has_plain_values = value_range<Range>;

}  // namespace sqlalloy::inline v0::rules

namespace sqlalloy::inline v0 {

/// `node IN` a list whose length is known at run time; an empty one is false. An lvalue is borrowed, an rvalue kept.
template <expression Node, class Range>
  requires value_range<Range>
constexpr auto in(Node node, Range&& range) {
  using value = std::remove_cvref_t<decltype(*range.data())>;
  static_assert(rules::values_compare<typename Node::value_type, value>,
                "sqlalloy: in() compares types that do not compare; cast one of them with sa::cast");
  if constexpr (std::is_lvalue_reference_v<Range>) {
    using list = bind_list<value, std::span<const value>>;
    return operate<in_operator>(std::move(node), list{std::span<const value>(range.data(), range.size())});
  } else {
    return operate<in_operator>(std::move(node), bind_list<value, std::remove_cv_t<Range>>{std::move(range)});
  }
}

/// Some other list, which a database does not take: here for the sentence.
template <class Range>
concept other_range = requires(const std::remove_cvref_t<Range>& range) {
  range.size();
  requires encodes_in_place<remove_optional_t<std::remove_cvref_t<decltype(*range.begin())>>>;
} && !value_range<Range> && !operand<std::remove_cvref_t<Range>>;

template <expression Node, class Range>
  requires other_range<Range>
constexpr auto in(Node, Range&&) {
  static_assert(rules::list_has_plain_values<std::remove_cvref_t<Range>>,
                "sqlalloy: in() is given a list whose elements may be NULL, are bits, or are not contiguous; make it a "
                "std::vector of plain values");
  return literal_column<"1 = 0", bool>;
}

/// The negation of `in()`.
template <expression Node, class... Values>
  requires((operand<Values> && ...))
constexpr auto not_in(Node node, Values... values) {
  return !in(std::move(node), std::move(values)...);
}
template <expression Node, class Range>
  requires value_range<Range>
constexpr auto not_in(Node node, Range&& range) {
  return !in(std::move(node), std::forward<Range>(range));
}
template <expression Node, class Range>
  requires other_range<Range>
constexpr auto not_in(Node node, Range&& range) {
  return !in(std::move(node), std::forward<Range>(range));
}
// Of a query, which is no expression, `query/` knows what to make.
template <expression Node, class Query>
  requires(!operand<Query> && requires { typename Query::node_tag; })
constexpr auto not_in(Node node, Query query) {
  return !in(std::move(node), std::move(query));
}
template <expression Node>
constexpr auto not_in(Node node, literal_text literal) {
  return !in(std::move(node), literal);
}
template <expression Node>
constexpr auto not_in(Node node, literal_text first, literal_text second) {
  return !in(std::move(node), first, second);
}
template <expression Node>
constexpr auto not_in(Node node, literal_text first, literal_text second, literal_text third) {
  return !in(std::move(node), first, second, third);
}
template <expression Node>
constexpr auto not_in(Node node, literal_text first, literal_text second, literal_text third, literal_text fourth) {
  return !in(std::move(node), first, second, third, fourth);
}
template <expression Node, std::size_t... N>
  requires(sizeof...(N) > 4)
consteval auto not_in(Node node, const char (&... literals)[N]) {
  return !in(std::move(node), literals...);
}
template <expression Node, class Value, std::size_t N>
  requires operand<Value>
constexpr auto not_in(Node node, Value (&&values)[N]) {
  return !in(std::move(node), std::move(values));
}
template <expression Node, std::size_t N>
  requires(N > 1)
constexpr auto not_in(Node node, const literal_text (&literals)[N]) {
  return !in(std::move(node), literals);
}

}  // namespace sqlalloy::inline v0
