// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/expr/operand.hpp>
#include <sqlalloy/expr/operation.hpp>
#include <sqlalloy/expr/rules.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace sqlalloy::inline v0 {

template <fixed_string Name, class Result, nulls Rule>
struct function_operator {
  static constexpr nulls null_rule = Rule;
  static constexpr precedence binding = precedence::atom;
  static constexpr std::string_view function = Name.view();
  template <class...>
  using value = Result;
};

/// Any function of the database by its name and the type of its result, which may be `std::optional`:
/// `sa::func<"soundex", std::string>(sa::col<&User::name>)`.
template <fixed_string Name, class Result, class... Arguments>
  requires((operand<Arguments> && ...))
constexpr auto func(Arguments... arguments) {
  constexpr nulls rule = nullable<Result> ? nulls::always : nulls::never;
  return operate<function_operator<Name, remove_optional_t<Result>, rule>>(
      as_operand<std::string>(std::move(arguments))...);
}
template <fixed_string Name, class Result, class... Arguments>
  requires((operand<Arguments> && ...))
constexpr auto func(literal_text first, Arguments... arguments) {
  return func<Name, Result>(as_operand<void>(first), std::move(arguments)...);
}
template <fixed_string Name, class Result, class... Arguments>
  requires((operand<Arguments> && ...))
constexpr auto func(literal_text first, literal_text second, Arguments... arguments) {
  return func<Name, Result>(as_operand<void>(first), as_operand<void>(second), std::move(arguments)...);
}
template <fixed_string Name, class Result, class First, class... Arguments>
  requires(operand<First> && (operand<Arguments> && ...))
constexpr auto func(First first, literal_text second, Arguments... arguments) {
  return func<Name, Result>(std::move(first), as_operand<void>(second), std::move(arguments)...);
}

/// Functions that every database has, under SQL's names. Their value is NULL where an argument is.
template <fixed_string Name, class Result>
using plain_function = function_operator<Name, Result, nulls::any_operand>;

template <class... Operands>
constexpr void takes_text() {
  static_assert((rules::operand_is_text<Operands> && ...),
                "sqlalloy: lower(), upper(), trim(), length(), substr() or replace() is given what is no text; cast it "
                "with sa::cast<std::string>");
}

/// The text in lower case.
template <class Text>
  requires operand<Text>
constexpr auto lower(Text text) {
  takes_text<Text>();
  return operate<plain_function<"lower", std::string>>(as_operand<std::string>(std::move(text)));
}

/// The text in upper case.
template <class Text>
  requires operand<Text>
constexpr auto upper(Text text) {
  takes_text<Text>();
  return operate<plain_function<"upper", std::string>>(as_operand<std::string>(std::move(text)));
}

/// The text without spaces at both ends.
template <class Text>
  requires operand<Text>
constexpr auto trim(Text text) {
  takes_text<Text>();
  return operate<plain_function<"trim", std::string>>(as_operand<std::string>(std::move(text)));
}

/// The number of characters.
template <class Text>
  requires operand<Text>
constexpr auto length(Text text) {
  takes_text<Text>();
  return operate<plain_function<"length", std::int64_t>>(as_operand<std::string>(std::move(text)));
}

/// What counts characters or digits: an integer, or a parameter.
template <class T>
concept character_count = operand<T> && (is_parameter<T> || std::is_integral_v<value_beside_t<T>>);

/// Part of the text, from a position counted from 1.
template <expression Text, character_count From>
constexpr auto substr(Text text, From from) {
  takes_text<Text>();
  return operate<plain_function<"substr", std::string>>(std::move(text), as_operand<std::int32_t>(std::move(from)));
}

/// Part of the text, from a position counted from 1, so many characters long.
template <expression Text, character_count From, character_count Length>
constexpr auto substr(Text text, From from, Length length) {
  takes_text<Text>();
  return operate<plain_function<"substr", std::string>>(std::move(text), as_operand<std::int32_t>(std::move(from)),
                                                        as_operand<std::int32_t>(std::move(length)));
}

/// The text with every `from` in it replaced.
template <expression Text, class From, class To>
  requires(operand<From> && operand<To>)
constexpr auto replace(Text text, From from, To to) {
  takes_text<Text, From, To>();
  return operate<plain_function<"replace", std::string>>(std::move(text), as_operand<std::string>(std::move(from)),
                                                         as_operand<std::string>(std::move(to)));
}
template <expression Text>
constexpr auto replace(Text text, literal_text from, literal_text to) {
  return replace(std::move(text), as_operand<void>(from), as_operand<void>(to));
}
template <expression Text, class To>
  requires operand<To>
constexpr auto replace(Text text, literal_text from, To to) {
  return replace(std::move(text), as_operand<void>(from), std::move(to));
}
template <expression Text, class From>
  requires operand<From>
constexpr auto replace(Text text, From from, literal_text to) {
  return replace(std::move(text), std::move(from), as_operand<void>(to));
}

template <class First>
constexpr void takes_a_number() {
  static_assert(rules::is_number<base_value_t<First>>,
                "sqlalloy: abs() or round() is given what is no number; cast it with sa::cast<double>");
}

/// The number without its sign.
template <expression Number>
constexpr auto abs(Number number) {
  takes_a_number<Number>();
  return operate<plain_function<"abs", base_value_t<Number>>>(std::move(number));
}

/// The number with so many digits behind the point (0 or more), as a double. A half goes away from zero on SQLite and
/// PostgreSQL, to the even digit on MySQL and MariaDB.
template <expression Number, character_count Digits>
constexpr auto round(Number number, Digits digits) {
  takes_a_number<Number>();
  return operate<plain_function<"round", double>>(std::move(number), as_operand<std::int32_t>(std::move(digits)));
}

/// The nearest whole number, as a double. A half goes away from zero on SQLite, to the even number elsewhere.
template <expression Number>
constexpr auto round(Number number) {
  takes_a_number<Number>();
  return operate<plain_function<"round", double>>(std::move(number));
}

}  // namespace sqlalloy::inline v0
