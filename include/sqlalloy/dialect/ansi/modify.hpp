// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/dialect/ansi/select.hpp>
#include <sqlalloy/query/delete.hpp>
#include <sqlalloy/query/insert.hpp>
#include <sqlalloy/query/subquery.hpp>
#include <sqlalloy/query/text.hpp>
#include <sqlalloy/query/update.hpp>
#include <sqlalloy/query/update_changed.hpp>

#include <cstddef>
#include <string_view>
#include <type_traits>

namespace sqlalloy::inline v0::ansi {

/// How the standard spells inner queries, INSERT, UPDATE and DELETE; ON CONFLICT and RETURNING are those that SQLite
/// and PostgreSQL share.
struct modify_spelling : select_spelling {
  using select_spelling::write;

  template <class Writer, class Query>
  static constexpr void write(Writer& out, type<scalar_query<Query>>) {
    write_inner<Query>(out, "(");
  }
  template <class Writer, class Query>
  static constexpr void write(Writer& out, type<exists_query<Query>>) {
    write_inner<Query>(out, "EXISTS (");
  }
  template <class Writer, class Node, class Query>
  static constexpr void write(Writer& out, type<operation<in_operator, Node, scalar_query<Query>>>) {
    out.template operand<Node>(precedence::other);
    write_inner<Query>(out, " IN (");
  }
  template <class Writer, class Query, fixed_string Name>
  static constexpr void write(Writer& out, type<derived_reference<Query, Name>>) {
    write_inner<Query>(out, "(");
    out.text(" AS ");
    out.name(Name.view());
  }
  template <class Writer, class Source, class Key, class Value>
  static constexpr void write(Writer& out, type<derived_column<Source, Key, Value>>) {
    out.name(source_name<Source>);
    out.text(".");
    out.name(column_title(type<Key>{}));
  }

  template <class Writer, class Entity, class Source, class Conflict, class Returning>
  static constexpr void write(Writer& out, type<insert_query<Entity, Source, Conflict, Returning>>) {
    out.text("INSERT INTO ");
    write_table<Entity>(out);
    write_values(out, type<Source>{});
    out.template node<Conflict>();
    out.template node<Returning>();
    if constexpr (std::is_same_v<Returning, no_returning> && Writer::dialect::template returns_key<Entity, Source>)
      write_returned_key<Entity>(out);
  }

  /// What follows the table where every column has its default.
  static constexpr std::string_view default_values = " DEFAULT VALUES";

  /// Whether the text of an INSERT asks for the key that the database has given to the new row.
  template <class Entity, class Source>
  static constexpr bool returns_key = false;

  template <class Writer>
  static constexpr void write(Writer&, type<no_conflict>) {}
  template <class Writer, auto... Members>
  static constexpr void write(Writer& out, type<conflict_do_nothing<columns<Members...>>>) {
    out.text(" ON CONFLICT");
    write_target<Members...>(out);
    out.text(" DO NOTHING");
  }
  template <class Writer, auto... Members, class... Assignments>
  static constexpr void write(Writer& out, type<conflict_do_update<columns<Members...>, Assignments...>>) {
    out.text(" ON CONFLICT");
    write_target<Members...>(out);
    out.text(" DO UPDATE SET ");
    out.list(type_list<Assignments...>{});
  }
  template <class Writer, auto Member>
  static constexpr void write(Writer& out, type<excluded_column<Member>>) {
    out.text("excluded.");
    out.name(column_facts_of<Member>.name, column_needs_quotes<typename Writer::dialect, Member>);
  }

  template <class Writer, class Column, class Value>
  static constexpr void write(Writer& out, type<assignment<Column, Value>>) {
    out.name(column_facts_of<Column::member>.name, column_needs_quotes<typename Writer::dialect, Column::member>);
    out.text(" = ");
    out.template node<Value>();
  }

  template <class Writer, class Entity, class... Assignments, class Where, class Returning>
  static constexpr void write(Writer& out, type<update_query<Entity, set_clause<Assignments...>, Where, Returning>>) {
    out.text("UPDATE ");
    write_table<Entity>(out);
    out.text(" SET ");
    out.list(type_list<Assignments...>{});
    write_conditions(out, " WHERE ", type<Where>{});
    out.template node<Returning>();
  }

  template <class Writer, class Entity, class Where, class Returning>
  static constexpr void write(Writer& out, type<delete_query<Entity, Where, Returning>>) {
    out.text("DELETE FROM ");
    write_table<Entity>(out);
    write_conditions(out, " WHERE ", type<Where>{});
    out.template node<Returning>();
  }

  /// The variant is the mask of the columns.
  template <class Writer, class Entity, class Finder, class Range>
  static constexpr void write(Writer& out, type<update_changed_query<Entity, Finder, Range>>) {
    out.text("UPDATE ");
    write_table<Entity>(out);
    std::string_view between = " SET ";
    for (std::size_t i = 0; i != facts<Entity>.columns.size(); ++i)
      if (is_set<Entity>(out.variant, i)) write_equal(out, facts<Entity>.columns[i], between, ", ");
    write_finder<Finder>(out);
  }
  template <class Writer, class Entity, class Finder, class Range>
  static constexpr void write(Writer& out, type<delete_objects_query<Entity, Finder, Range>>) {
    out.text("DELETE FROM ");
    write_table<Entity>(out);
    write_finder<Finder>(out);
  }

  template <class Writer, fixed_string Sql, class Row, class... Slots>
  static constexpr void write(Writer& out, type<text_query<Sql, Row, Slots...>>) {
    write_by_hand<Sql>(out, typename text_query<Sql, Row, Slots...>::children{});
  }

  template <class Writer>
  static constexpr void write(Writer&, type<no_returning>) {}
  template <class Writer, class... Items>
  static constexpr void write(Writer& out, type<returning_list<Items...>>) {
    const bool before = out.qualified;
    out.qualified = false;
    out.text(" RETURNING ");
    out.list(type_list<listed<Items>...>{});
    out.qualified = before;
  }

 protected:
  template <class Query, class Writer>
  static constexpr void write_inner(Writer& out, std::string_view open) {
    const bool before = out.qualified;
    out.qualified = true;
    out.text(open);
    out.template node<Query>();
    out.text(")");
    out.qualified = before;
  }

  template <fixed_string Sql, class Writer, class... Slots>
  static constexpr void write_by_hand(Writer& out, type_list<Slots...>) {
    std::size_t place = 0;
    std::size_t from = 0;
    [[maybe_unused]] const auto one = [&]<class Slot>(type<Slot>) {
      const placeholder_place at = placeholders_of<Sql>::places[place++];
      out.text(Sql.view().substr(from, at.begin - from));
      out.template node<Slot>();
      from = at.end;
    };
    const int order[] = {0, (one(type<Slots>{}), 0)...};
    (void)order;
    out.text(Sql.view().substr(from));
  }

  // The name by which the result of a query calls a column.
  template <auto Member, class Source>
  static constexpr std::string_view column_title(type<column<Member, Source>>) {
    return column_facts_of<Member>.name;
  }
  template <class Source, class Key, class Value>
  static constexpr std::string_view column_title(type<derived_column<Source, Key, Value>>) {
    return column_title(type<Key>{});
  }
  template <class Key>
  static constexpr std::string_view column_title(type<Key>) {
    return result_name<Key>;
  }

  /// Lists something of each column that an INSERT of a struct sends.
  template <class Entity, class Sent, class Writer, class Piece>
  static constexpr void write_sent(Writer& out, Piece piece) {
    std::string_view between = "";
    for (std::size_t i = 0; i != facts<Entity>.columns.size(); ++i)
      if (sent_columns<Entity, Sent>::mask[i]) {
        out.text(between);
        between = ", ";
        piece(out, facts<Entity>.columns[i]);
      }
  }
  template <class Writer>
  static constexpr void write_its_name(Writer& out, const column_facts& column) {
    out.name(column.name);
  }

  template <class Entity, class Sent, class Writer>
  static constexpr void write_struct(Writer& out) {
    if constexpr (sent_columns<Entity, Sent>::count == 0) {
      out.text(Writer::dialect::default_values);
    } else {
      out.text(" (");
      write_sent<Entity, Sent>(out, &write_its_name<Writer>);
      out.text(") VALUES (");
      write_sent<Entity, Sent>(out, [](Writer& to, const column_facts& column) { to.slot(column.type); });
      out.text(")");
    }
  }

  template <class Writer, class Entity, class Sent>
  static constexpr void write_values(Writer& out, type<insert_struct<Entity, Sent>>) {
    write_struct<Entity, Sent>(out);
  }
  template <class Writer, class Entity, class Range, class Sent>
  static constexpr void write_values(Writer& out, type<insert_structs<Entity, Range, Sent>>) {
    write_struct<Entity, Sent>(out);
  }
  template <class Writer, class... Columns, class... Values>
  static constexpr void write_values(Writer& out, type<insert_values<assignment<Columns, Values>...>>) {
    write_names<Columns::member...>(out);
    out.text(" VALUES (");
    out.list(type_list<Values...>{});
    out.text(")");
  }
  template <class Writer, auto... Members, class Query>
  static constexpr void write_values(Writer& out, type<insert_select<columns<Members...>, Query>>) {
    write_names<Members...>(out);
    out.text(" ");
    out.template node<Query>();
  }
  template <class Writer>
  static constexpr void write_values(Writer& out, type<insert_defaults>) {
    out.text(Writer::dialect::default_values);
  }
  template <class Writer>
  static constexpr void write_values(Writer&, type<no_values>) {}

  template <auto... Members, class Writer>
  static constexpr void write_names(Writer& out) {
    out.text(" (");
    std::string_view between = "";
    for (const std::string_view name : {column_facts_of<Members>.name...}) {
      out.text(between);
      between = ", ";
      out.name(name);
    }
    out.text(")");
  }

  template <class Writer>
  static constexpr void write_equal(Writer& out, const column_facts& column, std::string_view& between,
                                    std::string_view next) {
    out.text(between);
    between = next;
    out.name(column.name);
    out.text(" = ");
    out.slot(column.type);
  }
  template <class Finder, class Writer>
  static constexpr void write_finder(Writer& out) {
    std::string_view between = " WHERE ";
    Finder::each_column([&](const column_facts& column) { write_equal(out, column, between, " AND "); });
  }

  template <auto... Members, class Writer>
  static constexpr void write_target(Writer& out) {
    if constexpr (sizeof...(Members) != 0) write_names<Members...>(out);
  }

  template <class Entity, class Writer>
  static constexpr void write_returned_key(Writer& out) {
    out.text(" RETURNING ");
    for (const column_facts& column : facts<Entity>.columns)
      if (column.autoincrement) out.name(column.name);
  }
};

}  // namespace sqlalloy::inline v0::ansi
