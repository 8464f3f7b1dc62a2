// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/meta/reflect.hpp>

#include <array>
#include <boost/hana/accessors.hpp>
#include <boost/hana/adapt_struct.hpp>
#include <boost/hana/at.hpp>
#include <boost/hana/concept/struct.hpp>
#include <boost/hana/core/to.hpp>
#include <boost/hana/first.hpp>
#include <boost/hana/for_each.hpp>
#include <boost/hana/length.hpp>
#include <boost/hana/pair.hpp>
#include <boost/hana/second.hpp>
#include <boost/hana/string.hpp>
#include <boost/hana/tuple.hpp>
#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

namespace sqlalloy::inline v0::meta {

/// Classes that Boost.Hana knows (`BOOST_HANA_ADAPT_STRUCT`, or accessors written by hand for private members) are
/// mapped as aggregates are. Opt-in: include this header before the class is first used in a query.
template <class T>
  requires(boost::hana::Struct<T>::value)
struct reflection<T> {
  using accessors = decltype(boost::hana::accessors<T>());

  // From the type: written by hand as Hana shows it, accessors are no constant before C++17's constexpr lambdas.
  template <std::size_t Index>
  using name = std::remove_cvref_t<decltype(boost::hana::first(boost::hana::at_c<Index>(std::declval<accessors>())))>;

  static constexpr bool available = true;
  static constexpr std::size_t size = decltype(boost::hana::length(std::declval<accessors>()))::value;

  template <std::size_t Index>
  using field = std::remove_cvref_t<decltype(boost::hana::second(boost::hana::at_c<Index>(std::declval<accessors>()))(
      std::declval<T&>()))>;

  static consteval auto names() {
    return []<std::size_t... I>(std::index_sequence<I...>) {
      return std::array<std::string_view, size>{boost::hana::to<const char*>(name<I>{})...};
    }(std::make_index_sequence<size>{});
  }

  template <class Class, class F>
  static constexpr void each(Class& object, F& f) {
    boost::hana::for_each(boost::hana::accessors<T>(),
                          [&](const auto& accessor) { f(boost::hana::second(accessor)(object)); });
  }
};

}  // namespace sqlalloy::inline v0::meta
