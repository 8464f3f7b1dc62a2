// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/dialect/mysql/schema.hpp>
#include <sqlalloy/dialect/tag.hpp>

#include <string_view>

namespace sqlalloy::inline v0::mysql {

/// MySQL's SQL, from version 8.0.19 on.
struct dialect : schema_spelling {
  using schema_spelling::write;

  static constexpr std::string_view name = "mysql";
  static constexpr std::string_view collation = "utf8mb4_0900_bin";

  // An assignment sees those before it (MySQL 8.0, 15.2.17).
  static constexpr bool sets_at_once = false;

  // The new row has a name (MySQL 8.0, 15.2.7.2); that of a query's rows is the name of the query.
  template <class Writer, class Entity, class Source, class Target, class... Assignments, class Returning>
  static constexpr void write(
      Writer& out, type<insert_query<Entity, Source, conflict_do_update<Target, Assignments...>, Returning>>) {
    out.template node<insert_query<Entity, Source>>();
    out.text(" AS excluded");
    out.template node<conflict_do_update<Target, Assignments...>>();
    out.template node<Returning>();
  }
  template <class Writer, class Entity, auto... Members, class Query, class Target, class... Assignments,
            class Returning>
  static constexpr void write(Writer& out, type<insert_query<Entity, insert_select<columns<Members...>, Query>,
                                                             conflict_do_update<Target, Assignments...>, Returning>>) {
    out.text("INSERT INTO ");
    write_table<Entity>(out);
    write_names<Members...>(out);
    out.text(" SELECT * FROM (");
    out.template node<Query>();
    out.text(") AS excluded");
    write_names<Members...>(out);
    out.template node<conflict_do_update<Target, Assignments...>>();
    out.template node<Returning>();
  }
};

}  // namespace sqlalloy::inline v0::mysql
