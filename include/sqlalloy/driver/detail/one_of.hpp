// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/meta/type.hpp>

#include <cstddef>
#include <new>
#include <type_traits>
#include <utility>

namespace sqlalloy::inline v0::detail {

template <std::size_t Index, class T>
struct place {};

template <class Indices, class... T>
struct places;

template <std::size_t... Index, class... T>
struct places<std::index_sequence<Index...>, T...> : place<Index, T>... {};

template <std::size_t Index, class T>
type<T> type_at(place<Index, T>);

/// One object of one of several types, or none. It is a union with a number beside it; a call goes to the object by one
/// `switch`.
template <class... T>
class one_of {
  static_assert(sizeof...(T) >= 1 && sizeof...(T) <= 8);

 public:
  template <std::size_t Index>
  using type_t = typename decltype(type_at<Index>(places<std::index_sequence_for<T...>, T...>{}))::self;

  one_of() = default;
  one_of(one_of&& other) noexcept { take(other); }
  one_of& operator=(one_of&& other) noexcept {
    if (this != &other) {
      reset();
      take(other);
    }
    return *this;
  }
  ~one_of() { reset(); }

  /// Which type it holds; the number of types where it holds none.
  std::size_t index() const noexcept { return index_; }

  template <std::size_t Index>
  type_t<Index>& get() noexcept {
    return *std::launder(reinterpret_cast<type_t<Index>*>(room_));
  }
  template <std::size_t Index>
  const type_t<Index>& get() const noexcept {
    return *std::launder(reinterpret_cast<const type_t<Index>*>(room_));
  }

  template <std::size_t Index, class... Arguments>
  type_t<Index>& emplace(Arguments&&... arguments) {
    reset();
    auto* made = ::new (static_cast<void*>(room_)) type_t<Index>(std::forward<Arguments>(arguments)...);
    index_ = Index;
    return *made;
  }

  /// What it holds, or a new object where it held another type.
  template <std::size_t Index>
  type_t<Index>& ensure() {
    return index_ == Index ? get<Index>() : emplace<Index>();
  }

  void reset() noexcept {
    visit([]<class Held>(Held& held) { held.~Held(); }, [] {});
    index_ = sizeof...(T);
  }

  /// `call(object)`, or `otherwise()` where it holds none.
  template <class Call, class Otherwise>
  decltype(auto) visit(Call call, Otherwise otherwise) {
    return dispatch(
        index_, [&](auto index) -> decltype(auto) { return call(get<index.value>()); }, otherwise);
  }
  template <class Call, class Otherwise>
  decltype(auto) visit(Call call, Otherwise otherwise) const {
    return dispatch(
        index_, [&](auto index) -> decltype(auto) { return call(get<index.value>()); }, otherwise);
  }

  /// `call(n)` with `n.value` a constant equal to `index`, or `otherwise()` where there is no such type.
  template <class Call, class Otherwise>
  static auto dispatch(std::size_t index, Call call, Otherwise otherwise) -> decltype(otherwise()) {
    switch (index) {
      case 0:
        return call_with<0>(call, otherwise);
      case 1:
        return call_with<1>(call, otherwise);
      case 2:
        return call_with<2>(call, otherwise);
      case 3:
        return call_with<3>(call, otherwise);
      case 4:
        return call_with<4>(call, otherwise);
      case 5:
        return call_with<5>(call, otherwise);
      case 6:
        return call_with<6>(call, otherwise);
      case 7:
        return call_with<7>(call, otherwise);
      default:
        return otherwise();
    }
  }

 private:
  static constexpr std::size_t size() {
    std::size_t greatest = 0;
    for (const std::size_t one : {sizeof(T)...}) greatest = one > greatest ? one : greatest;
    return greatest;
  }

  alignas(T...) unsigned char room_[size()];
  std::size_t index_ = sizeof...(T);

  template <std::size_t Index, class Call, class Otherwise>
  static auto call_with(Call& call, Otherwise& otherwise) -> decltype(otherwise()) {
    if constexpr (Index < sizeof...(T))
      return call(std::integral_constant<std::size_t, Index>{});
    else
      return otherwise();
  }

  void take(one_of& other) noexcept {
    dispatch(
        other.index_, [&](auto index) { emplace<index.value>(std::move(other.template get<index.value>())); }, [] {});
  }
};

}  // namespace sqlalloy::inline v0::detail
