// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/meta/type.hpp>

#include <cstddef>
#include <type_traits>
#include <utility>

namespace sqlalloy::inline v0::meta {

template <std::size_t Index, class T, bool Empty = std::is_empty_v<T>>
struct leaf {
  T value;
  constexpr leaf() = default;
  [[gnu::always_inline]] constexpr leaf(T&& initial) : value(static_cast<T&&>(initial)) {}
  [[gnu::always_inline]] constexpr leaf(const T& initial) : value(initial) {}
  [[gnu::always_inline]] constexpr const T& get() const& { return value; }
  [[gnu::always_inline]] constexpr T& get() & { return value; }
  [[gnu::always_inline]] constexpr T&& get() && { return static_cast<T&&>(value); }
};

// An empty type is not stored: two of one type would need two addresses, and a query holds its values and nothing else.
template <std::size_t Index, class T>
struct leaf<Index, T, true> {
  static constexpr T value{};
  constexpr leaf() = default;
  [[gnu::always_inline]] constexpr leaf(const T&) {}
  [[gnu::always_inline]] constexpr T get() const { return T{}; }
};

template <class Indices, class... T>
struct leaves;

template <std::size_t... Index, class... T>
struct leaves<std::index_sequence<Index...>, T...> : leaf<Index, T>... {
  /// Calls `f` with each element, in order.
  template <class F>
  [[gnu::always_inline]] constexpr void each(F& f) const {
    const int order[] = {0, (f(static_cast<const leaf<Index, T>&>(*this).get()), 0)...};
    (void)order;
  }

  template <class F>
  [[gnu::always_inline]] constexpr void each(F& f) {
    const int order[] = {0, (f(static_cast<leaf<Index, T>&>(*this).get()), 0)...};
    (void)order;
  }
};

/// Values side by side, without recursion: cheap to compile at any length. An aggregate, structural if its elements
/// are.
template <class... T>
using pack = leaves<std::index_sequence_for<T...>, T...>;

/// The element at `Index` of a pack; an empty one by value.
template <std::size_t Index, class T, bool Empty>
[[gnu::always_inline]] constexpr decltype(auto) get(const leaf<Index, T, Empty>& found) {
  return found.get();
}
template <std::size_t Index, class T, bool Empty>
[[gnu::always_inline]] constexpr decltype(auto) get(leaf<Index, T, Empty>& found) {
  return found.get();
}
template <std::size_t Index, class T, bool Empty>
[[gnu::always_inline]] constexpr decltype(auto) get(leaf<Index, T, Empty>&& found) {
  return static_cast<leaf<Index, T, Empty>&&>(found).get();
}

template <std::size_t Index, class T, bool Empty>
type<T> element_of(const leaf<Index, T, Empty>&);

/// The type at `Index` of a pack.
template <std::size_t Index, class Pack>
using element_t = typename decltype(element_of<Index>(std::declval<Pack>()))::self;

/// The pack with more elements behind, the rest moved.
template <std::size_t... Index, class... T, class... More>
[[gnu::always_inline]] constexpr pack<T..., More...> append_values(leaves<std::index_sequence<Index...>, T...>&& values,
                                                                   More&&... more) {
  return {static_cast<leaf<Index, T>&&>(values).get()..., static_cast<More&&>(more)...};
}

}  // namespace sqlalloy::inline v0::meta
