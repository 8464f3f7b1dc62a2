// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/meta/member_path.hpp>
#include <sqlalloy/meta/reflect.hpp>

#include <cstddef>
#include <type_traits>

namespace sqlalloy::inline v0::meta {

template <std::size_t Wanted>
struct address_finder {
  const void*& found;
  std::size_t& index;

  template <class T>
  constexpr void operator()(T& field) const {
    if (index++ == Wanted) found = &field;
  }
};

/// The field at an index.
template <std::size_t Index, class T>
auto& field_at(T& object) {
  using fields = reflection<std::remove_const_t<T>>;
  if constexpr (requires { fields::template get<Index>(object); }) {
    return fields::template get<Index>(object);
  } else {
    const void* found = nullptr;
    std::size_t index = 0;
    const address_finder<Index> finder{found, index};
    for_each_field(object, finder);
    using value = field_t<std::remove_const_t<T>, Index>;
    if constexpr (std::is_const_v<T>)
      return *static_cast<const value*>(found);
    else
      return *static_cast<value*>(const_cast<void*>(found));
  }
}

template <auto Member, class T>
auto& field(T& object);

template <auto First, auto... Rest, class T>
auto& field_along(member_path<First, Rest...>, T& object) {
  if constexpr (sizeof...(Rest) == 0)
    return field<First>(object);
  else
    return field_along(member_path<Rest...>{}, field<First>(object));
}

/// The field that a member names, of an object; at the end of a path, the field of the struct within.
template <auto Member, class T>
auto& field(T& object) {
  if constexpr (std::is_member_object_pointer_v<decltype(Member)>)
    return object.*Member;
  else if constexpr (requires { field_along(Member, object); })
    return field_along(Member, object);
  else
    return field_at<field_index<std::remove_const_t<T>>(member_name<Member>)>(object);
}

}  // namespace sqlalloy::inline v0::meta
