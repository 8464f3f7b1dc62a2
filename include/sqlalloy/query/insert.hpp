// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/expr/assignment.hpp>
#include <sqlalloy/query/dialect_rules.hpp>
#include <sqlalloy/query/insert_rules.hpp>
#include <sqlalloy/query/outputs.hpp>
#include <sqlalloy/query/returning.hpp>
#include <sqlalloy/query/rules.hpp>
#include <sqlalloy/query/slots.hpp>
#include <sqlalloy/query/upsert.hpp>
#include <sqlalloy/schema/column_fields.hpp>
#include <sqlalloy/schema/facts.hpp>

#include <array>
#include <cstddef>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>

namespace sqlalloy::inline v0 {

/// The columns of an INSERT of structs, as a mask over the fields.
template <class Entity, class Sent>
struct sent_columns;
template <class Entity, auto... Members>
struct sent_columns<Entity, columns<Members...>> {
  static constexpr std::size_t size = facts<Entity>.columns.size();
  static constexpr auto mask = [] {
    std::array<bool, size> sent{};
    for (std::size_t i = 0; i != size; ++i) {
      sent[i] = facts<Entity>.columns[i].is_sent();
      for (const std::string_view extra : {std::string_view(), meta::member_name<Members>...})
        if (facts<Entity>.columns[i].member == extra) sent[i] = true;
    }
    return sent;
  }();
  static constexpr int count = [] {
    int sum = 0;
    for (const bool sent : mask) sum += sent;
    return sum;
  }();
};

// What an INSERT takes its values from. Each says which columns it fills, and binds its values in their order.

/// One struct; `Sent` are members that it sends although the database would fill them.
template <class Entity, class Sent = columns<>>
struct insert_struct {
  using children = type_list<>;
  static constexpr int own_slots = sent_columns<Entity, Sent>::count;
  Entity object;
};

/// Each struct of a range, one after the other by one prepared statement.
template <class Entity, class Range, class Sent = columns<>>
struct insert_structs {
  using children = type_list<>;
  static constexpr int own_slots = sent_columns<Entity, Sent>::count;
  Range objects;
};

/// Chosen columns.
template <class... Assignments>
struct insert_values {
  using children = type_list<Assignments...>;
  [[no_unique_address]] meta::pack<Assignments...> parts;
};

/// The rows of a query.
template <class Columns, class Query>
struct insert_select {
  using children = type_list<Query>;
  [[no_unique_address]] meta::pack<Query> parts;
};

/// DEFAULT VALUES.
struct insert_defaults {
  using children = type_list<>;
};

template <class Entity, class Sent, class F>
struct field_binder {
  F& f;
  std::size_t& index;
  template <class T>
  constexpr void operator()(const T& field) const {
    if constexpr (sql_value<T>)
      if (sent_columns<Entity, Sent>::mask[index++]) f(bound_field<T>{field});
  }
};

/// Calls `f` with each value of a struct that an INSERT sends.
template <class Sent, class Entity, class F>
constexpr void for_each_sent_field(const Entity& object, F& f) {
  std::size_t index = 0;
  const field_binder<Entity, Sent, F> binder{f, index};
  for_each_column(object, binder);
}

template <class Entity, class Sent>
struct slot_walk<insert_struct<Entity, Sent>> {
  template <class Holder, class F>
  static constexpr void run(const Holder* holder, F* f) {
    for_each_sent_field<Sent>(holder->value.object, *f);
  }
};
// The engine binds each of them.
template <class Entity, class Range, class Sent>
struct slot_walk<insert_structs<Entity, Range, Sent>> : no_slots_below {};

/// An INSERT statement.
template <class Entity, class Source, class Conflict = no_conflict, class Returning = no_returning>
struct insert_query {
  using node_tag = statement_tag;
  using children = type_list<Source, Conflict, Returning>;
  using entity = Entity;
  using source = Source;
  using conflict_type = Conflict;
  using returning_type = Returning;
  using rows = rows_returned<Returning>;

  using source_leaf = meta::leaf<0, Source>;
  using conflict_leaf = meta::leaf<1, Conflict>;
  using returning_leaf = meta::leaf<2, Returning>;

  [[no_unique_address]] source_leaf source_;
  [[no_unique_address]] conflict_leaf conflict_;
  [[no_unique_address]] returning_leaf returning_;

  template <class F>
  constexpr void each(F& f) const {
    f(source_.get());
    f(conflict_.get());
    f(returning_.get());
  }

  /// Sends these columns of the struct too, although the database would fill them.
  template <auto... Members>
  constexpr auto with(column<Members>...) && {
    static_assert(rules::columns_are_of_the_table<rules::foreign_column_t<Entity, column<Members>...>, Entity>,
                  "sqlalloy: with() names a column of another table; name columns of the struct that is inserted");
    static_assert(rules::columns_are_not_computed<rules::computed_column_t<column<Members>...>>,
                  "sqlalloy: with() names a column that the database computes; leave it out");
    auto sent = sending<Members...>(static_cast<source_leaf&&>(source_).get());
    return insert_query<Entity, decltype(sent), Conflict, Returning>{
        std::move(sent), static_cast<conflict_leaf&&>(conflict_), static_cast<returning_leaf&&>(returning_)};
  }

  /// The columns and their values: `.values(sa::col<&User::name> = "Ada", …)`.
  template <class... Assignments>
  constexpr auto values(Assignments... given) const {
    static_assert((rules::is_an_assignment<Assignments> && ...),
                  "sqlalloy: values() is given what is no assignment; write column = value");
    if constexpr ((rules::is_an_assignment<Assignments> && ...)) {
      using foreign = rules::foreign_column_t<Entity, typename Assignments::column...>;
      static_assert(
          rules::columns_are_of_the_table<foreign, Entity>,
          "sqlalloy: values() sets a column of another table; set columns of the table that is inserted into");
      static_assert(rules::columns_are_distinct<rules::repeated_column_t<typename Assignments::column...>>,
                    "sqlalloy: values() sets a column twice; say it once");
      static_assert(rules::columns_are_not_computed<rules::computed_column_t<typename Assignments::column...>>,
                    "sqlalloy: values() sets a column that the database computes; leave it out");
      using missing = rules::missing_column_t<Entity, foreign, typename Assignments::column...>;
      static_assert(rules::required_columns_are_set<missing>,
                    "sqlalloy: values() leaves out a column that is NOT NULL and has no default; set it");
      return insert_query<Entity, insert_values<Assignments...>, Conflict, Returning>{
          insert_values<Assignments...>{{static_cast<Assignments&&>(given)...}}, conflict_, returning_};
    } else {
      return insert_query<Entity, insert_defaults, Conflict, Returning>{{}, conflict_, returning_};
    }
  }

  /// The columns that `from_select()` fills.
  template <auto... Members>
  constexpr auto columns(column<Members>...) const {
    using foreign = rules::foreign_column_t<Entity, column<Members>...>;
    static_assert(
        rules::columns_are_of_the_table<foreign, Entity>,
        "sqlalloy: columns() names a column of another table; name columns of the table that is inserted into");
    static_assert(rules::columns_are_distinct<rules::repeated_column_t<column<Members>...>>,
                  "sqlalloy: columns() names a column twice; say it once");
    static_assert(rules::columns_are_not_computed<rules::computed_column_t<column<Members>...>>,
                  "sqlalloy: columns() names a column that the database computes; leave it out");
    using missing = rules::missing_column_t<Entity, foreign, column<Members>...>;
    static_assert(rules::required_columns_are_set<missing>,
                  "sqlalloy: columns() leaves out a column that is NOT NULL and has no default; name it");
    return insert_columns<Members...>{conflict_, returning_};
  }

  /// A row of defaults.
  constexpr auto default_values() const {
    using missing = rules::missing_column_t<Entity, void>;
    static_assert(rules::required_columns_are_set<missing>,
                  "sqlalloy: default_values() leaves out a column that is NOT NULL and has no default; use values()");
    return insert_query<Entity, insert_defaults, Conflict, Returning>{{}, conflict_, returning_};
  }

  /// What to do when a row with that primary key or unique columns is there; with `.do_nothing()` none means any.
  template <auto... Members>
  constexpr auto on_conflict(column<Members>...) && {
    static_assert(rules::conflict_target_is_a_key<Entity, sqlalloy::columns<Members...>>,
                  "sqlalloy: on_conflict() names columns that are no primary key and not unique; name those of a key");
    return conflict_clause<insert_query, sqlalloy::columns<Members...>>{std::move(*this)};
  }
  template <auto... Members>
  constexpr auto on_conflict(column<Members>... target) const& {
    return insert_query(*this).on_conflict(target...);
  }

  /// Gives back columns of the rows as they were inserted.
  template <class... Items>
  constexpr auto returning(Items... items) && {
    using stray = rules::stray_t<type_list<Entity>, decltype(as_item(std::move(items)))...>;
    static_assert(rules::column_is_in_scope<stray, type_list<Entity>>,
                  "sqlalloy: returning() uses a column of another table; return columns of this one");
    using list = returning_list<decltype(as_item(std::move(items)))...>;
    return insert_query<Entity, Source, Conflict, list>{static_cast<source_leaf&&>(source_),
                                                        static_cast<conflict_leaf&&>(conflict_),
                                                        list{{as_item(std::move(items))...}}};
  }
  template <class... Items>
  constexpr auto returning(Items... items) const& {
    return insert_query(*this).returning(std::move(items)...);
  }

  template <class Dialect>
  [[gnu::always_inline]] static constexpr void check() {
    static_assert(rules::insert_has_values<Source>,
                  "sqlalloy: insert() has no values; say values(), from_select() or default_values()");
    static_assert(rules::dialect_returns_inserted<Dialect, Returning>,
                  "sqlalloy: returning() is not in this database, or not of this statement; select the rows instead");
    static_assert(rules::dialect_locks_rows<rules::missing_lock_t<Dialect, insert_query>>,
                  "sqlalloy: with_for_update() is not in this database, or not in this form; leave it out");
    static_assert(
        rules::dialect_places_nulls<rules::unplaced_nulls_t<Dialect, insert_query>>,
        "sqlalloy: nulls_first() or nulls_last() cannot be said here of a sort key with a value in it; sort by "
        "a column, or by a name of the select list");
    static_assert(
        rules::values_are_of_the_old_row<rules::used_too_late_t<Dialect, typename Conflict::children>>,
        "sqlalloy: set() or do_update() uses a column behind its own assignment, where MySQL has the new value "
        "already; assign to that column last");
  }

 private:
  template <auto... Members>
  struct insert_columns {
    [[no_unique_address]] conflict_leaf conflict;
    [[no_unique_address]] returning_leaf returning;

    /// The rows of a query, column by column.
    template <statement Query>
    constexpr auto from_select(Query query) const {
      Query::template check<void>();
      static_assert(
          rules::select_fits_columns<sqlalloy::columns<Members...>, row_t<Query>>,
          "sqlalloy: from_select() has other columns than columns() names; select one of the same type for each");
      using rows_of_query = insert_select<sqlalloy::columns<Members...>, Query>;
      return insert_query<Entity, rows_of_query, Conflict, Returning>{rows_of_query{{std::move(query)}}, conflict,
                                                                      returning};
    }
  };

  template <auto... More, auto... Members>
  static constexpr auto sending(insert_struct<Entity, sqlalloy::columns<Members...>>&& from) {
    return insert_struct<Entity, sqlalloy::columns<Members..., More...>>{std::move(from.object)};
  }
  template <auto... More, class Range, auto... Members>
  static constexpr auto sending(insert_structs<Entity, Range, sqlalloy::columns<Members...>>&& from) {
    return insert_structs<Entity, Range, sqlalloy::columns<Members..., More...>>{std::move(from.objects)};
  }
};

template <class Entity, class Source, class Conflict, class Returning>
struct slot_walk<insert_query<Entity, Source, Conflict, Returning>> {
  template <class Holder, class F>
  [[gnu::always_inline]] static constexpr void run(const Holder* holder, F* f) {
    slot_step<Source>::run(&holder->value.source_, f);
    slot_step<Conflict>::run(&holder->value.conflict_, f);
    slot_step<Returning>::run(&holder->value.returning_, f);
  }
};

/// The structs for each of which an INSERT is executed.
template <class Entity, class Range, class Sent, class Conflict, class Returning>
constexpr const Range& objects_of(
    const insert_query<Entity, insert_structs<Entity, Range, Sent>, Conflict, Returning>& query) {
  return query.source_.value.objects;
}

/// Calls `f` with each slot that it has for one of them.
template <class Entity, class Range, class Sent, class Conflict, class Returning, class F>
constexpr void for_each_slot_of(
    const insert_query<Entity, insert_structs<Entity, Range, Sent>, Conflict, Returning>& query, const Entity& object,
    F& f) {
  for_each_sent_field<Sent>(object, f);
  for_each_slot(query, f);
}

/// Whether an INSERT is of exactly one row.
template <class Source>
inline constexpr bool inserts_one_row = std::is_same_v<Source, insert_defaults>;
template <class Entity, class Sent>
inline constexpr bool inserts_one_row<insert_struct<Entity, Sent>> = true;
template <class... Assignments>
inline constexpr bool inserts_one_row<insert_values<Assignments...>> = true;

template <class Query>
struct inserted_key {
  using type = void;
};
template <class Entity, class Source, class Conflict>
  requires(inserts_one_row<Source> && has_numbered_key<Entity>)
struct inserted_key<insert_query<Entity, Source, Conflict, no_returning>> {
  template <auto Member>
    requires rules::is_whole_integer_key<Member>
  static meta::value_t<Member> of(columns<Member>);
  static void of(...);  // a key that nobody numbers: the rule has spoken
  using type = decltype(of(primary_key_t<Entity>{}));
};

/// The type of the key that the database gives to the row of an INSERT; void where there is no such key.
template <class Query>
using inserted_key_t = typename inserted_key<Query>::type;

// `auto`, so that it is asked before what is done with the query.
template <class Entity>
constexpr auto check_entity() {
  static_assert(rules::can_be_reflected<Entity>,
                "sqlalloy: insert() meets a struct whose fields cannot be found; make it an aggregate without base "
                "classes, C arrays and references, or adapt it with BOOST_HANA_ADAPT_STRUCT");
  static_assert(
      rules::composites_are_columns<rules::faulty_composite_t<Entity>>,
      "sqlalloy: a composite is a std::optional, or has a relation or a table of its own; leave it a struct of "
      "columns, which may be std::optional");
  static_assert(rules::every_field_has_a_codec<Entity>,
                "sqlalloy: insert() meets a field of a type that no column can have; specialise sa::codec for it");
  static_assert(
      rules::options_name_own_fields<Entity, rules::stray_option_t<Entity>>,
      "sqlalloy: a table option names what is no column of its struct; name fields of the struct, and those of "
      "a composite with sa::path");
  static_assert(
      rules::numbered_column_is_the_key<rules::fault_in_tables_t<rules::unnumbered_column, Entity>>,
      "sqlalloy: sa::autoincrement names a column that is no integer or not the whole primary key, which databases "
      "do not number; leave it out");
  static_assert(rules::rows_stand_in_one_table<Entity>,
                "sqlalloy: insert() is about a struct whose rows stand in two tables; add() it to a session");
}

/// Something that is mapped to a table, and no range and no value.
template <class T>
concept mapped = std::is_class_v<T> && meta::is_reflectable<T> && !sql_value<T>;

/// Contiguous structs.
template <class T>
concept struct_range = requires(const T& range) {
  range.data();
  range.size();
  requires mapped<std::remove_cvref_t<decltype(*range.data())>>;
};

/// `INSERT INTO` the table of `Entity`: followed by `.values(…)`, `.columns(…).from_select(…)` or
/// `.default_values()`.
template <class Entity>
constexpr auto insert() {
  check_entity<Entity>();
  return insert_query<Entity, no_values>{};
}

/// Inserts a struct, which the query owns. Columns that the database fills (a numbered key, a server default, a
/// computed column) are left out, by type; `.with(…)` sends them.
template <class Entity>
  requires(!struct_range<std::remove_cvref_t<Entity>>)
constexpr auto insert(Entity&& object) {
  using entity = std::remove_cvref_t<Entity>;
  check_entity<entity>();
  return insert_query<entity, insert_struct<entity>>{insert_struct<entity>{std::forward<Entity>(object)}, {}, {}};
}

/// Inserts the structs of a range, all or none. An lvalue is borrowed, an rvalue is kept in the query.
template <struct_range Range>
  requires std::is_lvalue_reference_v<Range&&>
constexpr auto insert(Range&& objects) {
  using entity = std::remove_cvref_t<decltype(*objects.data())>;
  check_entity<entity>();
  using source = insert_structs<entity, std::span<const entity>>;
  return insert_query<entity, source>{source{{objects.data(), objects.size()}}, {}, {}};
}
template <class Range>
  requires(struct_range<Range> && !std::is_lvalue_reference_v<Range>)
constexpr auto insert(Range&& objects) {
  using entity = std::remove_cvref_t<decltype(*objects.data())>;
  check_entity<entity>();
  using source = insert_structs<entity, Range>;
  return insert_query<entity, source>{source{std::move(objects)}, {}, {}};
}

}  // namespace sqlalloy::inline v0
