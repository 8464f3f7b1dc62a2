// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/dialect/render.hpp>
#include <sqlalloy/driver/fetch_result.hpp>
#include <sqlalloy/driver/status.hpp>
#include <sqlalloy/engine/cursor.hpp>
#include <sqlalloy/query/copied_query.hpp>
#include <sqlalloy/query/read.hpp>
#include <sqlalloy/query/search.hpp>
#include <sqlalloy/query/slots.hpp>

#include <type_traits>
#include <utility>

namespace sqlalloy::inline v0::rules {

/// Places for values in the text, of any kind.
struct values {
  template <class Node>
  static consteval bool matches() {
    return is_slot<Node>;
  }
  template <class Node>
  static consteval bool stops() {
    return false;
  }
};

/// A query that is copied has all that it says in its text.
template <class Value>
inline constexpr bool copied_query_has_no_values = std::is_void_v<Value>;

}  // namespace sqlalloy::inline v0::rules

namespace sqlalloy::inline v0 {

/// What is called with rows: it returns nothing, or false to stop.
template <class F, class Row>
concept row_listener = requires(F& f, const Row& row) {
  requires std::is_void_v<decltype(f(row))> || std::is_same_v<decltype(f(row)), bool>;
};

/// A driver's own connection that has a way to copy rows out. PostgreSQL's is in `driver/libpq/copy_rows.hpp`.
template <class Connection>
concept copies_rows = requires { typename Connection::copy_rows; };

/// Executes a query by COPY in binary, and calls `f(row)` with each row as it comes: that which a loop over `execute()`
/// of the query shows, a struct, or a row whose text and bytes are valid until the next one. The query has no values
/// and no parameters, which COPY does not take.
///
/// It takes one round trip and is no prepared statement. The types of the columns are compared as `execute()` compares
/// them. `f` must not use the connection, whose `error()` says what went wrong; what it throws is passed on. Where it
/// stops, and where a row cannot be read, the rest is read and dropped. After a failure the rows that came were not
/// all.
template <copies_rows Connection, copyable_query Query, row_listener<view_row_t<Query>> F>
status copy_rows(Connection& db, const Query& query, F f) {
  static_assert(rules::copied_query_has_no_values<rules::find_t<rules::values, Query>>,
                "sqlalloy: copy_rows() has a query with a value or a parameter, which COPY does not take; write a "
                "constant as sa::literal_column, or use yield_per()");
  using source = typename Connection::copy_rows;
  using statement = rendered<copied_query<Query>, typename source::dialect>;
  Query::template check<typename source::dialect>();
  source rows(db);
  if (const status begun = rows.begin(statement::text(variant_of(query))); !begun.ok()) return begun;
  view_row_t<Query> row{};
  for (;;) {
    const fetch_result found = rows.fetch();
    if (found == fetch_result::failed) return {db.error().kind};
    if (found == fetch_result::done) return {};
    if (const read_fault fault = read_row(row, rows))
      return rows.refuse(failure::data, sentence_of(fault, rows.column_name(fault.column)));
    if constexpr (std::is_void_v<decltype(f(std::as_const(row)))>)
      f(std::as_const(row));
    else if (!f(std::as_const(row)))
      return {};
  }
}

}  // namespace sqlalloy::inline v0
