// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/engine/cursor.hpp>
#include <sqlalloy/engine/driver_of.hpp>
#include <sqlalloy/query/copy.hpp>
#include <sqlalloy/query/insert.hpp>
#include <sqlalloy/type/decoded.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace sqlalloy::inline v0 {

/// From how many structs on an array for each column is the faster way, as measured by benchmarks/bulk.cpp.
inline constexpr std::size_t rows_worth_arrays = 3;

// A struct of a range, which may be one of pointers.
template <class T>
constexpr const T& object_of(const T& object) {
  return object;
}
template <class T>
constexpr const T& object_of(T* object) {
  return *object;
}

// What is done with the answers to the INSERTs of a range: `begin` before the first, `end` after the last, where none
// has failed.

/// Of each answer, counts the rows.
struct count_inserted {
  std::int64_t& rows;

  void begin() const { rows = 0; }
  template <class Cursor>
  void end(Cursor&, std::size_t) const {}
  template <class Cursor>
  void operator()(Cursor& from) const {
    auto& driver = from.connection().driver;
    driver.finish(from.driver_rows());
    rows += driver.rows_changed(from.driver_rows());
  }
};

/// Of each answer with RETURNING, keeps the keys. Their order is all that says whose they are, so that one has to be
/// there for each struct.
template <class Key>
struct keep_returned {
  std::vector<Key>& keys;

  void begin() const { keys.clear(); }
  template <class Cursor>
  void end(Cursor& from, std::size_t structs) const {
    if (keys.size() != structs)
      from.fail(make_error(failure::invalid_request,
                           "sqlalloy: the database has told " + std::to_string(keys.size()) + " keys of " +
                               std::to_string(structs) +
                               " structs, so that nobody knows whose they are: a trigger or a rule leaves rows out"));
  }
  template <class Cursor>
  void operator()(Cursor& from) const {
    auto& driver = from.connection().driver;
    for (;;) {
      const fetch_result found = driver.fetch(from.driver_rows());
      if (found == fetch_result::failed) from.fail(from.connection().driver_error(from.sql()));
      if (found != fetch_result::row || !from.read(keys.emplace_back())) return;
    }
  }
};

/// Reads the key that a connection was told of; false where it is none of the struct's.
template <class Key>
bool read_told_key(std::int64_t told, Key& key) {
  const auto stored = static_cast<storage_t<Key>>(told);
  return static_cast<std::int64_t>(stored) == told && decode_value<Key>(stored, key);
}

template <class Cursor>
[[gnu::cold]] void fail_telling_key(Cursor& from, std::int64_t told) {
  from.fail(make_error(failure::data, "sqlalloy: the key " + std::to_string(told) +
                                          ", which the database has given, does not fit that of the struct"));
}

/// Of each answer, keeps the key that its connection was told of.
template <class Key>
struct keep_last_key {
  std::vector<Key>& keys;

  void begin() const { keys.clear(); }
  template <class Cursor>
  void end(Cursor&, std::size_t) const {}
  template <class Cursor>
  void operator()(Cursor& from) const {
    const std::int64_t told = from.connection().driver.last_insert_id();
    if (!read_told_key(told, keys.emplace_back())) fail_telling_key(from, told);
  }
};

/// A statement that is executed for each object of a range, or of one of pointers to them: by as few round trips as the
/// driver can.
template <class Driver>
class range_cursor : public cursor<Driver> {
 public:
  using driver_connection = typename Driver::connection;
  using cursor<Driver>::cursor;
  using cursor<Driver>::ok;

  /// Whether it has failed, and might not once it is prepared again.
  bool is_stale() const noexcept { return this->execution_.is_stale; }

  /// Executes it for each, in order. `take` is called with each answer, which may be that for several of them.
  template <class Query, class Arguments, class Take>
  void execute_each(const Query& query, const Arguments& arguments, Take take) {
    const std::size_t count = objects_of(query).size();
    take.begin();
    if (this->is_ready() && count != 0) execute_in_some_way(query, arguments, take, count);
    if (ok()) take.end(*this, count);
  }

  /// The same by COPY, and counts the rows. False where nothing was begun, because the columns are of other types.
  template <class Query>
  bool copy_each(const Query& query, std::int64_t& rows) {
    using source = typename Query::source;
    if (!this->is_ready()) return true;
    this->text_ = compiled_statement<Query, Driver>::key(this->connection().driver, query).text;
    const std::span<const sql_type> types = this->text_->parameters;
    cursor_of_one copying(&this->connection());
    if (!copying.prepare(copy_of<source>{})) return this->fail(copying.take_error()), true;
    auto& driver = this->connection().driver;
    const statement_text& columns =
        *compiled_statement<columns_of<source>, Driver>::key(driver, columns_of<source>{}).text;
    typename driver_connection::copy copy(driver);
    this->connection().tell_before(copying.sql());
    status done = copy.begin(copying.statement(), columns.sql, types);
    const bool is_refused_here = done.kind == failure::not_supported && error_info(driver.error()).sqlstate.empty();
    for (const auto& element : objects_of(query)) {
      if (!done.ok()) break;
      const auto& object = object_of(element);
      made_values made;
      binding state{made};
      typename cursor<Driver>::template parameters_for<Query> parameters(driver, copying.statement());
      bind_object(query, object, parameters, state, held_arguments<>{});
      if (!state.failed.ok()) this->fail_binding(state.misfit);
      done = ok() ? copy.add(parameters) : status{failure::data};
    }
    if (done.ok()) done = copy.end(rows);
    copying.connection().tell_after(copying.sql(), done.kind);
    if (is_refused_here) return false;
    if (copying.give_up_stale()) this->execution_.is_stale = true;
    if (!done.ok() && ok()) this->fail(this->connection().driver_error(copying.sql()));
    return true;
  }

 private:
  // Another statement that is prepared on the way.
  struct cursor_of_one : cursor<Driver> {
    using cursor<Driver>::cursor;

    template <class Query>
    bool prepare(const Query& query) {
      if (this->start(query)) this->execution_.begin_reading();
      return this->ok();
    }
    auto& statement() noexcept { return this->execution_.statement->statement; }

    bool give_up_stale() {
      const bool is_stale = this->is_forgotten();
      if (is_stale) this->drop_statement();
      return is_stale;
    }
  };

  template <class Source>
  struct copied;
  template <class Entity, class Range, class Sent>
  struct copied<insert_structs<Entity, Range, Sent>> {
    using rows = copy_structs<Entity, Sent>;
    using columns = copied_columns<Entity, Sent>;
  };
  template <class Source>
  using copy_of = typename copied<Source>::rows;
  template <class Source>
  using columns_of = typename copied<Source>::columns;

  // As many rows as SQLAlchemy's insertmanyvalues_page_size.
  static constexpr std::size_t rows_in_batch = 1000;

  // False where the driver has no such batches.
  template <class Batch, class Prepared, class Query, class Arguments, class Take>
  bool takes(const Prepared& prepared, const Query& query, const Arguments& arguments, Take& take) {
    if (!is_available<Batch>(this->connection().driver)) return false;
    if (this->start(prepared)) in_batches<Batch>(query, arguments, take);
    return true;
  }

  template <class Query, class Arguments, class Take>
  void execute_in_some_way(const Query& query, const Arguments& arguments, Take& take, std::size_t count) {
    if constexpr (requires { typename driver_connection::array_batch; } && !std::is_void_v<by_arrays_t<Query>>)
      if (count >= rows_worth_arrays &&
          takes<typename driver_connection::array_batch>(by_arrays_t<Query>{}, query, arguments, take))
        return;
    if constexpr (requires { typename driver_connection::batch; }) {
      if (takes<typename driver_connection::batch>(query, query, arguments, take)) return;
      if constexpr (!depends_on_driver<typename driver_connection::batch, driver_connection>) return;
    }
    if (this->start(query)) one_by_one(query, arguments, take);
  }

  template <class Query, class Arguments, class Take>
  void one_by_one(const Query& query, const Arguments& arguments, Take& take) {
    for (const auto& element : objects_of(query)) {
      const auto& object = object_of(element);
      made_values made;
      typename cursor<Driver>::template parameters_for<Query> parameters(this->connection().driver,
                                                                         this->execution_.statement->statement);
      if (std::string* const shown_here = this->shown()) shown_here->clear();
      binding state{made, this->shown()};
      bind_object(query, object, parameters, state, arguments);
      if (!state.failed.ok()) return this->fail_binding(state.misfit);
      this->run(parameters);
      if (!ok()) return;
      take(*this);
      if (!ok()) return;
      this->connection().driver.finish(this->execution_.rows);
    }
  }

  template <class Batch, class Query, class Arguments, class Take>
  void in_batches(const Query& query, const Arguments& arguments, Take& take) {
    made_values made;  // what was bound is read when the batch is run
    Batch batch(this->connection().driver);
    for (const auto& element : objects_of(query)) {
      const auto& object = object_of(element);
      auto& prepared = this->execution_.statement->statement;
      typename cursor<Driver>::template parameters_for<Query> parameters(this->connection().driver, prepared);
      binding state{made};
      bind_object(query, object, parameters, state, arguments);
      if (state.misfit >= 0) {
        batch.clear();
        return this->fail_binding(state.misfit);
      }
      if (!state.failed.ok() || !batch.add(prepared, parameters).ok()) {
        error_info why = this->connection().driver_error(this->sql());  // before the batch has another
        batch.clear();
        return this->fail(std::move(why));
      }
      if (batch.size() != rows_in_batch) continue;
      if (!run_batch(batch, take)) return;
      made.clear();
    }
    if (batch.size() != 0) (void)run_batch(batch, take);
  }

  template <class Batch, class Take>
  bool run_batch(Batch& batch, Take& take) {
    pooled_connection<Driver>& home = this->connection();  // a failure closes this
    home.tell_before(this->sql());
    const status done = batch.run([&](typename driver_connection::cursor& rows) {
      this->execution_.rows = std::move(rows);
      take(*this);
      home.driver.finish(this->execution_.rows);
      return ok() ? status{} : status{this->outcome().error().kind};
    });
    home.tell_after(this->sql(), done.kind);
    if (!done.ok() && ok()) this->fail_execution();
    return ok();
  }

  template <class Query, class Object, class Parameters, class Arguments>
  void bind_object(const Query& query, const Object& object, Parameters& parameters, binding& state,
                   const Arguments& arguments) {
    slot_binder<Parameters, Arguments> binder{parameters, state, arguments};
    for_each_slot_of(query, object, binder);
  }
};

}  // namespace sqlalloy::inline v0
