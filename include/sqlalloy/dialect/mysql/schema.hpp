// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/dialect/mysql/modify.hpp>
#include <sqlalloy/schema/facts.hpp>
#include <sqlalloy/schema/options.hpp>

#include <cstddef>
#include <string_view>

namespace sqlalloy::inline v0::mysql {

// Whether an option makes a key, or an index, of a column.
template <class Option>
struct key_columns {
  static constexpr bool has(std::string_view) { return false; }
};
template <auto... Members>
struct key_columns<columns<Members...>> {
  static constexpr bool has(std::string_view member) {
    for (const std::string_view one : {std::string_view(), meta::member_name<Members>...})
      if (one == member) return true;
    return false;
  }
};
template <auto... Members>
struct key_columns<primary_key<Members...>> : key_columns<columns<Members...>> {};
template <auto... Members>
struct key_columns<unique<Members...>> : key_columns<columns<Members...>> {};
template <auto... Members>
struct key_columns<index<Members...>> : key_columns<columns<Members...>> {};
template <auto Member, class Target, class... Actions>
struct key_columns<references<Member, Target, Actions...>> : key_columns<columns<Member>> {};
template <class From, class To, class... Actions>
struct key_columns<foreign_key<From, To, Actions...>> : key_columns<From> {};
template <fixed_string Name, class Constraint>
struct key_columns<named<Name, Constraint>> : key_columns<Constraint> {};

/// How MySQL and MariaDB spell CREATE TABLE. Tables are utf8mb4 and compare by code points.
struct schema_spelling : modify_spelling {
  using modify_spelling::option;
  using modify_spelling::write;

  // What is in a key has a length (MySQL 8.0, 15.1.20.1): an index has room for 3072 bytes, at four a character.
  template <class Entity, class Writer>
  static constexpr void write_type(Writer& out, const column_facts& column) {
    const bool has_length = column.type == sql_type::text || column.type == sql_type::bytes;
    if (has_length && column.type_in_words.empty() && is_in_key<Entity>(column))
      out.text(column.type == sql_type::text ? "VARCHAR(255)" : "VARBINARY(255)");
    else
      modify_spelling::write_type<Entity>(out, column);
  }

  // In parentheses it may be any expression, and stand with LONGTEXT.
  template <class Writer>
  static constexpr void write_default(Writer& out, const column_facts& column) {
    out.text(" DEFAULT (");
    out.text(column.server_default);
    out.text(")");
  }

  template <class Writer>
  static constexpr void write_column_check(Writer& out, const column_facts& column) {
    write_json_check(out, column);
  }

  // MariaDB takes no NOT NULL before GENERATED, MySQL none behind it that MariaDB would take.
  static constexpr bool computed_says_not_null = false;

  template <class Writer>
  static constexpr void write_numbered(Writer& out, const column_facts& column) {
    out.text(type_name(column.type));
    out.text(" NOT NULL AUTO_INCREMENT");
  }

  template <class Entity, class Tables, class Writer>
  static constexpr void write_table_suffix(Writer& out) {
    out.text(" DEFAULT CHARACTER SET utf8mb4 COLLATE ");
    out.text(Writer::dialect::collation);
  }

  // Inside CREATE TABLE, because MySQL has no CREATE INDEX IF NOT EXISTS.
  template <class Entity, class Tables, class Writer, auto... Members>
  static constexpr void option(Writer& out, ddl_part part, std::string_view name, type<index<Members...>>) {
    if (part != ddl_part::constraints) return;
    out.text(", INDEX ");
    write_option_name<Entity, Members...>(out, name, "ix");
    write_names<Members...>(out);
  }

  // There is no IF NOT EXISTS and no IF EXISTS for a foreign key that both servers know.
  template <class Entity, class Edge, class Writer>
  static constexpr void write_late_key(Writer& out, std::string_view name) {
    write_unless<Entity, Edge>(out, name, " = 0", [name](auto& statement) {
      statement.text("ADD CONSTRAINT ");
      write_key_name<Entity>(statement, name, type<Edge>{});
      statement.text(" ");
      write_foreign_key(statement, type<Edge>{});
    });
  }
  template <class Entity, class Edge, class Writer>
  static constexpr void write_late_key_drop(Writer& out, std::string_view name) {
    write_unless<Entity, Edge>(out, name, " <> 0", [name](auto& statement) {
      statement.text("DROP FOREIGN KEY ");
      write_key_name<Entity>(statement, name, type<Edge>{});
    });
  }

 private:
  template <class Entity>
  static constexpr bool is_in_key(const column_facts& column) {
    return [&]<class... Options>(type_list<Options...>) {
      return column.primary_key || (key_columns<Options>::has(column.member) || ...);
    }(options_of_t<Entity>{});
  }

  // Asks the catalogue how many keys of that name the table has, and alters it or does nothing.
  template <class Entity, class Edge, class Writer, class Alteration>
  static constexpr void write_unless(Writer& out, std::string_view name, std::string_view condition,
                                     Alteration alteration) {
    out.text(
        "SET @sa_statement = IF((SELECT count(*) FROM information_schema.table_constraints WHERE "
        "constraint_schema = ");
    if (facts<Entity>.schema.empty())
      out.text("DATABASE()");
    else
      out.quoted(facts<Entity>.schema, '\'');
    out.text(" AND table_name = ");
    out.quoted(facts<Entity>.name, '\'');
    out.text(" AND constraint_name = '");
    write_plain_name<Entity>(out, name, type<Edge>{});
    out.text("')");
    out.text(condition);
    out.text(", ");
    quote_statement(out, [&](auto& statement) {
      statement.text("ALTER TABLE ");
      write_table<Entity>(statement);
      statement.text(" ");
      alteration(statement);
    });
    out.text(
        ", 'DO 0');\nPREPARE sa_statement FROM @sa_statement;\nEXECUTE sa_statement;\n"
        "DEALLOCATE PREPARE sa_statement;\n");
  }

  template <class Entity, class Writer, auto... From, class Target, class To, class... Actions>
  static constexpr void write_plain_name(Writer& out, std::string_view name,
                                         type<key_edge<columns<From...>, Target, To, Actions...>>) {
    if (!name.empty()) {
      out.doubled(name, '\'');
      return;
    }
    out.text("fk");
    for (const std::string_view piece : {facts<Entity>.name, column_facts_of<From>.name...}) {
      out.text("_");
      out.doubled(piece, '\'');
    }
  }

  // What `write` writes, as a literal.
  template <class Writer, class Write>
  static constexpr void quote_statement(Writer& out, Write write) {
    writer<typename Writer::dialect> count;
    write(count);
    char* const text = new char[count.size];
    writer<typename Writer::dialect> fill{.buffer = text};
    write(fill);
    out.quoted({text, count.size}, '\'');
    delete[] text;
  }
};

}  // namespace sqlalloy::inline v0::mysql
