// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/meta/fixed_string.hpp>

#include <string_view>

namespace sqlalloy::inline v0 {

/// A member named by text, where no pointer to it can be had (a class with private members).
template <class Class, fixed_string Name>
struct named_member {};

/// `sa::col<sa::member<Account, "balance">>`: the member of an adapted class.
template <class Class, fixed_string Name>
inline constexpr named_member<Class, Name> member{};

}  // namespace sqlalloy::inline v0

namespace sqlalloy::inline v0::meta {

// The return type is not spelled out: of an alias there, g++ would say behind the value what it stands for.
template <auto Value>
consteval auto signature() {
  return std::string_view(__PRETTY_FUNCTION__, sizeof(__PRETTY_FUNCTION__) - 1);
}

template <class>
struct member_of;

template <class Class, class Value>
struct member_of<Value Class::*> {
  using owner = Class;
  using value = Value;
};

template <class Class, fixed_string Name>
struct member_of<named_member<Class, Name>> {
  using owner = Class;
};

template <class Class, fixed_string Name>
struct member_of<const named_member<Class, Name>> : member_of<named_member<Class, Name>> {};

/// The class of a data member.
template <auto Member>
using owner_t = typename member_of<decltype(Member)>::owner;

template <auto Member>
struct name_of_member {
  static consteval std::string_view find() {
    // The compilers agree on the end: `&shop::User::name]`.
    constexpr std::string_view text = signature<Member>();
    constexpr auto begin = text.rfind(':') + 1;
    return text.substr(begin, text.size() - 1 - begin);
  }
};

template <class Class, fixed_string Name, named_member<Class, Name> Member>
struct name_of_member<Member> {
  static consteval std::string_view find() { return Name.view(); }
};

/// The name of a data member, from a pointer to it: `name` for `&User::name`.
template <auto Member>
inline constexpr std::string_view member_name = name_of_member<Member>::find();

}  // namespace sqlalloy::inline v0::meta
