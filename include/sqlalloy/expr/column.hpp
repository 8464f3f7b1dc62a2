// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/expr/assignment.hpp>
#include <sqlalloy/expr/label.hpp>
#include <sqlalloy/meta/reflect.hpp>

#include <string_view>
#include <type_traits>
#include <utility>

namespace sqlalloy::inline v0 {

/// A column of a mapped struct, named by its member; `Source` is the struct, or the alias through which it is read.
template <auto Member, class Source = meta::owner_t<Member>>
struct column : expression_node<column<Member, Source>> {
  using entity = meta::owner_t<Member>;
  using source = Source;
  using value_type = meta::value_t<Member>;
  using children = type_list<>;
  static constexpr auto member = Member;
  static constexpr nulls null_rule = nulls::own;
  static constexpr precedence binding = precedence::atom;

  /// In `values()` and `set()`: the value that the column gets.
  template <class Value>
    requires assignable<Value, column>
  constexpr auto operator=(Value value) const {
    return assign<column>(static_cast<Value&&>(value));
  }
  template <class Value>
    requires std::is_same_v<Value, const char*>  // a pointer, no literal
  constexpr auto operator=(const Value&) const {
    return assign<column>(static_cast<char*>(nullptr));
  }
  constexpr auto operator=(literal_text value) const { return assign<column>(static_cast<literal_text&&>(value)); }
};

/// The column of a member: `sa::col<&User::name>`.
template <auto Member>
inline constexpr column<Member> col{};

/// A second name for a table, so that it can be joined with itself.
template <class Entity, fixed_string Name>
struct aliased {
  using entity = Entity;
  static constexpr std::string_view name = Name.view();

  /// The column as read through this alias.
  template <auto Member>
  constexpr column<Member, aliased> operator[](column<Member, Entity>) const {
    return {};
  }
};

/// An alias as a value: `constexpr auto manager = sa::alias<User, "manager">;`, then `manager[sa::col<&User::id>]`.
template <class Entity, fixed_string Name>
inline constexpr aliased<Entity, Name> alias{};

}  // namespace sqlalloy::inline v0
