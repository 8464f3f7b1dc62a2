// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/expr/column.hpp>
#include <sqlalloy/query/insert_rules.hpp>
#include <sqlalloy/query/rules.hpp>
#include <sqlalloy/schema/options.hpp>

#include <utility>

namespace sqlalloy::inline v0 {

/// ON CONFLICT that is not there.
struct no_conflict {
  using children = type_list<>;
};

/// `ON CONFLICT (target) DO NOTHING`
template <class Target>
struct conflict_do_nothing {
  using children = type_list<>;
};

/// `ON CONFLICT (target) DO UPDATE SET …`
template <class Target, class... Assignments>
struct conflict_do_update {
  using children = type_list<Assignments...>;
  [[no_unique_address]] meta::pack<Assignments...> parts;
};

/// Where an excluded column is from: the row of `Entity` that could not be inserted.
template <class Entity>
struct excluded_row {};

/// What the row that could not be inserted had in a column: `excluded.name`.
template <auto Member>
struct excluded_column : expression_node<excluded_column<Member>> {
  using source = excluded_row<meta::owner_t<Member>>;
  using value_type = meta::value_t<Member>;
  using children = type_list<>;
  static constexpr nulls null_rule = nulls::own;
  static constexpr precedence binding = precedence::atom;
};

/// In `do_update()`: the value that the new row has in that column.
template <auto Member>
constexpr excluded_column<Member> excluded(column<Member>) {
  return {};
}

/// An INSERT with a conflict target that still has to say what to do.
template <class Insert, class Target>
struct conflict_clause {
  Insert insert;

  /// Leaves the row that is there as it is.
  constexpr auto do_nothing() && { return with(conflict_do_nothing<Target>{}); }
  constexpr auto do_nothing() const& { return conflict_clause(*this).do_nothing(); }

  /// Changes the row that is there.
  template <class... Assignments>
  constexpr auto do_update(Assignments... given) && {
    using entity = typename Insert::entity;
    static_assert(rules::conflict_target_is_named<Target>,
                  "sqlalloy: do_update() needs to know which key it is about; name its columns in on_conflict()");
    static_assert((rules::is_an_assignment<Assignments> && ...),
                  "sqlalloy: do_update() is given what is no assignment; write column = value");
    if constexpr ((rules::is_an_assignment<Assignments> && ...)) {
      static_assert(
          rules::columns_are_of_the_table<rules::foreign_column_t<entity, typename Assignments::column...>, entity>,
          "sqlalloy: do_update() sets a column of another table; set columns of the table that is inserted into");
      static_assert(rules::columns_are_distinct<rules::repeated_column_t<typename Assignments::column...>>,
                    "sqlalloy: do_update() sets a column twice; say it once");
      static_assert(rules::columns_are_not_computed<rules::computed_column_t<typename Assignments::column...>>,
                    "sqlalloy: do_update() sets a column that the database computes; leave it out");
    }
    using in_sight = type_list<entity, excluded_row<entity>>;
    static_assert(
        rules::column_is_in_scope<rules::stray_t<in_sight, Assignments...>, in_sight>,
        "sqlalloy: do_update() uses a column of another table; use columns of the table that is inserted into");
    return with(conflict_do_update<Target, Assignments...>{{std::move(given)...}});
  }
  template <class... Assignments>
  constexpr auto do_update(Assignments... given) const& {
    return conflict_clause(*this).do_update(std::move(given)...);
  }

 private:
  template <class Conflict>
  constexpr auto with(Conflict conflict) {
    return []<template <class...> class Query, class Entity, class Source, class Old, class Returning>(
               Query<Entity, Source, Old, Returning>&& old, Conflict added) {
      return Query<Entity, Source, Conflict, Returning>{
          std::move(old.source_), {std::move(added)}, std::move(old.returning_)};
    }(std::move(insert), std::move(conflict));
  }
};

}  // namespace sqlalloy::inline v0
