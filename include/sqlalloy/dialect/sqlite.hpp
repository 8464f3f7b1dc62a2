// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/dialect/ansi.hpp>
#include <sqlalloy/dialect/tag.hpp>
#include <sqlalloy/dialect/transaction_mode.hpp>

#include <concepts>
#include <string_view>

namespace sqlalloy::inline v0::sqlite {

/// SQLite's SQL, from version `Major.Minor` on (3.35 at least).
template <int Major, int Minor>
struct basic_dialect : ansi::dialect {
  using ansi::dialect::write;

  static constexpr std::string_view name = "sqlite";
  static constexpr int version = Major * 100 + Minor;
  static constexpr bool has_right_join = version >= 339;
  static constexpr bool has_full_join = has_right_join;
  static constexpr bool has_last_insert_id = true;

  static constexpr bool needs_quotes(std::string_view word) {
    return !is_plain(word) || is_among(word, reserved_words::sqlite);
  }

  /// The storage classes: what a STRICT table may have (sqlite.org, "STRICT Tables").
  static constexpr std::string_view type_name(sql_type type) {
    switch (kind_of(type)) {
      case sql_type::boolean:
      case sql_type::smallint:
      case sql_type::integer:
      case sql_type::bigint:
      case sql_type::interval:
      case sql_type::decimal:  // counted in the last digit: there is no exact type with a point
        return "INTEGER";
      case sql_type::real:
      case sql_type::double_precision:
        return "REAL";
      case sql_type::bytes:
      case sql_type::uuid:
        return "BLOB";
      case sql_type::text:
      case sql_type::json:
      case sql_type::numeric:
      case sql_type::date:
      case sql_type::time:
      case sql_type::timestamp:
      case sql_type::timestamp_with_time_zone:
        return "TEXT";
    }
    return {};
  }

  // Transactions are serializable in any case. By default they take their locks as they need them, and one that has
  // read and then writes is refused at once if another writes meanwhile (sqlite.org, "BEGIN TRANSACTION"); asked for
  // `serializable`, one takes the lock for writing when it begins, and waits for it as long as `busy_timeout` says. A
  // reader never fails, so that one which is deferrable has nothing to wait for.
  static constexpr bool has_mode(const transaction_mode& mode) {
    return mode.isolation == isolation_level::database_default || mode.isolation == isolation_level::read_uncommitted ||
           mode.isolation == isolation_level::serializable;
  }

  template <class Writer>
  static constexpr void write_begin(Writer& out, const transaction_mode& mode) {
    if (mode.isolation == isolation_level::read_uncommitted) out.text("PRAGMA read_uncommitted = 1; ");
    if (mode.read_only) out.text("PRAGMA query_only = 1; ");
    out.text(mode.isolation == isolation_level::serializable && !mode.read_only ? "BEGIN IMMEDIATE" : "BEGIN");
  }

  // Both pragmas are the whole connection's.
  template <class Writer>
  static constexpr void write_after_transaction(Writer& out, const transaction_mode& mode) {
    const bool dirty = mode.isolation == isolation_level::read_uncommitted;
    if (dirty) out.text("PRAGMA read_uncommitted = 0");
    if (mode.read_only) out.text(dirty ? "; PRAGMA query_only = 0" : "PRAGMA query_only = 0");
  }

  // A key INTEGER PRIMARY KEY is the row's own number (sqlite.org, "ROWIDs and the INTEGER PRIMARY KEY").
  static constexpr bool numbered_says_key = true;
  template <class Writer>
  static constexpr void write_numbered(Writer& out, const column_facts&) {
    out.text("INTEGER PRIMARY KEY");
  }

  // An INTEGER has a digit more than a decimal; in the other databases the type says it.
  template <class Writer>
  static constexpr void write_column_check(Writer& out, const column_facts& column) {
    write_json_check(out, column);
    if (!is_decimal(column.type)) return;
    out.text(" CHECK (");
    out.name(column.name);
    out.text(" BETWEEN -999999999999999999 AND 999999999999999999)");
  }

  static constexpr bool keys_look_ahead = true;

  // A schema is an attached file here (sqlite.org, "CREATE INDEX", "CREATE TABLE").
  static constexpr bool index_says_schema = true;
  static constexpr bool keys_say_schema = false;

  // STRICT keeps text out of integer columns; it knows six types and came with 3.37.
  template <class Entity, class Tables, class Writer>
  static constexpr void write_table_suffix(Writer& out) {
    bool strict = version >= 337;
    for_each_column_in_table<Entity, Tables>([&](auto, const column_facts& column) {
      bool known = column.type_in_words.empty();
      for (const std::string_view words : {"INT", "INTEGER", "REAL", "TEXT", "BLOB", "ANY"})
        known = known || column.type_in_words == words;
      strict = strict && known;
    });
    if (strict) out.text(" STRICT");
  }

  // A table is emptied before it is dropped; rows that refer to it may go later in the same transaction.
  template <class Writer>
  static constexpr void write_before_drop(Writer& out) {
    out.text("PRAGMA defer_foreign_keys = ON;\n");
  }

  // IS compares NULL too (sqlite.org, "Operators"); IS DISTINCT FROM came with 3.39.
  template <class Writer, class Left, class Right>
  static constexpr void write(Writer& out, type<operation<is_distinct_operator, Left, Right>>) {
    out.template operand<Left>(precedence::other);
    out.text(" IS NOT ");
    out.template operand<Right>(precedence::other);
  }
  template <class Writer, class Left, class Right>
  static constexpr void write(Writer& out, type<operation<is_not_distinct_operator, Left, Right>>) {
    out.template operand<Left>(precedence::other);
    out.text(" IS ");
    out.template operand<Right>(precedence::other);
  }

  // A list of run-time length is one parameter: a JSON array. JSON has no bytes, but their digits. unhex() came with
  // 3.41, and to an older library the driver brings its own.
  template <class Writer, class Node, class T, class Range>
  static constexpr void write(Writer& out, type<operation<in_operator, Node, bind_list<T, Range>>>) {
    constexpr bool is_blob = sql_type_v<T> == sql_type::uuid || sql_type_v<T> == sql_type::bytes;
    out.template operand<Node>(precedence::other);
    out.text(is_blob ? " IN (SELECT unhex(value) FROM json_each(" : " IN (SELECT value FROM json_each(");
    out.slot(array_of(sql_type_v<T>));
    out.text("))");
  }

  // Whether the text of a query can end with FROM: all that stands behind is conditional.
  template <class Query>
  static consteval bool can_end_with_from(type<Query>) {
    return false;
  }
  template <class Flags, class List, class From, class... Where, class... Order>
  static consteval bool can_end_with_from(type<select_query<Flags, List, From, conditions<Where...>, node_list<>,
                                                            conditions<>, node_list<Order...>, no_clause, no_clause>>) {
    return From::size != 0 && (is_conditional<Where> && ...) && (is_conditional<Order> && ...);
  }

  // Directly behind FROM, the ON of ON CONFLICT would be read as that of a join (sqlite.org, "UPSERT").
  template <class Writer, class Entity, class Columns, class Query, class Conflict, class Returning>
    requires(!std::same_as<Conflict, no_conflict> && can_end_with_from(type<Query>{}))
  static constexpr void write(Writer& out,
                              type<insert_query<Entity, insert_select<Columns, Query>, Conflict, Returning>>) {
    out.template node<insert_query<Entity, insert_select<Columns, Query>>>();
    out.text(" LIMIT -1");
    out.template node<Conflict>();
    out.template node<Returning>();
  }

  // OFFSET stands behind LIMIT only; -1 is no limit.
  template <class Writer, class Count>
  static constexpr void write_limit(Writer& out, type<no_clause>, type<row_count<Count>>) {
    out.text(" LIMIT -1 OFFSET ");
    out.template node<Count>();
  }
  template <class Writer, class Limit, class Offset>
  static constexpr void write_limit(Writer& out, type<Limit> limit, type<Offset> offset) {
    ansi::dialect::write_limit(out, limit, offset);
  }
};

}  // namespace sqlalloy::inline v0::sqlite
