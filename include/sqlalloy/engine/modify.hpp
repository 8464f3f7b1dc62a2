// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/engine/cursor.hpp>
#include <sqlalloy/engine/dml_result.hpp>
#include <sqlalloy/engine/range_cursor.hpp>
#include <sqlalloy/query/insert.hpp>

#include <cstdint>
#include <type_traits>
#include <utility>

namespace sqlalloy::inline v0 {

/// Whether a statement is an INSERT for each struct of a range.
template <class Query>
inline constexpr bool inserts_a_range = false;
template <class Entity, class Object, class Range, class Sent, class Conflict, class Returning>
inline constexpr bool inserts_a_range<insert_query<Entity, insert_structs<Object, Range, Sent>, Conflict, Returning>> =
    true;

// The key that can be told of an INSERT: where a row may be in conflict with another, only RETURNING tells.
template <class Query>
struct told_key {
  using type = void;
};
template <class Entity, class Source>
struct told_key<insert_query<Entity, Source, no_conflict, no_returning>>
    : inserted_key<insert_query<Entity, Source, no_conflict, no_returning>> {};

/// What executing a statement without rows gives.
template <class Query>
using dml_result_of = dml_result<typename told_key<Query>::type>;

// Whether the driver, or each that it may be, is asked for the last inserted key.
template <class Driver>
inline constexpr bool asks_for_last_key = false;
template <class Driver>
  requires requires { requires Driver::dialect::has_last_insert_id; }
inline constexpr bool asks_for_last_key<Driver> = true;

// Whether the key is one of the rows, as RETURNING gives it.
template <class Driver>
bool gives_key(cursor<Driver>& from) {
  return !asks_for_last_key<Driver> && from.connection().driver.column_count(from.driver_rows()) != 0;
}

// What was done by an execution that has no rows, whatever the query was.
template <class Key, class Driver>
dml_result<Key> close_with(cursor<Driver>& execution) {
  dml_result<Key> done;
  [[maybe_unused]] std::int64_t told = 0;
  [[maybe_unused]] bool fits = true;
  if constexpr (!std::is_void_v<Key>)
    if (execution.ok()) {
      if (gives_key(execution)) {
        if (execution.next()) execution.read(done.key);
      } else {
        told = execution.connection().driver.last_insert_id();
        fits = read_told_key(told, done.key);
      }
    }
  execution.close();
  done.changed = execution.rows_changed();
  // Where nothing was inserted it is that of an earlier statement, and of another table.
  if (!fits && done.changed > 0) fail_telling_key(execution, told);
  return done;
}

/// Executes a statement without rows; what goes wrong is told in `failed`, or thrown where that is null. What is passed
/// need not live longer than the call.
template <class Driver, class Query, class Arguments>
[[gnu::always_inline]] inline dml_result_of<Query> modify(pooled_connection<Driver>* connection, result<>* failed,
                                                          const Query& query, const Arguments& arguments) {
  cursor<Driver> execution(connection);
  execution.execute(query, arguments);
  auto done = close_with<typename told_key<Query>::type>(execution);
  execution.end(failed);
  return done;
}

enum class insert_outcome { stored, failed, worth_repeating };

// One attempt: where it failed and may be repeated, because it was undone and its statement was prepared for what is
// there no more, nobody is told.
template <class Driver, class Query, class Work>
insert_outcome attempt_insert(pooled_connection<Driver>* connection, result<>* failed, const Query& query, Work& work,
                              bool is_last) {
  range_cursor<Driver> execution(connection);
  savepoint_mark<Driver> before{};
  const std::size_t rows = objects_of(query).size();
  // One row is stored or not; but in a transaction PostgreSQL would refuse all that follows.
  if (connection && (rows > 1 || (rows == 1 && !connection->keeps_each())))
    if (result<> set = connection->set_savepoint(before); !set) execution.fail(std::move(set.error()));
  if (execution.ok()) work(execution);
  execution.close();
  if (!execution.ok()) [[unlikely]] {
    const bool is_undone = before.connection ? connection->rollback_to(before).has_value()
                                             : connection && !connection->driver.in_transaction();
    if (is_undone && !is_last && execution.is_stale()) return insert_outcome::worth_repeating;
  } else if (before.connection) {
    if (result<> kept = connection->release(before); !kept) {
      execution.fail(std::move(kept.error()));
      (void)connection->rollback_to(before);
    }
  }
  execution.end(failed);
  return execution.ok() ? insert_outcome::stored : insert_outcome::failed;
}

/// Inserts the structs of a range, all or none, as `work` does it, which may be called twice. False where it failed,
/// and is told in `failed`, or thrown where that is null.
template <class Driver, class Query, class Work>
bool insert_by(pooled_connection<Driver>* connection, result<>* failed, const Query& query, Work work) {
  insert_outcome outcome = attempt_insert(connection, failed, query, work, false);
  if (outcome == insert_outcome::worth_repeating) [[unlikely]]
    outcome = attempt_insert(connection, failed, query, work, true);
  return outcome == insert_outcome::stored;
}

/// The same by an INSERT for each, of which `take` sees the answers.
template <class Driver, class Query, class Arguments, class Take>
bool insert_each(pooled_connection<Driver>* connection, result<>* failed, const Query& query,
                 const Arguments& arguments, Take take) {
  return insert_by(connection, failed, query,
                   [&](range_cursor<Driver>& execution) { execution.execute_each(query, arguments, take); });
}

template <class Driver, class Query, class Arguments>
  requires inserts_a_range<Query>
dml_result<> modify(pooled_connection<Driver>* connection, result<>* failed, const Query& query,
                    const Arguments& arguments) {
  dml_result<> done{0};
  if (!insert_each(connection, failed, query, arguments, count_inserted{done.changed})) done.changed = 0;
  return done;
}

}  // namespace sqlalloy::inline v0

namespace sqlalloy::inline v0::rules {

/// The structs of a range are inserted one by one, so there is no one result that could have their rows.
template <class Query>
inline constexpr bool range_gives_no_rows = !(inserts_a_range<Query> && returns_rows<Query>);

}  // namespace sqlalloy::inline v0::rules
