// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/expr/assignment.hpp>
#include <sqlalloy/expr/label.hpp>
#include <sqlalloy/expr/rules.hpp>
#include <sqlalloy/meta/member_path.hpp>
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
  using value_type = column_value_t<meta::value_t<Member>>;
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

// Gives one of its columns, so that no second error drowns the first.
template <auto Member>
consteval auto refuse_composite() {
  using composite = meta::value_t<Member>;
  static_assert(rules::member_is_no_composite<composite>,
                "sqlalloy: col<> names a composite as a whole, which is several columns; name one of them, as in "
                "sa::col<&Customer::home, &Address::city>");
  return column<member_path<Member, meta::nth_member<composite, 0>>{}>{};
}

template <auto... Members>
consteval auto column_along() {
  static_assert(meta::path_holds_together<Members...>,
                "sqlalloy: path<> (or col<>) goes on with a member of another struct; name a member of the struct that "
                "the one before it is");
  return column<member_path<Members...>{}>{};
}

/// The column of a member: `sa::col<&User::name>`; of a composite `sa::col<&Customer::home, &Address::city>`.
template <auto Member, auto... Nested>
inline constexpr auto col = column_along<Member, Nested...>();
template <auto Member>
inline constexpr column<Member> col<Member>{};
template <auto Member>
  requires(!rules::member_is_no_composite<meta::value_t<Member>>)
inline constexpr auto col<Member> = refuse_composite<Member>();

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
