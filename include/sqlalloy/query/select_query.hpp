// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/expr/conditional.hpp>
#include <sqlalloy/expr/ordering.hpp>
#include <sqlalloy/query/dialect_rules.hpp>
#include <sqlalloy/query/group_key.hpp>
#include <sqlalloy/query/join.hpp>
#include <sqlalloy/query/outputs.hpp>
#include <sqlalloy/query/rules.hpp>
#include <sqlalloy/query/scope.hpp>
#include <sqlalloy/query/select_parts.hpp>
#include <sqlalloy/query/sort_key.hpp>

#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

namespace sqlalloy::inline v0 {

/// A SELECT statement. Immutable and cheap to copy: it holds its bound values and nothing else. Every clause gives a
/// new query; rows and rules follow from the type. May be shared between threads.
template <class Flags, class List, class From, class Where, class Groups, class Having, class Order, class Limit,
          class Offset>
struct select_query {
  using node_tag = statement_tag;
  using children = type_list<List, From, Where, Groups, Having, Order, Limit, Offset>;
  using flags = Flags;
  using list = List;
  using from_type = From;
  using where_type = Where;
  using groups = Groups;
  using scope_type = scope<From, Where, Groups::children::size != 0>;
  using rows = rows_of<typename List::children, scope_type>;
  /// The tables whose columns may be used: those of FROM and those of the enclosing query that `correlate()` named.
  using in_sight = typename concatenated<typename From::ids, typename Flags::correlated>::type;

  using list_leaf = meta::leaf<0, List>;
  using from_leaf = meta::leaf<1, From>;
  using where_leaf = meta::leaf<2, Where>;
  using groups_leaf = meta::leaf<3, Groups>;
  using having_leaf = meta::leaf<4, Having>;
  using order_leaf = meta::leaf<5, Order>;
  using limit_leaf = meta::leaf<6, Limit>;
  using offset_leaf = meta::leaf<7, Offset>;

  [[no_unique_address]] list_leaf list_{};
  [[no_unique_address]] from_leaf from_{};
  [[no_unique_address]] where_leaf where_{};
  [[no_unique_address]] groups_leaf groups_{};
  [[no_unique_address]] having_leaf having_{};
  [[no_unique_address]] order_leaf order_{};
  [[no_unique_address]] limit_leaf limit_{};
  [[no_unique_address]] offset_leaf offset_{};

  template <class F>
  constexpr void each(F& f) const {
    f(list_.get());
    f(from_.get());
    f(where_.get());
    f(groups_.get());
    f(having_.get());
    f(order_.get());
    f(limit_.get());
    f(offset_.get());
  }
  /// Keeps the rows for which all conditions are true. Given again, it adds conditions. A condition may be a
  /// `when()` or a `choose()`.
  template <class... Conditions>
  constexpr auto where(Conditions... given) && {
    using stray = rules::stray_t<in_sight, Conditions...>;
    static_assert(rules::column_is_in_scope<stray, in_sight>,
                  "sqlalloy: where() uses a column of a table that is not in from() or join(); join it first, or in a "
                  "subquery name it in correlate()");
    static_assert(rules::no_aggregate_in_where<rules::find_t<rules::aggregates, Conditions...>>,
                  "sqlalloy: where() uses an aggregate, but it looks at single rows; say it in having()");
    static_assert((rules::clause_is_a_condition<Conditions> && ...),
                  "sqlalloy: where() is given what is no condition; compare it with something");
    if constexpr (std::is_void_v<stray> && (rules::clause_is_a_condition<Conditions> && ...))
      return with_where(more_conditions(static_cast<where_leaf&&>(where_).get(), static_cast<Conditions&&>(given)...));
    else
      return refused();
  }
  template <class... Conditions>
  constexpr auto where(Conditions... given) const& {
    return select_query(*this).where(std::move(given)...);
  }

  /// The table to select from, where the select list does not say it (`sa::select(sa::count())`), or another than it
  /// says.
  template <source Source>
  constexpr auto from(Source given) && {
    auto reference = as_source(std::move(given));
    static_assert(rules::tables_can_be_read<typename decltype(reference)::entity>,
                  "sqlalloy: from() meets a struct whose fields cannot be found; make it an aggregate without base "
                  "classes, C arrays and references, or adapt it with BOOST_HANA_ADAPT_STRUCT");
    static_assert(rules::from_comes_before_joins<From>,
                  "sqlalloy: from() comes after a join, which it would drop; say from() before join()");
    return with_from(from_clause<decltype(reference)>{{std::move(reference)}});
  }
  template <source Source>
  constexpr auto from(Source given) const& {
    return select_query(*this).from(std::move(given));
  }

  /// INNER JOIN; ON follows from the one foreign key between the new table and those already there, or is given. So it
  /// does with the outer joins.
  template <source Source, class... On>
  constexpr auto join(Source given, On... on) && {
    using joined = join_to<From, decltype(as_source(std::move(given))), On...>;
    static_assert(rules::join_has_a_foreign_key<typename joined::links, typename joined::id, typename From::ids>,
                  "sqlalloy: a join finds no foreign key to a table in from(); say the condition: join(table, on)");
    static_assert(rules::join_has_one_foreign_key<typename joined::links>,
                  "sqlalloy: a join finds more than one foreign key; say the condition: join(table, on)");
    return add_join<join_kind::inner>(as_source(std::move(given)), joined::condition(std::move(on)...));
  }
  template <source Source, class... On>
  constexpr auto join(Source given, On... on) const& {
    return select_query(*this).join(std::move(given), std::move(on)...);
  }

  /// LEFT JOIN: where no row of the new table fits, its columns are NULL, so they are optional in the row.
  template <source Source, class... On>
  constexpr auto left_join(Source given, On... on) && {
    using joined = join_to<From, decltype(as_source(std::move(given))), On...>;
    static_assert(rules::join_has_a_foreign_key<typename joined::links, typename joined::id, typename From::ids>,
                  "sqlalloy: a join finds no foreign key to a table in from(); say the condition: join(table, on)");
    static_assert(rules::join_has_one_foreign_key<typename joined::links>,
                  "sqlalloy: a join finds more than one foreign key; say the condition: join(table, on)");
    return add_join<join_kind::left>(as_source(std::move(given)), joined::condition(std::move(on)...));
  }
  template <source Source, class... On>
  constexpr auto left_join(Source given, On... on) const& {
    return select_query(*this).left_join(std::move(given), std::move(on)...);
  }

  /// RIGHT JOIN: the columns of the tables before it become optional.
  template <source Source, class... On>
  constexpr auto right_join(Source given, On... on) && {
    using joined = join_to<From, decltype(as_source(std::move(given))), On...>;
    static_assert(rules::join_has_a_foreign_key<typename joined::links, typename joined::id, typename From::ids>,
                  "sqlalloy: a join finds no foreign key to a table in from(); say the condition: join(table, on)");
    static_assert(rules::join_has_one_foreign_key<typename joined::links>,
                  "sqlalloy: a join finds more than one foreign key; say the condition: join(table, on)");
    return add_join<join_kind::right>(as_source(std::move(given)), joined::condition(std::move(on)...));
  }
  template <source Source, class... On>
  constexpr auto right_join(Source given, On... on) const& {
    return select_query(*this).right_join(std::move(given), std::move(on)...);
  }

  /// FULL JOIN: the columns of both sides become optional.
  template <source Source, class... On>
  constexpr auto full_join(Source given, On... on) && {
    using joined = join_to<From, decltype(as_source(std::move(given))), On...>;
    static_assert(rules::join_has_a_foreign_key<typename joined::links, typename joined::id, typename From::ids>,
                  "sqlalloy: a join finds no foreign key to a table in from(); say the condition: join(table, on)");
    static_assert(rules::join_has_one_foreign_key<typename joined::links>,
                  "sqlalloy: a join finds more than one foreign key; say the condition: join(table, on)");
    return add_join<join_kind::full>(as_source(std::move(given)), joined::condition(std::move(on)...));
  }
  template <source Source, class... On>
  constexpr auto full_join(Source given, On... on) const& {
    return select_query(*this).full_join(std::move(given), std::move(on)...);
  }

  /// CROSS JOIN: every row with every row.
  template <source Source>
  constexpr auto cross_join(Source given) && {
    return add_join<join_kind::cross>(as_source(std::move(given)), no_clause{});
  }
  template <source Source>
  constexpr auto cross_join(Source given) const& {
    return select_query(*this).cross_join(std::move(given));
  }

  /// One row for each group of rows in which the expressions are equal. One that holds a value (`age / 10`) goes by the
  /// name that the select list gives it: `group_by("decade"_n)`. Given again, it adds expressions.
  template <group_key... Keys>
  constexpr auto group_by(Keys... keys) && {
    using stray = rules::stray_t<in_sight, Keys...>;
    static_assert(rules::column_is_in_scope<stray, in_sight>,
                  "sqlalloy: group_by() uses a column of a table that is not in from() or join(); join it first");
    static_assert((rules::name_is_selected<Keys, List> && ...),
                  "sqlalloy: group_by() uses a name that no column of select() has; give it with .as()");
    static_assert((rules::group_key_holds_no_value<Keys> && ...),
                  "sqlalloy: group_by() has a value in it, which makes it another expression than that of select(); "
                  "say .as(\"x\"_n) there and group_by(\"x\"_n)");
    return with_groups(more_nodes(static_cast<groups_leaf&&>(groups_).get(), as_group_key<List>(std::move(keys))...));
  }
  template <group_key... Keys>
  constexpr auto group_by(Keys... keys) const& {
    return select_query(*this).group_by(std::move(keys)...);
  }

  /// Keeps the groups for which all conditions are true.
  template <class... Conditions>
  constexpr auto having(Conditions... given) && {
    using stray = rules::stray_t<in_sight, Conditions...>;
    static_assert(rules::having_has_groups<Groups>,
                  "sqlalloy: having() has no groups to look at; say group_by() first");
    static_assert(rules::column_is_in_scope<stray, in_sight>,
                  "sqlalloy: having() uses a column of a table that is not in from() or join(); join it first");
    static_assert((rules::clause_is_a_condition<Conditions> && ...),
                  "sqlalloy: having() is given what is no condition; compare it with something");
    if constexpr (std::is_void_v<stray> && (rules::clause_is_a_condition<Conditions> && ...))
      return with_having(
          more_conditions(static_cast<having_leaf&&>(having_).get(), static_cast<Conditions&&>(given)...));
    else
      return refused();
  }
  template <class... Conditions>
  constexpr auto having(Conditions... given) const& {
    return select_query(*this).having(std::move(given)...);
  }

  /// Sorts: by expressions, `sa::desc(…)`, names of result columns (`"total"_n`), or a `choose()` of these.
  /// Given again, it adds keys, which sort what the first leave equal.
  template <sort_key... Nodes>
  constexpr auto order_by(Nodes... nodes) && {
    using stray = rules::stray_t<in_sight, Nodes...>;
    static_assert(rules::column_is_in_scope<stray, in_sight>,
                  "sqlalloy: order_by() uses a column of a table that is not in from() or join(); join it first");
    static_assert((rules::name_is_selected<decltype(as_sort_key(std::move(nodes))), List> && ...),
                  "sqlalloy: order_by() uses a name that no column of select() has; give it with .as()");
    static_assert((rules::key_has_an_order<Nodes> && ...),
                  "sqlalloy: order_by() has JSON or a number of any size, which not every database sorts; sort by "
                  "another column");
    return with_order(more_nodes(static_cast<order_leaf&&>(order_).get(), as_sort_key(std::move(nodes))...));
  }
  template <sort_key... Nodes>
  constexpr auto order_by(Nodes... nodes) const& {
    return select_query(*this).order_by(std::move(nodes)...);
  }

  /// At most so many rows: an integer or a parameter.
  template <class Count>
  constexpr auto limit(Count count) && {
    static_assert(rules::count_is_an_integer<Count>,
                  "sqlalloy: limit() is given what is no integer; convert it, or give a parameter");
    return with_limit(counted(std::move(count)));
  }
  template <class Count>
  constexpr auto limit(Count count) const& {
    return select_query(*this).limit(std::move(count));
  }

  /// Leaves out so many rows at the beginning.
  template <class Count>
  constexpr auto offset(Count count) && {
    static_assert(rules::count_is_an_integer<Count>,
                  "sqlalloy: offset() is given what is no integer; convert it, or give a parameter");
    return with_offset(counted(std::move(count)));
  }
  template <class Count>
  constexpr auto offset(Count count) const& {
    return select_query(*this).offset(std::move(count));
  }

  /// Each row once.
  constexpr auto distinct() const { return with_flags<typename Flags::with_distinct>(); }

  /// Lets an inner query use columns of the named tables of the query around it.
  template <class... Entities>
  constexpr auto correlate(metadata<Entities...>) const {
    return with_flags<typename Flags::template with_correlated<Entities...>>();
  }
  template <class Entity, fixed_string Name>
  constexpr auto correlate(aliased<Entity, Name>) const {
    return with_flags<typename Flags::template with_correlated<aliased<Entity, Name>>>();
  }

  /// Locks the rows until the transaction ends (query/select.hpp).
  template <lock_option... Options>
  constexpr auto with_for_update(Options...) const;

  /// The same as `sa::scalar_subquery(query)` and so on (query/subquery.hpp).
  constexpr auto scalar_subquery() const;
  constexpr auto exists() const;
  template <fixed_string Name>
  constexpr auto subquery(name<Name> called) const;

  /// What can be checked only when the query is whole: asked where it is executed, where its SQL is asked for, and
  /// where it becomes a part of another query (then `Dialect` is void).
  template <class Dialect>
  [[gnu::always_inline]] static constexpr void check() {
    using stray = std::conditional_t<Flags::refused, void, rules::stray_t<in_sight, List>>;
    static_assert(rules::column_is_in_scope<stray, in_sight>,
                  "sqlalloy: select() names a column of a table that is not in from() or join(); join it first");
    using outer = typename Flags::correlated;
    static_assert(rules::columns_are_grouped<bare_column_t<List, List, Groups, outer>>,
                  "sqlalloy: select() has a column beside an aggregate that group_by() does not name; group by it, or "
                  "aggregate it");
    static_assert(rules::having_looks_at_groups<bare_column_t<List, Having, Groups, outer>>,
                  "sqlalloy: having() uses a column that group_by() does not name; group by it, or aggregate it");
    static_assert(rules::groups_are_ordered_by_what_they_have<bare_column_t<List, Order, Groups, outer>>,
                  "sqlalloy: order_by() uses a column that group_by() does not name; group by it, or aggregate it");
    static_assert(rules::lock_finds_rows<typename Flags::lock, makes_rows<Flags, List, Groups>>,
                  "sqlalloy: with_for_update() cannot lock rows of distinct(), aggregates or windows; use two queries");
    static_assert(rules::dialect_locks_rows<rules::missing_lock_t<Dialect, select_query>>,
                  "sqlalloy: with_for_update() is not in this database, or not in this form; leave it out");
    static_assert(
        rules::texts_are_few<select_query>,
        "sqlalloy: when() and choose() give the query more than 64 texts, which six when() do; use two queries");
    static_assert(
        rules::dialect_has_the_join<Dialect, From>,
        "sqlalloy: right_join() or full_join() is not in this database, or came with a later version; use left_join()");
    static_assert(
        rules::dialect_places_nulls<rules::unplaced_nulls_t<Dialect, select_query>>,
        "sqlalloy: nulls_first() or nulls_last() cannot be said here of a sort key with a value in it; sort by "
        "a column, or by a name of the select list");
  }

 private:
  template <class New>
  [[gnu::always_inline]] constexpr auto with_flags() const {
    return select_query<New, List, From, Where, Groups, Having, Order, Limit, Offset>{list_,   from_,  where_, groups_,
                                                                                      having_, order_, limit_, offset_};
  }

  // The query as it was, of which a rule has spoken.
  [[gnu::always_inline]] constexpr auto refused() { return with_flags<typename Flags::with_refused>(); }

  // The query with another clause. Written out: a leaf moves without instantiating anything, whatever it holds, and a
  // cast is no call of std::move.
  template <class Clause>
  [[gnu::always_inline]] constexpr auto with_from(Clause&& clause) {
    return select_query<Flags, List, Clause, Where, Groups, Having, Order, Limit, Offset>{
        static_cast<list_leaf&&>(list_),     {static_cast<Clause&&>(clause)},     static_cast<where_leaf&&>(where_),
        static_cast<groups_leaf&&>(groups_), static_cast<having_leaf&&>(having_), static_cast<order_leaf&&>(order_),
        static_cast<limit_leaf&&>(limit_),   static_cast<offset_leaf&&>(offset_)};
  }
  template <class Clause>
  [[gnu::always_inline]] constexpr auto with_where(Clause&& clause) {
    return select_query<Flags, List, From, Clause, Groups, Having, Order, Limit, Offset>{
        static_cast<list_leaf&&>(list_),     static_cast<from_leaf&&>(from_),     {static_cast<Clause&&>(clause)},
        static_cast<groups_leaf&&>(groups_), static_cast<having_leaf&&>(having_), static_cast<order_leaf&&>(order_),
        static_cast<limit_leaf&&>(limit_),   static_cast<offset_leaf&&>(offset_)};
  }
  template <class Clause>
  [[gnu::always_inline]] constexpr auto with_groups(Clause&& clause) {
    return select_query<Flags, List, From, Where, Clause, Having, Order, Limit, Offset>{
        static_cast<list_leaf&&>(list_),   static_cast<from_leaf&&>(from_),     static_cast<where_leaf&&>(where_),
        {static_cast<Clause&&>(clause)},   static_cast<having_leaf&&>(having_), static_cast<order_leaf&&>(order_),
        static_cast<limit_leaf&&>(limit_), static_cast<offset_leaf&&>(offset_)};
  }
  template <class Clause>
  [[gnu::always_inline]] constexpr auto with_having(Clause&& clause) {
    return select_query<Flags, List, From, Where, Groups, Clause, Order, Limit, Offset>{
        static_cast<list_leaf&&>(list_),     static_cast<from_leaf&&>(from_),    static_cast<where_leaf&&>(where_),
        static_cast<groups_leaf&&>(groups_), {static_cast<Clause&&>(clause)},    static_cast<order_leaf&&>(order_),
        static_cast<limit_leaf&&>(limit_),   static_cast<offset_leaf&&>(offset_)};
  }
  template <class Clause>
  [[gnu::always_inline]] constexpr auto with_order(Clause&& clause) {
    return select_query<Flags, List, From, Where, Groups, Having, Clause, Limit, Offset>{
        static_cast<list_leaf&&>(list_),     static_cast<from_leaf&&>(from_),     static_cast<where_leaf&&>(where_),
        static_cast<groups_leaf&&>(groups_), static_cast<having_leaf&&>(having_), {static_cast<Clause&&>(clause)},
        static_cast<limit_leaf&&>(limit_),   static_cast<offset_leaf&&>(offset_)};
  }
  template <class Clause>
  [[gnu::always_inline]] constexpr auto with_limit(Clause&& clause) {
    return select_query<Flags, List, From, Where, Groups, Having, Order, Clause, Offset>{
        static_cast<list_leaf&&>(list_),     static_cast<from_leaf&&>(from_),     static_cast<where_leaf&&>(where_),
        static_cast<groups_leaf&&>(groups_), static_cast<having_leaf&&>(having_), static_cast<order_leaf&&>(order_),
        {static_cast<Clause&&>(clause)},     static_cast<offset_leaf&&>(offset_)};
  }
  template <class Clause>
  [[gnu::always_inline]] constexpr auto with_offset(Clause&& clause) {
    return select_query<Flags, List, From, Where, Groups, Having, Order, Limit, Clause>{
        static_cast<list_leaf&&>(list_),     static_cast<from_leaf&&>(from_),     static_cast<where_leaf&&>(where_),
        static_cast<groups_leaf&&>(groups_), static_cast<having_leaf&&>(having_), static_cast<order_leaf&&>(order_),
        static_cast<limit_leaf&&>(limit_),   {static_cast<Clause&&>(clause)}};
  }

  template <join_kind Kind, class Reference, class On>
  constexpr auto add_join(Reference reference, On on) {
    static_assert(rules::tables_can_be_read<typename Reference::entity>,
                  "sqlalloy: a join meets a struct whose fields cannot be found; make it an aggregate without base "
                  "classes, C arrays and references, or adapt it with BOOST_HANA_ADAPT_STRUCT");
    static_assert(rules::name_is_new<typename Reference::id, typename From::ids>,
                  "sqlalloy: a join names a table that is in from() already; give it an alias with sa::alias");
    using now_in_sight = meta::append_t<in_sight, typename Reference::id>;
    static_assert(
        rules::column_is_in_scope<rules::stray_t<now_in_sight, On>, now_in_sight>,
        "sqlalloy: a join has a condition on a column of a table that is not in from() or join(); join it first");
    static_assert(rules::join_has_a_condition<On>,
                  "sqlalloy: a join is given what is no condition; compare it with something");
    join_clause<Kind, Reference, On> joined{{std::move(reference), std::move(on)}};
    return add_to_from(static_cast<from_leaf&&>(from_).get(), std::move(joined));
  }

  template <class... F, class Join>
  constexpr auto add_to_from(from_clause<F...> old, Join joined) {
    return with_from(from_clause<F..., Join>{meta::append_values(std::move(old.parts), std::move(joined))});
  }
};

}  // namespace sqlalloy::inline v0
