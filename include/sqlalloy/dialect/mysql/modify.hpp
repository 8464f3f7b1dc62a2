// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/dialect/mysql/expression.hpp>
#include <sqlalloy/query/insert.hpp>
#include <sqlalloy/schema/facts.hpp>

#include <string_view>

namespace sqlalloy::inline v0::mysql {

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
    out.template node<insert_query<Entity, Source>>();
    out.text(" ON DUPLICATE KEY UPDATE ");
    const std::string_view column = any_column<Entity>();
    out.name(column);
    out.text(" = ");
    out.name(facts<Entity>.name);
    out.text(".");
    out.name(column);
    out.template node<Returning>();
  }

  template <class Writer, auto... Members, class... Assignments>
  static constexpr void write(Writer& out, type<conflict_do_update<columns<Members...>, Assignments...>>) {
    out.text(" ON DUPLICATE KEY UPDATE ");
    out.list(type_list<Assignments...>{});
  }

 private:
  // Of the key, where there is one.
  template <class Entity>
  static constexpr std::string_view any_column() {
    for (const column_facts& column : facts<Entity>.columns)
      if (column.primary_key) return column.name;
    return facts<Entity>.columns[0].name;
  }
};

}  // namespace sqlalloy::inline v0::mysql
