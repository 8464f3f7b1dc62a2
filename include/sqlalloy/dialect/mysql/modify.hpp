// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/dialect/mysql/expression.hpp>
#include <sqlalloy/query/insert.hpp>
#include <sqlalloy/schema/facts.hpp>

#include <string_view>

namespace sqlalloy::inline v0::mysql {

template <class Source>
inline constexpr bool inserts_a_query = false;
template <class Columns, class Query>
inline constexpr bool inserts_a_query<insert_select<Columns, Query>> = true;

/// How MySQL and MariaDB spell INSERT: a row that is there already is met by ON DUPLICATE KEY UPDATE, whichever key it
/// is that has it.
struct modify_spelling : expression_spelling {
  using expression_spelling::write;

  static constexpr bool has_last_insert_id = true;
  static constexpr std::string_view default_values = " () VALUES ()";

  static constexpr bool has_insert_returning = false;
  static constexpr bool has_update_returning = false;
  static constexpr bool has_delete_returning = false;

  // Sets a column to what it is. INSERT IGNORE would ignore other errors, too.
  template <class Writer, class Entity, class Source, class Target, class Returning>
  static constexpr void write(Writer& out, type<insert_query<Entity, Source, conflict_do_nothing<Target>, Returning>>) {
    write_new_rows<Entity>(out, type<Source>{});
    out.text(" ON DUPLICATE KEY UPDATE ");
    const std::string_view column = any_column<Entity>();
    out.name(column);
    out.text(" = ");
    out.name(facts<Entity>.name);
    out.text(".");
    out.name(column);
    out.template node<Returning>();
  }

  template <class Writer, class Entity, class Source, class Target, class... Assignments, class Returning>
  static constexpr void write(
      Writer& out, type<insert_query<Entity, Source, conflict_do_update<Target, Assignments...>, Returning>>) {
    write_new_rows<Entity>(out, type<Source>{});
    if (!inserts_a_query<Source>) out.text(Writer::dialect::name_of_new_row);
    out.text(" ON DUPLICATE KEY UPDATE ");
    out.list(type_list<Assignments...>{});
    out.template node<Returning>();
  }

 private:
  template <class Entity, class Writer, class Source>
  static constexpr void write_new_rows(Writer& out, type<Source>) {
    out.template node<insert_query<Entity, Source>>();
  }
  // By itself, or its tables would be in sight behind ON DUPLICATE KEY, and its CROSS JOIN would take the ON.
  template <class Entity, class Writer, auto... Members, class Query>
  static constexpr void write_new_rows(Writer& out, type<insert_select<columns<Members...>, Query>>) {
    out.text("INSERT INTO ");
    write_table<Entity>(out);
    write_names<Members...>(out);
    out.text(" WITH excluded");
    write_names<Members...>(out);
    out.text(" AS (");
    out.template node<Query>();
    out.text(") SELECT * FROM excluded");
  }

  // Of the key, where there is one.
  template <class Entity>
  static constexpr std::string_view any_column() {
    for (const column_facts& column : facts<Entity>.columns)
      if (column.primary_key) return column.name;
    return facts<Entity>.columns[0].name;
  }
};

}  // namespace sqlalloy::inline v0::mysql
