// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/connect_options.hpp>
#include <sqlalloy/driver/deadline.hpp>
#include <sqlalloy/driver/error_info.hpp>
#include <sqlalloy/driver/fetch_result.hpp>
#include <sqlalloy/driver/status.hpp>
#include <sqlalloy/driver/value_text.hpp>
#include <sqlalloy/type/statement_text.hpp>
#include <sqlalloy/type/storage.hpp>
#include <sqlalloy/type/value_view.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

namespace sqlalloy::inline v0 {

/// What binds the parameters of an execution, counted from 0: every storage form, a list, and NULL.
template <class Parameters>
concept parameter_binder = requires(Parameters& parameters, int index, const array_view& list) {
  { parameters.bind_null(index) } -> std::same_as<status>;
  { parameters.bind(index, true) } -> std::same_as<status>;
  { parameters.bind(index, std::int16_t{}) } -> std::same_as<status>;
  { parameters.bind(index, std::int32_t{}) } -> std::same_as<status>;
  { parameters.bind(index, std::int64_t{}) } -> std::same_as<status>;
  { parameters.bind(index, float{}) } -> std::same_as<status>;
  { parameters.bind(index, double{}) } -> std::same_as<status>;
  { parameters.bind(index, std::string_view{}) } -> std::same_as<status>;
  { parameters.bind(index, bytes_view{}) } -> std::same_as<status>;
  { parameters.bind(index, date_value{}) } -> std::same_as<status>;
  { parameters.bind(index, time_value{}) } -> std::same_as<status>;
  { parameters.bind(index, timestamp_value{}) } -> std::same_as<status>;
  { parameters.bind(index, instant_value{}) } -> std::same_as<status>;
  { parameters.bind(index, interval_value{}) } -> std::same_as<status>;
  { parameters.bind(index, uuid_value{}) } -> std::same_as<status>;
  { parameters.bind(index, json_view{}) } -> std::same_as<status>;
  { parameters.bind(index, numeric_value{}) } -> std::same_as<status>;
  { parameters.bind(index, decimal_value<2>{}) } -> std::same_as<status>;
  { parameters.bind(index, list) } -> std::same_as<status>;
};

/// What can be made empty and handed on. (The concepts of the standard library cost more to compile.)
template <class T>
concept movable_handle = std::is_default_constructible_v<T> && std::is_nothrow_move_constructible_v<T> &&
                         std::is_nothrow_move_assignable_v<T>;

/// A connection that may be open: what the engine needs of it once it is.
template <class Connection>
concept driver_connection =
    movable_handle<Connection> && movable_handle<typename Connection::statement> &&
    movable_handle<typename Connection::cursor> && parameter_binder<typename Connection::template parameters<1>> &&
    std::is_constructible_v<typename Connection::template parameters<1>, Connection&,
                            typename Connection::statement&> &&
    requires(Connection& connection, typename Connection::statement& statement, typename Connection::cursor& cursor,
             typename Connection::template parameters<1>& parameters, const statement_text& text, const char* sql,
             std::size_t size, int column, std::int64_t& integer, std::string_view& string, const deadline& until,
             int batch) {
      { connection.close() } noexcept;
      { connection.is_open() } -> std::same_as<bool>;
      { connection.set_deadline(until) } noexcept;
      { connection.cancel() } -> std::same_as<status>;
      { connection.ping() } -> std::same_as<status>;
      { connection.in_transaction() } -> std::same_as<bool>;
      { connection.transaction_has_failed() } -> std::same_as<bool>;
      { connection.error() } -> std::convertible_to<error_info>;
      { connection.prepare(statement, text) } -> std::same_as<status>;
      { connection.release(statement) } noexcept;
      { connection.execute(statement, parameters, cursor) } -> std::same_as<status>;
      { connection.stream(statement, parameters, cursor, batch) } -> std::same_as<status>;
      { connection.execute_text(sql, size, cursor) } -> std::same_as<status>;
      { connection.run(sql) } -> std::same_as<status>;
      { connection.fetch(cursor) } -> std::same_as<fetch_result>;
      { connection.read(cursor, column, integer) } -> std::same_as<read_result>;
      { connection.read(cursor, column, string) } -> std::same_as<read_result>;
      { connection.value(cursor, column) } -> std::same_as<value_view>;
      { connection.column_count(cursor) } -> std::same_as<int>;
      { connection.column_name(cursor, column) } -> std::same_as<std::string_view>;
      { connection.finish(cursor) } noexcept;
      { connection.rows_changed(cursor) } -> std::same_as<std::int64_t>;
      { connection.last_insert_id() } -> std::same_as<std::int64_t>;
    };

/// A way to reach a database through one client library. To write one, give a struct with these members, and a
/// connection that
///
/// * never throws: it answers with a `status`, and `error()` tells the last failure;
/// * is used by one thread at a time, and is inert once it was moved from or closed;
/// * never sees a query: it gets SQL with its types (`statement_text`), then values in their storage forms;
/// * answers `read_result::mismatch` for a value of another type or one that does not fit, and never converts;
/// * allocates nothing of its own between `execute` and `finish`;
/// * waits for nothing past the time of `set_deadline`, `open` included: it stops what it does, answers with
///   `failure::timeout`, and is lost then where the database may not have noticed.
///
/// `transaction_has_failed` says, without asking the database, that a transaction is open of which nothing can be kept
/// any more.
///
/// `stream` is `execute` for rows that shall not all be in memory: they come while they are fetched, about `batch` at a
/// time, and until `finish` the connection is asked for nothing else. `cancel` stops what another thread executes.
///
/// The order of calls is `prepare`, then any number of times {`parameters`, `bind` each, `execute`, `fetch` and `read`,
/// `finish`}, then `release`. After `execute` the first `fetch` gives the first row. What was bound must live until
/// `finish`. End its header with `static_assert(driver<…>)`.
template <class T>
concept driver = requires(typename T::connection& connection, const connect_options& options) {
  typename T::dialect;                                           // may be incomplete: see dialect/tag.hpp
  { T::dialect_name } -> std::convertible_to<std::string_view>;  // as it stands in a URL
  { T::name } -> std::convertible_to<std::string_view>;          // after the plus sign
  { T::is_default } -> std::convertible_to<bool>;                // where the URL has no plus sign
  { connection.open(options) } -> std::same_as<status>;
} && driver_connection<typename T::connection>;

}  // namespace sqlalloy::inline v0
