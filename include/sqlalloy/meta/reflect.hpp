// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/meta/member.hpp>
#include <sqlalloy/meta/type.hpp>

#include <array>
#include <boost/pfr/core.hpp>
#include <boost/pfr/tuple_size.hpp>
#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

namespace sqlalloy::inline v0::meta {

// Converts to anything but T itself, which would be a copy of it; to anything that is a base of T.
template <class T>
struct any_value {
  std::size_t ignored;
  template <class Field>
    requires(!std::is_same_v<Field, T>)
  operator Field() const noexcept;
};

template <class Derived>
struct any_base {
  any_base() = default;
  any_base(const any_base&) = delete;  // or std::any would take it as a value
  template <class Base>
    requires(std::is_base_of_v<Base, Derived> && !std::is_same_v<Base, Derived>)
  operator Base() const noexcept;
};

template <class T, std::size_t... I>
consteval bool takes_a_value_for_each_field(std::index_sequence<I...>) {
  // Parentheses permit no brace elision, so that a C array among the fields is seen (it takes no single value).
  return requires { T(any_value<T>{I}...); };
}

/// Whether PFR can read the fields: an aggregate of 100 fields at most, without base classes, C arrays and references.
template <class T>
consteval bool is_plain_aggregate() {
  if constexpr (!std::is_aggregate_v<T> || !std::is_class_v<T> || !std::is_default_constructible_v<T>)
    return false;
  else if constexpr (std::is_empty_v<T> || requires { T{any_base<T>{}}; })
    return false;
  else if constexpr (boost::pfr::tuple_size_v<T> > 100)  // PFR binds no more names
    return false;
  else
    return takes_a_value_for_each_field<T>(std::make_index_sequence<boost::pfr::tuple_size_v<T>>{});
}

// Never read: it exists so that its fields have addresses, from which the compiler prints their names.
template <class T>
union field_names_source {
  char none;
  T value;
  constexpr field_names_source() : none{} {}
  constexpr ~field_names_source() {}
};

// Fields may be of types that have no constants. Clang has no constexpr union of those; from a constinit one g++ would
// make a static destructor.
#if defined(__clang__)
template <class T>
inline constinit const field_names_source<T> names_source{};
#else
template <class T>
inline constexpr field_names_source<T> names_source{};
#endif

template <class T>
struct field_address {
  const T* address;
};

template <class T>
field_address(const T*) -> field_address<T>;

template <auto Address>
consteval std::string_view name_at_address() {
  constexpr std::string_view text = signature<Address>();
  // g++ prints "{(& source.value.Class::name)}", clang "{&source.value.name}".
  constexpr auto brace = text.rfind('}');
  constexpr auto end = text[brace - 1] == ')' ? brace - 1 : brace;
  constexpr auto begin = text.find_last_of(":.", end) + 1;
  return text.substr(begin, end - begin);
}

/// How the fields of a class are found. This is Boost.PFR's way, for aggregates; `meta/hana.hpp` adds Hana's.
template <class T>
struct reflection {
  static constexpr bool available = is_plain_aggregate<T>();
  static constexpr std::size_t size = boost::pfr::tuple_size_v<T>;

  // Through a class, or PFR would look at the fields as soon as it is asked whether there are any.
  template <std::size_t Index, class Of>
  struct field_at {
    using type = boost::pfr::tuple_element_t<Index, Of>;
  };
  template <std::size_t Index>
  using field = typename field_at<Index, T>::type;

  static consteval auto names() {
    return []<std::size_t... I>(std::index_sequence<I...>) {
      return std::array<std::string_view, size>{
          name_at_address<field_address{&boost::pfr::get<I>(names_source<T>.value)}>()...};
    }(std::make_index_sequence<size>{});
  }

  template <std::size_t Index, class Class>
  static constexpr auto& get(Class& object) {
    return boost::pfr::get<Index>(object);
  }

  // As boost::pfr::for_each_field() does, with a third of the functions to instantiate.
  template <class Class, class F>
  static constexpr void each(Class& object, F& f) {
    each(boost::pfr::detail::tie_as_tuple(object), f, std::make_index_sequence<size>{});
  }

 private:
  template <class Fields, class F, std::size_t... I>
  static constexpr void each(const Fields& fields, F& f, std::index_sequence<I...>) {
    const int order[] = {0, (f(boost::pfr::detail::sequence_tuple::get<I>(fields)), 0)...};
    (void)order;
  }
};

/// Whether the fields of `T` can be found.
template <class T>
inline constexpr bool is_reflectable = reflection<T>::available;

/// The number of fields of `T`; 0 where they cannot be found.
template <class T>
inline constexpr std::size_t field_count = 0;
template <class T>
  requires is_reflectable<T>
inline constexpr std::size_t field_count<T> = reflection<T>::size;

template <class T, std::size_t Index>
using field_t = typename reflection<T>::template field<Index>;

/// The names of the fields of `T`, in their order.
template <class T>
inline constexpr std::array<std::string_view, 0> field_names{};
template <class T>
  requires is_reflectable<T>
inline constexpr auto field_names<T> = reflection<T>::names();

/// Where the field of that name stands; `field_count<T>` where there is none.
template <class T>
consteval std::size_t field_index(std::string_view name) {
  std::size_t index = 0;
  while (index != field_count<T> && field_names<T>[index] != name) ++index;
  return index;
}

template <class T, std::size_t Index>
consteval auto field_name_text() {
  constexpr std::string_view name = field_names<T>[Index];
  char text[name.size() + 1]{};
  for (std::size_t i = 0; i != name.size(); ++i) text[i] = name[i];
  return fixed_string<name.size() + 1>(text);
}

/// The field at an index, as a member that is named by text.
template <class T, std::size_t Index>
inline constexpr named_member<T, field_name_text<T, Index>()> nth_member{};

/// Calls `f` with each field of `object`, in order.
template <class T, class F>
constexpr void for_each_field(T& object, F& f) {
  if constexpr (is_reflectable<std::remove_const_t<T>>) reflection<std::remove_const_t<T>>::each(object, f);
}

template <class Class, fixed_string Name>
using named_field_t = field_t<Class, field_index<Class>(Name.view())>;

template <auto Member, class = decltype(Member)>
struct value_of_member;

template <auto Member, class Class, class Value>
struct value_of_member<Member, Value Class::*> {
  using type = Value;
};

template <auto Member, class Class, fixed_string Name>
struct value_of_member<Member, const named_member<Class, Name>> {
  using type = named_field_t<Class, Name>;
};

template <auto Member, class Class, fixed_string Name>
struct value_of_member<Member, named_member<Class, Name>> {
  using type = named_field_t<Class, Name>;
};

/// The type of a data member.
template <auto Member>
using value_t = typename value_of_member<Member>::type;

}  // namespace sqlalloy::inline v0::meta
