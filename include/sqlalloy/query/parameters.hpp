// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/expr/param.hpp>
#include <sqlalloy/expr/rules.hpp>
#include <sqlalloy/query/join.hpp>
#include <sqlalloy/query/slots.hpp>

#include <cstddef>
#include <string_view>
#include <type_traits>

namespace sqlalloy::inline v0 {

template <class Node>
struct parameters_below;

template <class List>
struct parameters_among;
template <class... Nodes>
struct parameters_among<type_list<Nodes...>> : concatenated<typename parameters_below<Nodes>::type...> {};

template <class Node>
struct parameters_below : parameters_among<typename Node::children> {};
template <class Node>
  requires(is_slot<Node> || slot_count<Node> == 0)
struct parameters_below<Node> {
  using type = type_list<>;
};
template <fixed_string Name, class Value>
struct parameters_below<param<Name, Value>> {
  using type = type_list<param<Name, Value>>;
};

/// The parameters that a query has: a list of `param`, one of a name for each place where it stands.
template <class Query>
using parameters_t = typename parameters_below<Query>::type;

/// The arguments of an execution: those of `"x"_p = value`, or the fields of one struct.
template <class T>
inline constexpr bool is_argument = false;
template <fixed_string Name, class T>
inline constexpr bool is_argument<argument<Name, T>> = true;

}  // namespace sqlalloy::inline v0

namespace sqlalloy::inline v0::rules {

/// A value for every parameter: `Missing` is the first that has none.
template <class Missing>
inline constexpr bool parameter_is_given = std::is_void_v<Missing>;

/// A parameter for every value: `Unknown` is the first that the query does not have.
template <class Unknown>
inline constexpr bool parameter_is_known = std::is_void_v<Unknown>;

/// The value has a type that the parameter takes.
template <class Misfit>
inline constexpr bool argument_fits_parameter = std::is_void_v<Misfit>;

template <class Name, class Arguments>
inline constexpr bool is_given = false;
template <fixed_string Name, class Value, class... Arguments>
inline constexpr bool is_given<param<Name, Value>, type_list<Arguments...>> = ((Arguments::name == Name.view()) || ...);

template <class Argument, class Parameters>
inline constexpr bool is_known = false;
template <class Argument, class... Parameters>
inline constexpr bool is_known<Argument, type_list<Parameters...>> = ((Argument::name == Parameters::name) || ...);

template <class Parameter, class Argument>
consteval bool fits() {
  using given = std::remove_cvref_t<decltype(Argument::value)>;
  if constexpr (Parameter::name != Argument::name)
    return true;
  else if constexpr (is_text<typename Parameter::value_type> && std::is_convertible_v<given, std::string_view>)
    return true;
  else if constexpr (std::is_same_v<given, std::nullopt_t>)
    return nullable<typename Parameter::value_type>;
  else
    return types_compare<typename Parameter::value_type, given> &&
           (nullable<typename Parameter::value_type> || !nullable<given>);
}
template <class Parameter, class Arguments>
inline constexpr bool all_fit = false;
template <class Parameter, class... Arguments>
inline constexpr bool all_fit<Parameter, type_list<Arguments...>> = (fits<Parameter, Arguments>() && ...);

// The first type of a list for which the test is false.
template <template <class, class> class Test, class With, class... Types>
struct first_failing {
  using type = void;
};
template <template <class, class> class Test, class With, class First, class... More>
struct first_failing<Test, With, First, More...>
    : std::conditional_t<Test<First, With>::value, first_failing<Test, With, More...>, std::type_identity<First>> {};

template <class Parameter, class Arguments>
struct given_test {
  static constexpr bool value = is_given<Parameter, Arguments>;
};
template <class Argument, class Parameters>
struct known_test {
  static constexpr bool value = is_known<Argument, Parameters>;
};
template <class Parameter, class Arguments>
struct fit_test {
  static constexpr bool value = all_fit<Parameter, Arguments>;
};

template <template <class, class> class Test, class With, class List>
struct failing_in;
template <template <class, class> class Test, class With, class... Types>
struct failing_in<Test, With, type_list<Types...>> : first_failing<Test, With, Types...> {};

/// The first parameter of the query without a value; void where all have one. `Arguments` is a list of `argument`.
template <class Query, class Arguments>
using missing_parameter_t = typename failing_in<given_test, Arguments, parameters_t<Query>>::type;

template <class Arguments>
struct repeated_argument;
template <class... T>
struct repeated_argument<type_list<T...>> {
  static constexpr std::size_t index = [] {
    const std::string_view names[] = {T::name..., std::string_view()};
    for (std::size_t i = 0; i != sizeof...(T); ++i)
      for (std::size_t before = 0; before != i; ++before)
        if (names[before] == names[i]) return i;
    return sizeof...(T);
  }();
  using type = meta::nth_t<index, T..., void>;
};

/// The first argument that the query has no parameter for, or none any more: the parameter has a value already.
template <class Query, class Arguments,
          class Unknown = typename failing_in<known_test, parameters_t<Query>, Arguments>::type>
using unknown_argument_t =
    std::conditional_t<std::is_void_v<Unknown>, typename repeated_argument<Arguments>::type, Unknown>;

/// The first parameter whose value has a type that it does not take.
template <class Query, class Arguments>
using misfit_parameter_t = typename failing_in<fit_test, Arguments, parameters_t<Query>>::type;

}  // namespace sqlalloy::inline v0::rules
