// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/engine/cursor.hpp>
#include <sqlalloy/engine/dml_result.hpp>
#include <sqlalloy/query/insert.hpp>
#include <sqlalloy/type/decoded.hpp>

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

template <class Driver, class Key>
bool read_inserted_key(cursor<Driver>& from, Key& key) {
  if constexpr (!asks_for_last_key<Driver>)
    if (from.connection().driver.column_count(from.driver_rows()) != 0) return from.next() && from.read(key);
  return decode_value<Key>(static_cast<storage_t<Key>>(from.connection().driver.last_insert_id()), key);
}

/// Executes a statement without rows. What is passed need not live longer than the call.
template <class Driver, class Query, class Arguments>
dml_result_of<Query> modify(pooled_connection<Driver>* connection, result<>& failed, const Query& query,
                            const Arguments& arguments) {
  dml_result_of<Query> done;
  cursor<Driver> execution(connection);
  execution.execute(query, arguments);
  if constexpr (!std::is_void_v<typename told_key<Query>::type>)
    if (execution.ok()) read_inserted_key(execution, done.key);
  execution.close();
  if (!execution.ok()) [[unlikely]]
    failed = execution.take_error();
  done.changed = execution.rows_changed();
  return done;
}

/// Inserts the structs of a range, all or none.
template <class Driver, class Query, class Arguments>
  requires inserts_a_range<Query>
dml_result<> modify(pooled_connection<Driver>* connection, result<>& failed, const Query& query,
                    const Arguments& arguments) {
  dml_result<> done{0};
  cursor<Driver> execution(connection);
  savepoint_mark<Driver> before{};
  if (connection && query.values_.objects.size() > 1) {
    failed = connection->set_savepoint(before);
    if (!failed) return done;
  }
  execution.execute_each(query, arguments, done.changed);
  execution.close();
  if (!execution.ok()) [[unlikely]] {
    failed = execution.take_error();
    done.changed = 0;
    if (before.connection) (void)connection->rollback_to(before);
  } else if (before.connection) {
    failed = connection->release(before);
  }
  return done;
}

}  // namespace sqlalloy::inline v0

namespace sqlalloy::inline v0::rules {

/// The structs of a range are inserted one by one, so there is no one result that could have their rows.
template <class Query>
inline constexpr bool range_gives_no_rows = !(inserts_a_range<Query> && returns_rows<Query>);

}  // namespace sqlalloy::inline v0::rules
