// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/meta/fixed_string.hpp>
#include <sqlalloy/meta/reflect.hpp>
#include <sqlalloy/meta/type.hpp>
#include <sqlalloy/meta/type_name.hpp>
#include <sqlalloy/schema/options.hpp>

#include <string_view>

namespace sqlalloy::inline v0 {

/// What a struct says of its table; stands in the struct, after the fields that it names, as
/// `using table = sa::table<"users", sa::primary_key<&User::id>, …>`.
template <fixed_string Name, class... Options>
struct table {
  using options = type_list<Options...>;
  static constexpr std::string_view name = Name.view();
};

/// The table of a struct that says nothing: the struct's name, and the field `id` as key where there is one.
template <class Entity>
struct default_table {
  using options = type_list<>;
  static constexpr std::string_view name = meta::type_name<Entity>();
};

template <class Entity>
  requires(meta::field_index<Entity>("id") != meta::field_count<Entity>)
struct default_table<Entity> {
  using options = type_list<primary_key<member<Entity, "id">>>;
  static constexpr std::string_view name = meta::type_name<Entity>();
};

/// The table of a struct. Specialise it, deriving from `sa::table<…>`, for a struct that cannot carry `using table`.
template <class Entity>
struct mapping : default_table<Entity> {};

template <class Entity>
  requires requires { typename Entity::table; }
struct mapping<Entity> : Entity::table {};

}  // namespace sqlalloy::inline v0
