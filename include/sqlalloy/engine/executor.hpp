// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/engine/arguments.hpp>
#include <sqlalloy/engine/cursor_result.hpp>
#include <sqlalloy/engine/dynamic_result.hpp>
#include <sqlalloy/engine/modify.hpp>
#include <sqlalloy/engine/run_within.hpp>
#include <sqlalloy/engine/savepoint.hpp>
#include <sqlalloy/engine/schema_script.hpp>

#include <string_view>
#include <type_traits>
#include <utility>

namespace sqlalloy::inline v0 {

/// What `execute()` takes first.
template <class Query>
concept executable = statement<std::remove_cvref_t<Query>>;

/// What executes statements: a connection or a transaction. It belongs to one thread at a time. One that was moved
/// from, closed or ended refuses every call with an invalid_request_error.
///
/// Each call has a twin, `try_…`, which throws nothing and returns a `result`; without exceptions only the twins exist.
template <class Driver>
class executor {
 public:
  using driver_type = Driver;

  executor(const executor&) = delete;
  executor& operator=(const executor&) = delete;

  /// The twin of `execute()`.
  template <executable Query, class... Arguments>
  auto try_execute(Query&& query, Arguments&&... arguments) {
    using query_type = std::remove_cvref_t<Query>;
    using check = argument_check<query_type, Arguments...>;
    static_assert(rules::arguments_are_named<Arguments...>,
                  "sqlalloy: execute() is given a value without a name; say \"name\"_p = value, or pass one struct");
    static_assert(rules::parameter_is_given<typename check::missing>,
                  "sqlalloy: execute() has a parameter without a value; pass \"name\"_p = value");
    static_assert(rules::parameter_is_known<typename check::unknown>,
                  "sqlalloy: execute() is given a value for which the statement has no parameter; leave it out");
    static_assert(rules::argument_fits_parameter<typename check::misfit>,
                  "sqlalloy: execute() is given a value of a type that its parameter does not take; convert it first");
    static_assert(rules::range_gives_no_rows<query_type>,
                  "sqlalloy: execute() inserts a range with returning(); insert its structs one by one");
    query_type::template check<typename dialect_for_rules<Driver>::type>();
    if constexpr (returns_rows<query_type>) {
      using rows = cursor_result<Driver, Query, Arguments...>;
      return result<rows>(std::in_place, [&](result<>& failed) {
        return rows(connection_, &failed, static_cast<Query&&>(query), static_cast<Arguments&&>(arguments)...);
      });
    } else {
      return result<dml_result_of<query_type>>(std::in_place, [&](result<>& failed) {
        return modify(connection_, &failed, query, held_arguments<Arguments&...>{{arguments}...});
      });
    }
  }

  /// The twin of `exec_driver_sql()`.
  result<dynamic_result<Driver>> try_exec_driver_sql(std::string_view sql) {
    return result<dynamic_result<Driver>>(
        std::in_place, [&](result<>& failed) { return dynamic_result<Driver>(connection_, &failed, sql); });
  }

  /// The twin of `create_all()`.
  template <class... Entities>
  result<> try_create_all(metadata<Entities...>) {
    static_assert(
        (rules::can_be_reflected<Entities> && ...),
        "sqlalloy: create_all() meets a struct whose fields cannot be found; make it an aggregate without base "
        "classes, C arrays and references, or adapt it with BOOST_HANA_ADAPT_STRUCT");
    static_assert(
        (rules::every_field_has_a_codec<Entities> && ...),
        "sqlalloy: create_all() meets a field of a type that no column can have; specialise sa::codec for it");
    check_tables<Entities...>();
    return run_script(schema_script<Driver, Entities...>::create_all);
  }

  /// The twin of `drop_all()`.
  template <class... Entities>
  result<> try_drop_all(metadata<Entities...>) {
    static_assert((rules::can_be_reflected<Entities> && ...),
                  "sqlalloy: drop_all() meets a struct whose fields cannot be found; make it an aggregate without base "
                  "classes, C arrays and references, or adapt it with BOOST_HANA_ADAPT_STRUCT");
    return run_script(schema_script<Driver, Entities...>::drop_all);
  }

  /// The twin of `begin_nested()`.
  result<savepoint<Driver>> try_begin_nested() {
    return result<savepoint<Driver>>(std::in_place,
                                     [this](result<>& failed) { return savepoint<Driver>(connection_, &failed); });
  }

  /// The twin of `begin_nested(f)`; `f` returns a `result`, and without a value in it all is undone.
  template <class F>
  run_result_t<F, executor> try_begin_nested(F f) {
    auto set = try_begin_nested();
    if (!set) return std::move(set.error());
    return try_run_within(*set, f, *this);
  }

#if defined(__cpp_exceptions)
  /// Executes a statement. A value for each of its parameters is passed as `"x"_p = value`, or all of them as one
  /// struct with fields of those names.
  ///
  /// A statement with rows gives a `cursor_result`, which keeps the rvalues among what was passed and borrows the
  /// lvalues. One without gives a `dml_result`. The structs of a range are inserted all or none.
  template <executable Query, class... Arguments>
  auto execute(Query&& query, Arguments&&... arguments) {
    using query_type = std::remove_cvref_t<Query>;
    using check = argument_check<query_type, Arguments...>;
    static_assert(rules::arguments_are_named<Arguments...>,
                  "sqlalloy: execute() is given a value without a name; say \"name\"_p = value, or pass one struct");
    static_assert(rules::parameter_is_given<typename check::missing>,
                  "sqlalloy: execute() has a parameter without a value; pass \"name\"_p = value");
    static_assert(rules::parameter_is_known<typename check::unknown>,
                  "sqlalloy: execute() is given a value for which the statement has no parameter; leave it out");
    static_assert(rules::argument_fits_parameter<typename check::misfit>,
                  "sqlalloy: execute() is given a value of a type that its parameter does not take; convert it first");
    static_assert(rules::range_gives_no_rows<query_type>,
                  "sqlalloy: execute() inserts a range with returning(); insert its structs one by one");
    query_type::template check<typename dialect_for_rules<Driver>::type>();
    if constexpr (returns_rows<query_type>) {
      return cursor_result<Driver, Query, Arguments...>(connection_, nullptr, static_cast<Query&&>(query),
                                                        static_cast<Arguments&&>(arguments)...);
    } else {
      return modify(connection_, nullptr, query, held_arguments<Arguments&...>{{arguments}...});
    }
  }

  /// Executes SQL that is known at run time only, one statement without parameters, as the database understands it.
  dynamic_result<Driver> exec_driver_sql(std::string_view sql) {
    return dynamic_result<Driver>(connection_, nullptr, sql);
  }

  /// Creates the tables that are not there yet: `db.create_all(sa::tables<User, Post>)`, in the order of their keys.
  template <class... Entities>
  void create_all(metadata<Entities...>) {
    static_assert(
        (rules::can_be_reflected<Entities> && ...),
        "sqlalloy: create_all() meets a struct whose fields cannot be found; make it an aggregate without base "
        "classes, C arrays and references, or adapt it with BOOST_HANA_ADAPT_STRUCT");
    static_assert(
        (rules::every_field_has_a_codec<Entities> && ...),
        "sqlalloy: create_all() meets a field of a type that no column can have; specialise sa::codec for it");
    check_tables<Entities...>();
    run_script(schema_script<Driver, Entities...>::create_all).value_or_throw();
  }

  /// Drops the tables that are there.
  template <class... Entities>
  void drop_all(metadata<Entities...>) {
    static_assert((rules::can_be_reflected<Entities> && ...),
                  "sqlalloy: drop_all() meets a struct whose fields cannot be found; make it an aggregate without base "
                  "classes, C arrays and references, or adapt it with BOOST_HANA_ADAPT_STRUCT");
    run_script(schema_script<Driver, Entities...>::drop_all).value_or_throw();
  }

  /// Sets a savepoint: what follows can be undone without the rest of the transaction. It is undone unless `commit()`
  /// of the savepoint keeps it. Savepoints may stand in each other.
  savepoint<Driver> begin_nested() { return savepoint<Driver>(connection_, nullptr); }

  /// Runs `f` within a savepoint, which is kept when `f` returns and undone when it throws: `db.begin_nested([&](auto&
  /// db) { … })`. Gives what `f` gives.
  template <class F>
  decltype(auto) begin_nested(F f) {
    savepoint<Driver> set = begin_nested();
    return run_within(set, f, *this);
  }
#endif

  /// The driver's own connection, for what the library does not do; null where this one was closed or has ended.
  typename Driver::connection* driver_connection() noexcept { return connection_ ? &connection_->driver : nullptr; }

 protected:
  executor() = default;
  explicit executor(pooled_connection<Driver>* connection) noexcept : connection_(connection) {}
  executor(executor&& other) noexcept : connection_(std::exchange(other.connection_, nullptr)) {}
  ~executor() = default;

  pooled_connection<Driver>* connection_ = nullptr;  // null: there is nothing to execute with

  /// The refusal of one that has no connection any more.
  [[gnu::cold]] static error_info gone() {
    return make_error(failure::invalid_request,
                      "sqlalloy: the connection was moved from, given back or closed, or its transaction has ended");
  }

 private:
  [[gnu::noinline]] result<> run_script(const char* (*script)(const typename Driver::connection&)) {
    if (!connection_) return gone();
    if (result<> ready = connection_->make_ready(); !ready) return ready;
    return connection_->run(script(connection_->driver));
  }
};

}  // namespace sqlalloy::inline v0
