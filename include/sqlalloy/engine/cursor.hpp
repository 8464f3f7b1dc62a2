// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/engine/binding.hpp>
#include <sqlalloy/engine/compiled_statement.hpp>
#include <sqlalloy/engine/fetching.hpp>
#include <sqlalloy/engine/pooled_connection.hpp>
#include <sqlalloy/query/insert.hpp>
#include <sqlalloy/query/read.hpp>
#include <sqlalloy/query/text.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace sqlalloy::inline v0 {

/// A driver's row as `read_row` reads it.
template <class Driver>
struct row_source {
  typename Driver::connection& connection;
  typename Driver::connection::cursor& rows;

  template <class Storage>
  read_result read(int column, Storage& out) {
    return connection.read(rows, column, out);
  }
};

/// What is said of a column that could not be read.
[[gnu::cold]] inline std::string sentence_of(const read_fault& fault, std::string_view column_name) {
  std::string sentence =
      "sqlalloy: column " + std::to_string(fault.column + 1) + " (" + std::string(column_name) + ") of the row ";
  return sentence += fault.null ? "is NULL, and what it is read into knows no NULL"
                                : "has a value that what it is read into cannot hold";
}

/// What does not depend on the query: the way from a query to the first of its rows, and from there to the next.
template <class Driver>
class cursor {
 public:
  using driver_connection = typename Driver::connection;

  explicit cursor(pooled_connection<Driver>* connection) noexcept { execution_.connection = connection; }
  cursor(const cursor&) = delete;
  cursor& operator=(const cursor&) = delete;

  /// Whether all went well until now.
  bool ok() const noexcept { return outcome_.has_value(); }

  const result<>& outcome() const noexcept { return outcome_; }

  /// Why it failed, for an exception or a `result`; `ok()` stays false.
  [[gnu::cold]] error_info take_error() { return outcome_.error(); }

  /// Executes a query. Where rows follow, what it binds must stay until `close()`.
  template <class Query, class Arguments, class How = rows_at_once>
  void execute(const Query& query, const Arguments& arguments, How how = {}) {
    if (!start(query)) return;
    parameters_for<Query> parameters(connection().driver, execution_.statement->statement);
    binding state{made_, shown()};
    bind_slots(query, parameters, state, arguments);
    if (!state.failed.ok()) [[unlikely]]
      return fail_binding(state.misfit);
    run(parameters, how);
    if constexpr (is_by_hand<Query>)
      if (ok()) connection().look_for_transaction();
    if constexpr (How::streams)
      if (ok()) execution_.begin_streaming();
  }

  /// Executes SQL that is known at run time only.
  void execute_text(const statement_text& text) {
    if (!is_ready()) return;
    text_ = &text;
    connection().tell_before(sql());
    const status done = connection().driver.execute_text(text.sql, text.size, execution_.rows);
    connection().tell_after(sql(), done.kind);
    if (done.ok()) [[likely]]
      connection().look_for_transaction();
    else
      fail(connection().driver_error(sql()));
  }

  /// Begins to give rows, so that other statements may come in between. Where the execution went wrong that is told in
  /// `failed`, or thrown where that is null.
  void open(result<>* failed) {
    if (ok()) [[likely]]
      execution_.begin_reading();
    else
      give_up(failed);
  }

  /// The same for raw SQL.
  void open_text(result<>* failed) {
    if (ok()) [[likely]]
      execution_.begin_reading_text();
    else
      give_up(failed);
  }

  /// Ends the execution. Where it went wrong that is told in `failed`, or thrown where that is null.
  void end(result<>* failed) {
    close();
    if (!ok()) [[unlikely]]
      give_up(failed);
  }

  bool is_open() const noexcept { return execution_.connection != nullptr; }

  /// Goes to the next row; false where there is none, and the cursor is closed.
  [[gnu::always_inline]] bool next() {
    if (!is_open()) [[unlikely]]
      return ended();
    const fetch_result found = connection().driver.fetch(execution_.rows);
    return found == fetch_result::row ? true : no_more(found);
  }

  /// Reads the row; false where it does not fit, and the cursor is closed.
  template <class Row>
  bool read(Row& row) {
    row_source<Driver> source{connection().driver, execution_.rows};
    const read_fault fault = read_row(row, source);
    if (fault) [[unlikely]]
      fail_reading(fault);
    return !fault;
  }

  void close() noexcept {
    if (!is_open()) return;
    pooled_connection<Driver>* held = execution_.connection;
    execution_.close();
    rows_changed_ = held->driver.rows_changed(execution_.rows);
  }

  /// Rows that an INSERT, UPDATE or DELETE changed; -1 where it is not known.
  std::int64_t rows_changed() const noexcept {
    return is_open() ? execution_.connection->driver.rows_changed(execution_.rows) : rows_changed_;
  }

  pooled_connection<Driver>& connection() const noexcept { return *execution_.connection; }
  typename driver_connection::cursor& driver_rows() noexcept { return execution_.rows; }
  const typename driver_connection::cursor& driver_rows() const noexcept { return execution_.rows; }
  std::string_view sql() const noexcept {
    return text_ ? std::string_view(text_->sql, text_->size) : std::string_view();
  }

  /// Ends with a failure. The first one stays.
  [[gnu::cold, gnu::noinline]] void fail(error_info info) {
    if (info.sql.empty()) info.sql = sql();
    if (outcome_) outcome_ = std::move(info);
    close();
  }

  [[gnu::cold, gnu::noinline]] void fail_reading(const read_fault& fault) {
    const std::string_view name = connection().driver.column_name(execution_.rows, fault.column);
    fail(make_error(failure::data, sentence_of(fault, name)));
  }

 protected:
  // Declared in this order so that what is bound outlives the execution.
  made_values made_{};
  execution<Driver> execution_{};
  const statement_text* text_ = nullptr;
  std::int64_t rows_changed_ = -1;
  result<> outcome_{};

  template <class Query>
  using parameters_for = typename driver_connection::template parameters<static_cast<std::size_t>(slot_count<Query>)>;

  // Finds the connection ready, and the statement prepared. What depends on the query is the key alone.
  template <class Query>
  [[gnu::always_inline]] bool start(const Query& query) {
    return is_ready() && find(compiled_statement<Query, Driver>::key(connection().driver, query));
  }

  bool find(const statement_key& key) {
    text_ = key.text;
    execution_.statement = connection().statements.acquire(connection().driver, key);
    if (!execution_.statement) [[unlikely]]
      fail(connection().driver_error(sql()));
    return execution_.statement != nullptr;
  }

  bool is_ready() { return is_open() && connection().attention == 0 ? true : make_ready(); }

  [[gnu::noinline]] bool make_ready() {
    if (!is_open()) {
      fail(make_error(failure::invalid_request,
                      "sqlalloy: the connection was moved from, given back or closed, or its transaction has ended"));
      return false;
    }
    if (result<> ready = connection().make_ready(); !ready) {
      fail(std::move(ready.error()));
      return false;
    }
    connection().shown_parameters.clear();
    return true;
  }

  bool is_watched() const noexcept { return connection().attention & pooled_connection<Driver>::watched; }

  std::string* shown() const noexcept {
    return connection().attention & pooled_connection<Driver>::detailed ? &connection().shown_parameters : nullptr;
  }

  template <class Query, class Parameters, class Arguments>
  [[gnu::always_inline]] void bind_slots(const Query& query, Parameters& parameters, binding& state,
                                         const Arguments& arguments) {
    slot_binder<Parameters, Arguments> binder{parameters, state, arguments};
    for_each_slot(query, binder);
  }

  template <class Parameters, class How = rows_at_once>
  void run(Parameters& parameters, How how = {}) {
    if (is_watched()) [[unlikely]]
      connection().tell_before(sql());
    const status done = how(connection().driver, execution_.statement->statement, parameters, execution_.rows);
    if (is_watched()) [[unlikely]]
      connection().tell_after(sql(), done.kind);
    if (!done.ok()) [[unlikely]]
      fail_execution();
  }

  [[gnu::noinline]] bool no_more(fetch_result found) {
    if (found == fetch_result::failed) [[unlikely]]
      fail(connection().driver_error(sql()));
    close();
    return false;
  }

  [[gnu::cold, gnu::noinline]] bool ended() {
    if (execution_.is_cut_off && ok())
      fail(make_error(failure::invalid_request, "sqlalloy: the connection was given back before all rows were read"));
    return false;
  }

  [[gnu::cold, gnu::noinline]] void give_up(result<>* failed) {
#if defined(__cpp_exceptions)
    if (!failed) throw_error(take_error());
#endif
    *failed = take_error();
  }

  [[gnu::cold, gnu::noinline]] void fail_binding(int misfit) {
    if (misfit < 0) return fail(connection().driver_error(sql()));
    error_info info = make_error(failure::data, "sqlalloy: the value of parameter " + std::to_string(misfit + 1) +
                                                    " does not fit its type in the database");
    info.parameters = connection().shown_parameters;
    fail(std::move(info));
  }

  /// Whether the driver has emptied its statement, which was prepared for what is there no more.
  [[gnu::cold]] bool is_forgotten() const {
    if constexpr (requires { static_cast<bool>(execution_.statement->statement); })
      return execution_.statement && !static_cast<bool>(execution_.statement->statement);
    else
      return false;
  }

  // What failed may be prepared for tables that have changed, so it is prepared anew the next time.
  [[gnu::cold, gnu::noinline]] void fail_execution() {
    error_info info = connection().driver_error(sql());
    execution_.is_stale = is_forgotten();
    if (execution_.is_stale || info.kind == failure::programming || info.kind == failure::not_supported)
      drop_statement();
    fail(std::move(info));
  }

  [[gnu::cold, gnu::noinline]] void drop_statement() {
    connection().driver.finish(execution_.rows);
    connection().readers -= execution_.statement->reader != nullptr;
    connection().statements.drop(connection().driver, std::exchange(execution_.statement, nullptr));
  }
};

}  // namespace sqlalloy::inline v0
