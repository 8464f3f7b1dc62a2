// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/dialect/ansi.hpp>
#include <sqlalloy/dialect/tag.hpp>
#include <sqlalloy/dialect/transaction_mode.hpp>
#include <sqlalloy/query/copied_query.hpp>
#include <sqlalloy/query/copy.hpp>
#include <sqlalloy/type/statement_text.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

namespace sqlalloy::inline v0::postgresql {

/// PostgreSQL's SQL, from version `Major` on (13 at least).
template <int Major>
struct basic_dialect : ansi::dialect {
  using ansi::dialect::write;

  static constexpr std::string_view name = "postgresql";
  static constexpr int version = Major;
  static constexpr bool has_right_join = true;
  static constexpr bool has_last_insert_id = false;
  static constexpr bool has_copy = true;
  static constexpr bool inserts_arrays = true;

  static constexpr bool needs_quotes(std::string_view word) {
    return !is_plain(word) || is_among(word, reserved_words::postgresql);
  }

  static constexpr std::string_view type_name(sql_type type) {
    switch (type) {
      case sql_type::text:
        return "TEXT";
      case sql_type::bytes:
        return "BYTEA";
      case sql_type::uuid:
        return "UUID";
      default:
        return ansi::dialect::type_name(type);
    }
  }

  // There is no last inserted key to ask for, so an INSERT of one row gives it back.
  template <class Entity, class Source>
  static constexpr bool returns_key = inserts_one_row<Source> && has_numbered_key<Entity>;

  template <class Writer>
  static constexpr void placeholder(Writer& out) {
    out.text("$");
    out.number(out.placeholders);
  }

  // PostgreSQL 15, "SELECT", "The Locking Clause".
  static constexpr bool has_lock(lock_strength, lock_wait, bool) { return true; }
  static constexpr bool locks_optional_rows = false;

  static constexpr bool has_mode(const transaction_mode&) { return true; }

  template <class Writer>
  static constexpr void write_begin(Writer& out, const transaction_mode& mode) {
    out.text(mode == transaction_mode{} ? "BEGIN" : "START TRANSACTION");
    write_characteristics(out, mode);
  }

  // There is no ADD CONSTRAINT IF NOT EXISTS.
  template <class Entity, class Edge, class Writer>
  static constexpr void write_late_key(Writer& out, std::string_view key) {
    out.text("DO $sqlalloy$ BEGIN ");
    ansi::dialect::write_late_key<Entity, Edge>(out, key);
    out.text("EXCEPTION WHEN duplicate_object THEN NULL; END $sqlalloy$;\n");
  }

  template <class Writer, class Node, class T, class Range>
  static constexpr void write(Writer& out, type<operation<in_operator, Node, bind_list<T, Range>>>) {
    out.template operand<Node>(precedence::other);
    out.text(" = ANY(");
    out.slot(array_of(sql_type_v<T>));
    out.text(")");
  }

  // The rows are numbered and sorted, because only ORDER BY says in which order a query gives them; defaults, the key
  // among them, are evaluated behind it. RETURNING gives each row as it is inserted: that is not promised by the
  // manual, and so ever since there is RETURNING.
  template <class Writer, class Entity, class Sent, class Conflict, class Returning>
  static constexpr void write(Writer& out,
                              type<insert_query<Entity, insert_arrays<Entity, Sent>, Conflict, Returning>>) {
    constexpr int count = sent_columns<Entity, Sent>::count;
    out.text("INSERT INTO ");
    ansi::dialect::template write_table<Entity>(out);
    out.text(" (");
    ansi::dialect::template write_sent<Entity, Sent>(out, &ansi::dialect::template write_its_name<Writer>);
    out.text(") SELECT ");
    write_given(out, count);
    out.text(" FROM unnest(");
    ansi::dialect::template write_sent<Entity, Sent>(
        out, [](Writer& to, const column_facts& column) { to.slot(array_of(column.type)); });
    out.text(") WITH ORDINALITY AS given (");
    write_given(out, count);
    out.text(", n) ORDER BY n");
    out.template node<Conflict>();
    out.template node<Returning>();
  }

  template <class Writer, class Entity, class Sent>
  static constexpr void write(Writer& out, type<copy_structs<Entity, Sent>>) {
    out.text("COPY ");
    ansi::dialect::template write_table<Entity>(out);
    out.text(" (");
    ansi::dialect::template write_sent<Entity, Sent>(out, &ansi::dialect::template write_its_name<Writer>);
    out.text(") FROM STDIN (FORMAT binary)");
  }
  template <class Writer, class Entity, class Sent>
  static constexpr void write(Writer& out, type<copied_columns<Entity, Sent>>) {
    out.text("SELECT ");
    ansi::dialect::template write_sent<Entity, Sent>(out, &ansi::dialect::template write_its_name<Writer>);
    out.text(" FROM ");
    ansi::dialect::template write_table<Entity>(out);
    out.text(" WHERE FALSE");
  }
  template <class Writer, class Query>
  static constexpr void write(Writer& out, type<copied_query<Query>>) {
    const std::size_t variant = out.variant;
    out.text("SELECT * FROM (");
    out.template node<Query>();
    out.text(") AS copied LIMIT 0; COPY (");
    out.variant = variant;  // the same query
    out.template node<Query>();
    out.text(") TO STDOUT (FORMAT binary)");
  }

  // Only NUMERIC is rounded to a number of digits here (PostgreSQL manual, "Mathematical Functions").
  template <class Writer, class Number, class Digits>
  static constexpr void write(Writer& out, type<operation<plain_function<"round", double>, Number, Digits>>) {
    out.text("CAST(round(CAST(");
    out.template node<Number>();
    out.text(" AS NUMERIC), ");
    out.template node<Digits>();
    out.text(") AS DOUBLE PRECISION)");
  }

  // The sum of BIGINT and the mean of integers are NUMERIC here, the sum of REAL is REAL (PostgreSQL manual, "Aggregate
  // Functions"): not what the expression's type says.
  template <class Function, class Value>
  static constexpr bool needs_cast = std::same_as<Function, sum_function>
                                         ? sql_type_v<Value> == sql_type::bigint || sql_type_v<Value> == sql_type::real
                                         : std::same_as<Function, avg_function> && std::is_integral_v<Value>;

  template <class Writer, class Function, bool Distinct, class Filter, class Node>
    requires needs_cast<Function, base_value_t<Node>>
  static constexpr void write(Writer& out, type<aggregate<Function, Distinct, Filter, Node>> whole) {
    out.text("CAST(");
    ansi::dialect::write(out, whole);
    end_cast<typename decltype(whole)::self>(out);
  }
  template <class Writer, class Function, bool Distinct, class Filter, class Node, class... By, class... Order>
    requires needs_cast<Function, base_value_t<Node>>
  static constexpr void write(
      Writer& out,
      type<window<aggregate<Function, Distinct, Filter, Node>, partition<By...>, window_order<Order...>>> whole) {
    out.text("CAST(");
    ansi::dialect::write(out, type<aggregate<Function, Distinct, Filter, Node>>{});
    write_over(out, type_list<By...>{}, type_list<Order...>{});
    end_cast<typename decltype(whole)::self>(out);
  }

 private:
  template <class Writer>
  static constexpr void write_given(Writer& out, int count) {
    for (int i = 1; i <= count; ++i) {
      out.text(i == 1 ? "p" : ", p");
      out.number(i);
    }
  }

  template <class Node, class Writer>
  static constexpr void end_cast(Writer& out) {
    out.text(" AS ");
    out.text(type_name(sql_type_v<base_value_t<Node>>));
    out.text(")");
  }
};

}  // namespace sqlalloy::inline v0::postgresql
