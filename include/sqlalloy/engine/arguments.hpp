// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/meta/reflect.hpp>
#include <sqlalloy/query/parameters.hpp>

#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

namespace sqlalloy::inline v0 {

template <std::size_t Index, class T>
struct held_argument {
  T value;
};

template <class Indices, class... T>
struct held_list;
template <std::size_t... Index, class... T>
struct held_list<std::index_sequence<Index...>, T...> : held_argument<Index, T>... {};

/// What was passed to `execute()` beside the query: rvalues are kept, lvalues (`T` is a reference) are borrowed.
template <class... T>
using held_arguments = held_list<std::index_sequence_for<T...>, T...>;

// A field of a struct that stands for an argument of its name.
template <class Struct, std::size_t Index>
struct field_argument {
  static constexpr std::string_view name = meta::field_names<Struct>[Index];
  meta::field_t<Struct, Index> value;
};

template <class Struct, class Indices>
struct fields_as_arguments;
template <class Struct, std::size_t... Index>
struct fields_as_arguments<Struct, std::index_sequence<Index...>> {
  using type = type_list<field_argument<Struct, Index>...>;
};

template <class... T>
struct arguments_given {
  using type = type_list<T...>;
};
template <class T>
  requires(!is_argument<T>)
struct arguments_given<T> : fields_as_arguments<T, std::make_index_sequence<meta::field_count<T>>> {};

/// Whether these can be passed to `execute()` beside the query: `"x"_p = value` for each parameter, or one aggregate
/// with fields of their names.
template <class... T>
inline constexpr bool are_arguments = (is_argument<std::remove_cvref_t<T>> && ...);
template <class T>
  requires(!is_argument<std::remove_cvref_t<T>>)
inline constexpr bool are_arguments<T> = [] {
  using object = std::remove_cvref_t<T>;
  if constexpr (std::is_class_v<object>)
    return meta::is_reflectable<object>;
  else
    return false;
}();

/// What is wrong with the arguments of a statement: each is void where nothing is. The fields of a struct may be more
/// than the parameters. Of a wrong name, which is unknown and leaves another missing, the missing one speaks alone.
template <class Query, class... T>
struct argument_check {
  static constexpr bool named = false;
  using missing = void;
  using unknown = void;
  using misfit = void;
};
template <class Query, class... T>
  requires are_arguments<T...>
struct argument_check<Query, T...> {
  static constexpr bool named = true;
  using given = typename arguments_given<std::remove_cvref_t<T>...>::type;
  using known = std::conditional_t<(is_argument<std::remove_cvref_t<T>> && ...), given, type_list<>>;
  using missing = rules::missing_parameter_t<Query, given>;
  using unknown = std::conditional_t<std::is_void_v<missing>, rules::unknown_argument_t<Query, known>, void>;
  using misfit = rules::misfit_parameter_t<Query, given>;
};

// The field of a struct at an index that is a constant.
template <class Value>
struct field_finder {
  std::size_t left;
  const Value* found = nullptr;

  template <class Field>
  constexpr void operator()(const Field& field) {
    if constexpr (std::is_same_v<Field, Value>)
      if (left == 0) found = &field;
    --left;
  }
};

template <std::size_t Index, class T>
constexpr const auto& argument_at(const held_argument<Index, T>& held) {
  return held.value;
}

/// Where the value of a parameter is found: the position of its argument, or of its field; the number of these where
/// there is none.
template <class Parameter, class List>
inline constexpr std::size_t argument_index = 0;
template <class Parameter, class... T>
inline constexpr std::size_t argument_index<Parameter, type_list<T...>> = [] {
  const std::string_view names[] = {T::name..., Parameter::name};
  std::size_t index = 0;
  while (names[index] != Parameter::name) ++index;
  return index;
}();

/// Calls `f` with the value that was given for a parameter; not at all where none was.
template <class Parameter, class F, std::size_t... Index, class... T>
constexpr void with_argument(const held_list<std::index_sequence<Index...>, T...>& held, F f) {
  using given = typename arguments_given<std::remove_cvref_t<T>...>::type;
  constexpr std::size_t found = argument_index<Parameter, given>;
  if constexpr (found == given::size) {
    return;  // the rule has spoken
  } else if constexpr ((is_argument<std::remove_cvref_t<T>> && ...)) {
    f(argument_at<found>(held).value);
  } else {
    using object = std::remove_cvref_t<decltype(argument_at<0>(held))>;
    field_finder<meta::field_t<object, found>> finder{found};
    meta::for_each_field(argument_at<0>(held), finder);
    f(*finder.found);
  }
}

}  // namespace sqlalloy::inline v0

namespace sqlalloy::inline v0::rules {

/// What is passed beside a statement has names.
template <class... Arguments>
inline constexpr bool arguments_are_named = are_arguments<Arguments...>;

}  // namespace sqlalloy::inline v0::rules
