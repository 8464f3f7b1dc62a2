// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/expr/operand.hpp>
#include <sqlalloy/schema/column_fields.hpp>
#include <sqlalloy/type/codec.hpp>

#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

/// What SQL demands of an expression. A rule is one bool over the culprits, which the compiler prints with it.
namespace sqlalloy::inline v0::rules {

template <class T>
inline constexpr bool is_number = std::is_arithmetic_v<T> && !std::is_same_v<T, bool>;

template <class T>
inline constexpr bool is_text = std::is_convertible_v<const T&, std::string_view>;

template <class Left, class Right>
consteval bool compare_in_sql() {
  if constexpr (std::is_same_v<Left, Right> || std::is_void_v<Left> || std::is_void_v<Right>)
    return true;
  else if constexpr (is_number<Left> || is_number<Right>)
    return is_number<Left> && is_number<Right>;
  else if constexpr (is_text<Left> || is_text<Right>)
    return is_text<Left> && is_text<Right>;
  else if constexpr (std::is_enum_v<Left> || std::is_enum_v<Right> || !sql_value<Left> || !sql_value<Right>)
    return false;
  else  // two forms of one thing: instants of different precision, two kinds of byte strings
    return !std::is_same_v<Left, bool> && !std::is_same_v<Right, bool> &&
           std::is_same_v<storage_t<Left>, storage_t<Right>> && !std::is_arithmetic_v<storage_t<Left>>;
}

/// The values of both types can be compared.
template <class Left, class Right>
inline constexpr bool types_compare = compare_in_sql<remove_optional_t<Left>, remove_optional_t<Right>>();

template <class Node>
inline constexpr bool is_null_value = false;
template <>
inline constexpr bool is_null_value<std::nullopt_t> = true;
template <class T>
inline constexpr bool is_null_value<std::optional<T>> = true;
template <class Node>
  requires expression<Node>
inline constexpr bool is_null_value<Node> = nullable<typename Node::value_type>;

/// Of a type without a codec there is nothing to say.
template <class T>
inline constexpr sql_type type_in_sql{};
template <sql_value T>
inline constexpr sql_type type_in_sql<T> = sql_type_v<T>;

// Each database keeps such a type in a form of its own, so that what CAST makes of it differs.
constexpr bool has_own_forms(sql_type type) {
  return type == sql_type::uuid || type == sql_type::numeric || is_decimal(type);
}

/// CAST means the same on every database: from such a type to itself, or between others.
template <class From, class To>
inline constexpr bool cast_means_the_same =
    type_in_sql<From> == type_in_sql<To> || (!has_own_forms(type_in_sql<From>) && !has_own_forms(type_in_sql<To>));

/// CAST from and to JSON means the same where the other type is text.
template <class From, class To>
inline constexpr bool cast_of_json_is_text =
    type_in_sql<From> == type_in_sql<To> ||
    (type_in_sql<From> != sql_type::json && type_in_sql<To> != sql_type::json) || type_in_sql<From> == sql_type::text ||
    type_in_sql<To> == sql_type::text;

// Every database puts the values of the type in the same order: JSON has none, and SQLite sorts the text of a number.
constexpr bool has_order(sql_type type) { return type != sql_type::json && type != sql_type::numeric; }

/// min() and max() of the type are known to every database: PostgreSQL has none of UUIDs.
template <class T>
inline constexpr bool type_has_extremes = type_in_sql<T> != sql_type::uuid && has_order(type_in_sql<T>);

/// The values of both types can be compared by any operator.
template <class Left, class Right>
inline constexpr bool values_compare =
    types_compare<Left, Right> && has_order(type_in_sql<Left>) && has_order(type_in_sql<Right>);

/// They can be compared by this one: numbers of any size have one text each, so that they are equal or not.
template <class Operator, class Left, class Right>
inline constexpr bool values_compare_by =
    values_compare<Left, Right> || (Operator::tests_null && types_compare<Left, Right> &&
                                    type_in_sql<Left> != sql_type::json && type_in_sql<Right> != sql_type::json);

/// The sort key has a type that every database sorts; that of a name is not known.
template <class Key>
inline constexpr bool key_has_an_order = true;
template <expression Key>
inline constexpr bool key_has_an_order<Key> = has_order(type_in_sql<typename Key::value_type>);

/// A composite is several columns, and stands nowhere as a whole.
template <class Value>
inline constexpr bool member_is_no_composite = shape_of_field<Value>.kind != field_kind::composite;

/// A value that may be NULL goes to a column that may be NULL.
template <class Column, class Value>
inline constexpr bool null_is_allowed = nullable<typename Column::value_type> || !is_null_value<Value>;

/// The value has a type that the column takes. A real number in a column of integers would be rounded.
template <class Column, class Node>
inline constexpr bool value_fits_column =
    types_compare<typename Column::value_type, typename Node::value_type> &&
    !(std::is_integral_v<base_value_t<Column>> && std::is_floating_point_v<base_value_t<Node>>);

/// NULL is tested for, not ordered.
template <class Operator>
inline constexpr bool null_is_tested = Operator::tests_null;

/// No side is a value of the program that may be NULL: `= NULL` is never true, whatever stands in the row. To IS
/// DISTINCT FROM it is a value.
template <class Operator, class Left, class Right>
inline constexpr bool value_is_known = Operator::null_rule == nulls::never || (!nullable<Left> && !nullable<Right>);

/// Both operands are numbers.
template <class Left, class Right>
inline constexpr bool operands_are_numbers = is_number<base_value_t<Left>> && is_number<base_value_t<Right>>;

/// A number that is exact, digits behind the point included.
template <class T>
inline constexpr bool is_exact = is_decimal(type_in_sql<T>);

/// Both operands are decimals of one scale, which can be added.
template <class Operator, class Left, class Right>
inline constexpr bool operands_add =
    Operator::adds && is_exact<base_value_t<Left>> && types_compare<base_value_t<Left>, base_value_t<Right>>;

/// Arithmetic takes numbers; decimals can be added.
template <class Operator, class Left, class Right>
inline constexpr bool operands_calculate = operands_are_numbers<Left, Right> || operands_add<Operator, Left, Right>;

/// What can be summed.
template <class Node>
inline constexpr bool operand_has_a_sum = is_number<base_value_t<Node>> || is_exact<base_value_t<Node>>;

/// Neither of the types has a fraction; what is no number is another rule's.
template <class Left, class Right>
inline constexpr bool operands_are_integers = !std::is_floating_point_v<Left> && !std::is_floating_point_v<Right>;

/// The operand is text; a parameter becomes it.
template <class Operand>
inline constexpr bool operand_is_text = is_text<value_beside_t<Operand>>;
template <fixed_string Name>
inline constexpr bool operand_is_text<parameter<Name>> = true;

/// Both operands are text.
template <class Left, class Right>
inline constexpr bool operands_are_text = is_text<base_value_t<Left>> && is_text<base_value_t<Right>>;

/// The operand is true or false.
template <class Node>
inline constexpr bool operand_is_a_condition = std::is_same_v<base_value_t<Node>, bool>;

}  // namespace sqlalloy::inline v0::rules
