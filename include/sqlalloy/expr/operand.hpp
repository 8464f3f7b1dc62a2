// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/expr/bind.hpp>
#include <sqlalloy/expr/param.hpp>
#include <sqlalloy/type/bytes.hpp>
#include <sqlalloy/type/codec.hpp>
#include <sqlalloy/type/text.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace sqlalloy::inline v0 {

template <class T>
inline constexpr bool is_parameter = false;
template <fixed_string Name>
inline constexpr bool is_parameter<parameter<Name>> = true;

/// A C++ value that an expression may hold: it is copied or moved in, so that the query may outlive it.
template <class T>
concept bindable = sql_value<T>;

/// What may stand beside an expression: another one, a value, a parameter, NULL. (A `char` buffer is let in to be
/// refused with a sentence.)
template <class T>
concept operand =
    expression<T> || bindable<T> || is_parameter<T> || std::is_same_v<T, std::nullopt_t> || std::is_same_v<T, char*>;

/// Two operands at least one of which is an expression: what an operator takes.
template <class Left, class Right>
concept operands = (expression<Left> && operand<Right>) || (expression<Right> && operand<Left>);

}  // namespace sqlalloy::inline v0

namespace sqlalloy::inline v0::rules {

/// Text in a query is a string literal, a std::string or a std::string_view: a buffer may change or die under it.
template <class Operand>
inline constexpr bool text_is_owned = !std::is_same_v<Operand, char*>;

}  // namespace sqlalloy::inline v0::rules

namespace sqlalloy::inline v0 {

// What a view shows may be gone when the query runs: the query keeps a copy.
template <class T>
inline constexpr bool is_view = std::is_same_v<T, std::string_view> || std::is_same_v<T, bytes_view>;
template <class View>
using owner_of_t = std::conditional_t<std::is_same_v<View, bytes_view>, std::vector<std::byte>, std::string>;

/// The node for an operand that stands beside a value of type `Beside`: an expression is itself, a value is bound, a
/// parameter takes the type. A node that is an rvalue is handed on, anything else is copied or moved.
template <class Beside, bool BufferIsRefused = false, expression T>
[[gnu::always_inline]] constexpr T&& as_operand(T&& node) {
  return static_cast<T&&>(node);
}
template <class Beside, bool BufferIsRefused = false, class Given>
[[gnu::always_inline]] constexpr auto as_operand(Given&& value) {
  using T = std::decay_t<Given>;
  if constexpr (expression<T>) {
    return value;
  } else if constexpr (std::is_same_v<T, literal_text>) {
    return bind<std::string_view>{value.text};
  } else if constexpr (is_view<remove_optional_t<T>>) {
    using owned = owner_of_t<remove_optional_t<T>>;
    if constexpr (!nullable<T>)
      return bind<owned>{owned(value.begin(), value.end())};
    else
      return bind<std::optional<owned>>{value ? std::optional<owned>(std::in_place, value->begin(), value->end())
                                              : std::nullopt};
  } else if constexpr (std::is_same_v<T, std::nullopt_t>) {
    return bind<make_optional_t<Beside>>{make_optional_t<Beside>{}};
  } else if constexpr (std::is_same_v<T, char*>) {
    static_assert(BufferIsRefused || rules::text_is_owned<T>,
                  "sqlalloy: a char buffer or pointer stands for a value, but may change or die under the query; say "
                  "std::string");
    return bind<std::string_view>{std::string_view{}};
  } else if constexpr (bindable<T>) {
    return bind<T>{static_cast<Given&&>(value)};
  } else {
    return [&]<fixed_string Name>(parameter<Name>) { return param<Name, Beside>{}; }(value);
  }
}

template <class T>
struct value_beside {
  using type = remove_optional_t<T>;
};
template <class View>
  requires is_view<remove_optional_t<View>>
struct value_beside<View> {
  using type = owner_of_t<remove_optional_t<View>>;
};
template <expression T>
struct value_beside<T> {
  using type = base_value_t<T>;
};
template <fixed_string Name>
struct value_beside<parameter<Name>> {
  using type = void;
};

/// The type that an operand gives to a parameter beside it.
template <class T>
using value_beside_t = typename value_beside<T>::type;

}  // namespace sqlalloy::inline v0
