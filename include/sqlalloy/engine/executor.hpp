// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/engine/bulk_insert.hpp>
#include <sqlalloy/engine/dynamic_result.hpp>
#include <sqlalloy/engine/pipeline.hpp>
#include <sqlalloy/engine/query_executor.hpp>
#include <sqlalloy/engine/run_within.hpp>
#include <sqlalloy/engine/savepoint.hpp>
#include <sqlalloy/engine/schema_script.hpp>

#include <string_view>
#include <type_traits>
#include <utility>

namespace sqlalloy::inline v0 {

/// What executes statements: a connection or a transaction. It belongs to one thread at a time. One that was moved
/// from, closed or ended refuses every call with an invalid_request_error.
///
/// `execute` and `try_execute` are those of `query_executor`. Each call has a twin, `try_…`, which throws nothing and
/// returns a `result`; without exceptions only the twins exist.
template <class Driver>
class executor : public query_executor<Driver, rows_at_once> {
  using base = query_executor<Driver, rows_at_once>;

 public:
  /// The same, for queries with many rows: they come while they are read, about so many at a time, so that they need
  /// not all be in memory: `for (const User& user : db.yield_per(1000).execute(sa::select<User>()))`.
  ///
  /// Until they are all read, or the result is closed, its connection does nothing else: that is an
  /// invalid_request_error. On PostgreSQL, rows that are left are read and dropped when it is closed.
  streaming_executor<Driver> yield_per(int rows) noexcept {
    return streaming_executor<Driver>(connection_, {rows > 0 ? rows : 1});
  }

  /// The twin of `cancel()`.
  result<> try_cancel() { return connection_ ? connection_->cancel() : result<>(gone()); }

  /// The twin of `bulk_insert()`.
  template <struct_range Range>
  result<dml_result<>> try_bulk_insert(const Range& objects) {
    return result<dml_result<>>(
        std::in_place, [&](result<>& failed) { return sqlalloy::bulk_insert(connection_, &failed, insert(objects)); });
  }

  /// The twin of `bulk_insert()` for keys.
  template <struct_range Range>
  auto try_bulk_insert(const Range& objects, returning_keys_t) {
    using entity = std::remove_cvref_t<decltype(*objects.data())>;
    static_assert(rules::table_numbers_its_rows<entity>,
                  "sqlalloy: bulk_insert() is asked for keys that the database does not make; read them from the "
                  "structs");
    using keys = decltype(bulk_insert_for_keys(connection_, nullptr, insert(objects)));
    return result<keys>(std::in_place,
                        [&](result<>& failed) { return bulk_insert_for_keys(connection_, &failed, insert(objects)); });
  }

  /// The twin of `pipeline()`.
  template <executable... Queries>
    requires(sizeof...(Queries) != 0)
  result<pipeline_result<Queries...>> try_pipeline(const Queries&... queries) {
    static_assert((rules::statement_is_complete<Queries> && ...),
                  "sqlalloy: pipeline() has a statement with a parameter, or of a range; put its values into it");
    (Queries::template check<typename dialect_for_rules<Driver>::type>(), ...);
    return result<pipeline_result<Queries...>>(
        std::in_place, [&](result<>& failed) { return run_pipeline(connection_, &failed, queries...); });
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
        (rules::composites_are_columns<rules::faulty_composite_t<Entities>> && ...),
        "sqlalloy: a composite is a std::optional, or has a relation or a table of its own; leave it a struct of "
        "columns, which may be std::optional");
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

  /// The twin of `driver_connection()`.
  result<typename Driver::connection*> try_driver_connection() {
    if (!connection_) return gone();
    if (result<> ready = connection_->make_ready(); !ready) return std::move(ready.error());
    return &connection_->driver;
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
  /// Stops the statement that is executed now, if any, which then is an operational_error. The one member that another
  /// thread may call, as long as it knows that this one is neither moved, closed nor ended meanwhile.
  void cancel() { try_cancel().value_or_throw(); }

  /// Inserts the structs of a range, all or none, as `execute(sa::insert(range))` does, and faster where the database
  /// has a way of its own for many rows: COPY on PostgreSQL, for which a rule (CREATE RULE) does not count.
  template <struct_range Range>
  dml_result<> bulk_insert(const Range& objects) {
    return sqlalloy::bulk_insert(connection_, nullptr, insert(objects));
  }

  /// The same for structs with a key that the database numbers, and gives the keys of the new rows, in the order of the
  /// structs: `db.bulk_insert(users, sa::returning_keys)`.
  template <struct_range Range>
  auto bulk_insert(const Range& objects, returning_keys_t) {
    using entity = std::remove_cvref_t<decltype(*objects.data())>;
    static_assert(rules::table_numbers_its_rows<entity>,
                  "sqlalloy: bulk_insert() is asked for keys that the database does not make; read them from the "
                  "structs");
    return bulk_insert_for_keys(connection_, nullptr, insert(objects));
  }

  /// Executes several statements in order, by one round trip where the driver can (PostgreSQL): `auto [users, posts] =
  /// db.pipeline(sa::select<User>(), sa::select<Post>())`. Each has its values in it. Gives a vector of rows, or a
  /// `dml_result`, of each. The first that fails is told, and those after it are not executed.
  template <executable... Queries>
    requires(sizeof...(Queries) != 0)
  pipeline_result<Queries...> pipeline(const Queries&... queries) {
    static_assert((rules::statement_is_complete<Queries> && ...),
                  "sqlalloy: pipeline() has a statement with a parameter, or of a range; put its values into it");
    (Queries::template check<typename dialect_for_rules<Driver>::type>(), ...);
    return run_pipeline(connection_, nullptr, queries...);
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
        (rules::composites_are_columns<rules::faulty_composite_t<Entities>> && ...),
        "sqlalloy: a composite is a std::optional, or has a relation or a table of its own; leave it a struct of "
        "columns, which may be std::optional");
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

  /// The driver's own connection, for what the library does not do. What is done with it is part of the transaction,
  /// which begins now where there is none yet; to end that is left to this one.
  typename Driver::connection* driver_connection() { return try_driver_connection().value_or_throw(); }

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

 protected:
  using base::connection_;

  executor() = default;
  explicit executor(pooled_connection<Driver>* connection) noexcept : base(connection) {}
  executor(executor&&) noexcept = default;
  ~executor() = default;

  /// The refusal of one that has no connection any more.
  [[gnu::cold]] static error_info gone() {
    return make_error(failure::invalid_request,
                      "sqlalloy: the connection was moved from, given back or closed, or its transaction has ended");
  }

 private:
  [[gnu::noinline]] result<> run_script(const char* (*script)(const typename Driver::connection&)) {
    if (!connection_) return gone();
    if (result<> ready = connection_->make_ready(); !ready) return ready;
    result<> done = connection_->run(script(connection_->driver));
    if (done) connection_->look_for_transaction();
    return done;
  }
};

}  // namespace sqlalloy::inline v0
