// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/meta/type.hpp>

#include <cstddef>
#include <type_traits>
#include <utility>

namespace sqlalloy::inline v0::meta {

template <std::size_t Index, class T, bool Empty = std::is_empty_v<T>> struct leaf {
  T value;
  constexpr leaf() = default;
  constexpr leaf(T initial) : value(std::move(initial)) {}
  constexpr const T& get() const& { return value; }
  constexpr T& get() & { return value; }
  constexpr T&& get() && { return static_cast<T&&>(value); }
};

// An empty type is not stored: two of one type would need two addresses, and a query holds its values and nothing else.
template <std::size_t Index, class T> struct leaf<Index, T, true> {
  constexpr leaf() = default;
  constexpr leaf(const T&) {}
  constexpr T get() const { return T{}; }
};

template <class Indices, class... T> struct leaves;

template <std::size_t... Index, class... T> struct leaves<std::index_sequence<Index...>, T...> : leaf<Index, T>... {
  constexpr leaves() = default;
  constexpr leaves(T... values)
    requires(sizeof...(T) != 0)
      : leaf<Index, T>(std::move(values))... {}

  /// Calls `f` with each element, in order.
  template <class F> constexpr void each(F& f) const {
    const int order[] = {0, (f(static_cast<const leaf<Index, T>&>(*this).get()), 0)...};
    (void)order;
  }

  template <class F> constexpr void each(F& f) {
    const int order[] = {0, (f(static_cast<leaf<Index, T>&>(*this).get()), 0)...};
    (void)order;
  }
};

/// Values side by side, without recursion: cheap to compile at any length. Structural if its elements are.
template <class... T> struct pack : leaves<std::index_sequence_for<T...>, T...> {
  using leaves<std::index_sequence_for<T...>, T...>::leaves;
};

template <class... T> pack(T...) -> pack<T...>;

template <std::size_t Index, class T, bool Empty>
constexpr const leaf<Index, T, Empty>& leaf_at(const leaf<Index, T, Empty>& found) {
  return found;
}
template <std::size_t Index, class T, bool Empty>
constexpr leaf<Index, T, Empty>& leaf_at(leaf<Index, T, Empty>& found) {
  return found;
}

/// The element at `Index`; an empty one by value.
template <std::size_t Index, class... T> constexpr decltype(auto) get(const pack<T...>& values) {
  return leaf_at<Index>(values).get();
}
template <std::size_t Index, class... T> constexpr decltype(auto) get(pack<T...>& values) {
  return leaf_at<Index>(values).get();
}
template <std::size_t Index, class... T> constexpr decltype(auto) get(pack<T...>&& values) {
  return std::move(leaf_at<Index>(values)).get();
}

template <std::size_t Index, class T, bool Empty> type<T> element_of(const leaf<Index, T, Empty>&);

/// The type at `Index` of a pack.
template <std::size_t Index, class Pack>
using element_t = typename decltype(element_of<Index>(std::declval<Pack>()))::self;

template <std::size_t Index, class New, class Pack, std::size_t... All>
constexpr auto replace_among(Pack&& values, New&& replacement, std::index_sequence<All...>) {
  const auto choose = [&]<std::size_t I>(std::integral_constant<std::size_t, I>) -> decltype(auto) {
    if constexpr (I == Index)
      return std::move(replacement);
    else
      return get<I>(std::move(values));
  };
  return pack<std::conditional_t<All == Index, New, element_t<All, Pack>>...>{
      choose(std::integral_constant<std::size_t, All>{})...};
}

/// The pack with another element at `Index`, the rest moved.
template <std::size_t Index, class New, class... T> constexpr auto replace(pack<T...>&& values, New replacement) {
  return replace_among<Index>(std::move(values), std::move(replacement), std::index_sequence_for<T...>{});
}

template <class... T, class... More, std::size_t... Index>
constexpr pack<T..., More...> join(pack<T...>&& values, std::index_sequence<Index...>, More&&... more) {
  return {get<Index>(std::move(values))..., std::move(more)...};
}

/// The pack with more elements behind, the rest moved.
template <class... T, class... More> constexpr pack<T..., More...> append_values(pack<T...>&& values, More... more) {
  return join(std::move(values), std::index_sequence_for<T...>{}, std::move(more)...);
}

}  // namespace sqlalloy::inline v0::meta
