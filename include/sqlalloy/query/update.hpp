// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/query/dialect_rules.hpp>
#include <sqlalloy/query/insert_rules.hpp>
#include <sqlalloy/query/outputs.hpp>
#include <sqlalloy/query/returning.hpp>
#include <sqlalloy/query/rules.hpp>
#include <sqlalloy/query/scope.hpp>

#include <utility>

namespace sqlalloy::inline v0 {

template <class... Assignments>
struct set_clause {
  using children = type_list<Assignments...>;
  [[no_unique_address]] meta::pack<Assignments...> parts;
};

/// An UPDATE statement: of all rows, where no `where()` keeps some.
template <class Entity, class Set, class Where, class Returning>
struct update_query {
  using node_tag = statement_tag;
  using children = type_list<Set, Where, Returning>;
  using entity = Entity;
  using where_type = Where;
  using in_sight = type_list<Entity>;
  using rows = rows_returned<Returning>;

  using set_leaf = meta::leaf<0, Set>;
  using where_leaf = meta::leaf<1, Where>;
  using returning_leaf = meta::leaf<2, Returning>;

  [[no_unique_address]] set_leaf set_{};
  [[no_unique_address]] where_leaf where_{};
  [[no_unique_address]] returning_leaf returning_{};

  template <class F>
  constexpr void each(F& f) const {
    f(set_.get());
    f(where_.get());
    f(returning_.get());
  }

  /// The new values: `.set(sa::col<&User::name> = "Ada", …)`; a value may be an expression over the old ones.
  template <class... Assignments>
  constexpr auto set(Assignments... given) && {
    static_assert((rules::is_an_assignment<Assignments> && ...),
                  "sqlalloy: set() is given what is no assignment; write column = value");
    if constexpr ((rules::is_an_assignment<Assignments> && ...)) {
      static_assert(
          rules::columns_are_of_the_table<rules::foreign_column_t<Entity, typename Assignments::column...>, Entity>,
          "sqlalloy: set() sets a column of another table; set columns of the table that is updated");
      static_assert(rules::columns_are_distinct<rules::repeated_column_t<typename Assignments::column...>>,
                    "sqlalloy: set() sets a column twice; say it once");
      static_assert(rules::columns_are_not_computed<rules::computed_column_t<typename Assignments::column...>>,
                    "sqlalloy: set() sets a column that the database computes; leave it out");
    }
    using stray = rules::stray_t<in_sight, Assignments...>;
    static_assert(rules::column_is_in_scope<stray, in_sight>,
                  "sqlalloy: set() uses a column of another table; use a scalar subquery");
    return with_set(set_clause<Assignments...>{{std::move(given)...}});
  }
  template <class... Assignments>
  constexpr auto set(Assignments... given) const& {
    return update_query(*this).set(std::move(given)...);
  }

  /// The rows to change: those for which all conditions are true.
  template <class... Conditions>
  constexpr auto where(Conditions... given) && {
    using stray = rules::stray_t<in_sight, Conditions...>;
    static_assert(
        rules::column_is_in_scope<stray, in_sight>,
        "sqlalloy: where() uses a column of another table; ask that table in a subquery: sa::in() or sa::exists()");
    static_assert(rules::no_aggregate_in_where<rules::find_t<rules::aggregates, Conditions...>>,
                  "sqlalloy: where() uses an aggregate, but it looks at single rows; compare with a scalar subquery");
    static_assert((rules::clause_is_a_condition<Conditions> && ...),
                  "sqlalloy: where() is given what is no condition; compare it with something");
    if constexpr ((rules::clause_is_a_condition<Conditions> && ...))
      return with_where(more_conditions(static_cast<where_leaf&&>(where_).get(), static_cast<Conditions&&>(given)...));
    else
      return update_query(std::move(*this));  // the rule has spoken; no second error
  }
  template <class... Conditions>
  constexpr auto where(Conditions... given) const& {
    return update_query(*this).where(std::move(given)...);
  }

  /// Gives back columns of the rows as they are after the change.
  template <class... Items>
  constexpr auto returning(Items... items) && {
    using stray = rules::stray_t<in_sight, decltype(as_item(std::move(items)))...>;
    static_assert(rules::column_is_in_scope<stray, in_sight>,
                  "sqlalloy: returning() uses a column of another table; return columns of this one");
    return with_returning(returning_list<decltype(as_item(std::move(items)))...>{{as_item(std::move(items))...}});
  }
  template <class... Items>
  constexpr auto returning(Items... items) const& {
    return update_query(*this).returning(std::move(items)...);
  }

  template <class Dialect>
  [[gnu::always_inline]] static constexpr void check() {
    static_assert(rules::update_sets_something<Set>, "sqlalloy: update() changes nothing; say set()");
    static_assert(rules::dialect_returns_updated<Dialect, Returning>,
                  "sqlalloy: returning() is not in this database, or not of this statement; select the rows instead");
    static_assert(
        rules::values_are_of_the_old_row<rules::used_too_late_t<Dialect, typename Set::children>>,
        "sqlalloy: set() or do_update() uses a column behind its own assignment, where MySQL has the new value "
        "already; assign to that column last");
    static_assert(rules::dialect_locks_rows<rules::missing_lock_t<Dialect, update_query>>,
                  "sqlalloy: with_for_update() is not in this database, or not in this form; leave it out");
    static_assert(
        rules::dialect_places_nulls<rules::unplaced_nulls_t<Dialect, update_query>>,
        "sqlalloy: nulls_first() or nulls_last() cannot be said here of a sort key with a value in it; sort by "
        "a column, or by a name of the select list");
    static_assert(
        rules::texts_are_few<update_query>,
        "sqlalloy: when() and choose() give the query more than 64 texts, which six when() do; use two queries");
  }

 private:
  template <class Clause>
  [[gnu::always_inline]] constexpr auto with_set(Clause&& clause) {
    return update_query<Entity, Clause, Where, Returning>{
        {static_cast<Clause&&>(clause)}, static_cast<where_leaf&&>(where_), static_cast<returning_leaf&&>(returning_)};
  }
  template <class Clause>
  [[gnu::always_inline]] constexpr auto with_where(Clause&& clause) {
    return update_query<Entity, Set, Clause, Returning>{
        static_cast<set_leaf&&>(set_), {static_cast<Clause&&>(clause)}, static_cast<returning_leaf&&>(returning_)};
  }
  template <class Clause>
  [[gnu::always_inline]] constexpr auto with_returning(Clause&& clause) {
    return update_query<Entity, Set, Where, Clause>{
        static_cast<set_leaf&&>(set_), static_cast<where_leaf&&>(where_), {static_cast<Clause&&>(clause)}};
  }
};

template <class Entity, class Set, class Where, class Returning>
struct slot_walk<update_query<Entity, Set, Where, Returning>> {
  template <class Holder, class F>
  [[gnu::always_inline]] static constexpr void run(const Holder* holder, F* f) {
    slot_step<Set>::run(&holder->value.set_, f);
    slot_step<Where>::run(&holder->value.where_, f);
    slot_step<Returning>::run(&holder->value.returning_, f);
  }
};

/// `UPDATE` the table of `Entity`: followed by `.set(…)`, and `.where(…)`.
template <class Entity>
constexpr auto update() {
  static_assert(rules::can_be_reflected<Entity>,
                "sqlalloy: update() meets a struct whose fields cannot be found; make it an aggregate without base "
                "classes, C arrays and references, or adapt it with BOOST_HANA_ADAPT_STRUCT");
  static_assert(
      rules::options_name_own_fields<Entity, rules::stray_option_t<Entity>>,
      "sqlalloy: a table option names what is no column of its struct; name fields of the struct, and those of "
      "a composite with sa::path");
  static_assert(rules::rows_stand_in_one_table<Entity>,
                "sqlalloy: update() is about a struct whose rows stand in two tables; change its objects in a session");
  return update_query<Entity, set_clause<>, conditions<>, no_returning>{};
}

}  // namespace sqlalloy::inline v0
