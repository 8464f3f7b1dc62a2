// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/query/dialect_rules.hpp>
#include <sqlalloy/query/outputs.hpp>
#include <sqlalloy/query/returning.hpp>
#include <sqlalloy/query/rules.hpp>
#include <sqlalloy/query/scope.hpp>
#include <sqlalloy/schema/inheritance_rules.hpp>

#include <utility>

namespace sqlalloy::inline v0 {

/// A DELETE statement: of all rows, where no `where()` keeps some.
template <class Entity, class Where, class Returning>
struct delete_query {
  using node_tag = statement_tag;
  using children = type_list<Where, Returning>;
  using entity = Entity;
  using where_type = Where;
  using in_sight = type_list<Entity>;
  using rows = rows_returned<Returning>;

  using where_leaf = meta::leaf<0, Where>;
  using returning_leaf = meta::leaf<1, Returning>;

  [[no_unique_address]] where_leaf where_{};
  [[no_unique_address]] returning_leaf returning_{};

  template <class F>
  constexpr void each(F& f) const {
    f(where_.get());
    f(returning_.get());
  }

  /// The rows to delete: those for which all conditions are true.
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
      return delete_query(std::move(*this));  // the rule has spoken; no second error
  }
  template <class... Conditions>
  constexpr auto where(Conditions... given) const& {
    return delete_query(*this).where(std::move(given)...);
  }

  /// Gives back columns of the rows that were deleted.
  template <class... Items>
  constexpr auto returning(Items... items) && {
    using stray = rules::stray_t<in_sight, decltype(as_item(std::move(items)))...>;
    static_assert(rules::column_is_in_scope<stray, in_sight>,
                  "sqlalloy: returning() uses a column of another table; return columns of this one");
    return with_returning(returning_list<decltype(as_item(std::move(items)))...>{{as_item(std::move(items))...}});
  }
  template <class... Items>
  constexpr auto returning(Items... items) const& {
    return delete_query(*this).returning(std::move(items)...);
  }

  template <class Dialect>
  [[gnu::always_inline]] static constexpr void check() {
    static_assert(rules::dialect_returns_deleted<Dialect, Returning>,
                  "sqlalloy: returning() is not in this database, or not of this statement; select the rows instead");
    static_assert(rules::dialect_locks_rows<rules::missing_lock_t<Dialect, delete_query>>,
                  "sqlalloy: with_for_update() is not in this database, or not in this form; leave it out");
    static_assert(
        rules::dialect_places_nulls<rules::unplaced_nulls_t<Dialect, delete_query>>,
        "sqlalloy: nulls_first() or nulls_last() cannot be said here of a sort key with a value in it; sort by "
        "a column, or by a name of the select list");
    static_assert(
        rules::texts_are_few<delete_query>,
        "sqlalloy: when() and choose() give the query more than 64 texts, which six when() do; use two queries");
  }

 private:
  template <class Clause>
  [[gnu::always_inline]] constexpr auto with_where(Clause&& clause) {
    return delete_query<Entity, Clause, Returning>{{static_cast<Clause&&>(clause)},
                                                   static_cast<returning_leaf&&>(returning_)};
  }
  template <class Clause>
  [[gnu::always_inline]] constexpr auto with_returning(Clause&& clause) {
    return delete_query<Entity, Where, Clause>{static_cast<where_leaf&&>(where_), {static_cast<Clause&&>(clause)}};
  }
};

template <class Entity, class Where, class Returning>
struct slot_walk<delete_query<Entity, Where, Returning>> {
  template <class Holder, class F>
  [[gnu::always_inline]] static constexpr void run(const Holder* holder, F* f) {
    slot_step<Where>::run(&holder->value.where_, f);
    slot_step<Returning>::run(&holder->value.returning_, f);
  }
};

/// `DELETE FROM` the table of `Entity`: followed by `.where(…)`.
template <class Entity>
constexpr auto delete_from() {
  static_assert(
      rules::can_be_reflected<Entity>,
      "sqlalloy: delete_from() meets a struct whose fields cannot be found; make it an aggregate without base "
      "classes, C arrays and references, or adapt it with BOOST_HANA_ADAPT_STRUCT");
  static_assert(
      rules::options_name_own_fields<Entity, rules::stray_option_t<Entity>>,
      "sqlalloy: a table option names what is no column of its struct; name fields of the struct, and those of "
      "a composite with sa::path");
  static_assert(
      rules::rows_stand_in_one_table<Entity>,
      "sqlalloy: delete_from() is about a struct whose rows stand in two tables; change its objects in a session");
  return delete_query<Entity, conditions<>, no_returning>{};
}

}  // namespace sqlalloy::inline v0
