// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

namespace sqlalloy::inline v0 {

/// A type as a value, to choose an overload by.
template <class T>
struct type {
  using self = T;
};

/// Types in a row.
template <class... T>
struct type_list {
  static constexpr std::size_t size = sizeof...(T);
};

}  // namespace sqlalloy::inline v0

namespace sqlalloy::inline v0::meta {

/// Where `T` stands among `List`; the number of `List` where it is none of them.
template <class T, class... List>
inline constexpr std::size_t index_of = [] {
  const bool same[] = {__is_same(T, List)..., true};
  std::size_t index = 0;
  while (!same[index]) ++index;
  return index;
}();

template <class T, class... List>
inline constexpr bool is_one_of = index_of<T, List...> != sizeof...(List);

template <std::size_t Index, class First, class... More>
struct nth : nth<Index - 1, More...> {};
template <class First, class... More>
struct nth<0, First, More...> {
  using type = First;
};

/// The type at `Index` of a list.
template <std::size_t Index, class... List>
using nth_t = typename nth<Index, List...>::type;

/// `Template<A..., B...>` from `Template<A...>` and `B...`.
template <class List, class... More>
struct append;

template <template <class...> class List, class... T, class... More>
struct append<List<T...>, More...> {
  using type = List<T..., More...>;
};

template <class List, class... More>
using append_t = typename append<List, More...>::type;

}  // namespace sqlalloy::inline v0::meta
