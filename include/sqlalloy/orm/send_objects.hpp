// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/engine/bulk_insert.hpp>
#include <sqlalloy/engine/changed_statement.hpp>
#include <sqlalloy/engine/range_cursor.hpp>
#include <sqlalloy/orm/error.hpp>
#include <sqlalloy/orm/object_range.hpp>
#include <sqlalloy/orm/versioned.hpp>
#include <sqlalloy/query/update_changed.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace sqlalloy::inline v0 {

/// How the row of an object is found again.
template <class T>
using finder_of = row_finder<primary_key_t<T>, version_column_t<T>>;

/// Executes a statement for each object of a range, and `take`s the answers.
template <class Driver, class Query, class Take>
void send_each(pooled_connection<Driver>* connection, const Query& query, Take take) {
  range_cursor<Driver> execution(connection);
  execution.execute_each(query, held_arguments<>{}, take);
  execution.end(nullptr);
}

/// Inserts objects, and reads the keys that the database gives them.
template <class Driver, class T>
void send_inserts(pooled_connection<Driver>* connection, std::span<record* const> objects) {
  using source = insert_structs<T, struct_view<T>>;
  const insert_query<T, source> query{source{struct_view<T>(objects)}, {}, {}};
  if constexpr (has_numbered_key<T>) {
    using key = key_member<primary_key_t<T>>;
    std::vector<typename key::type> keys;
    insert_for_keys(connection, query, keys, [connection](const auto& to_execute, auto take) {
      send_each(connection, to_execute, take);
      return true;
    });
    for (std::size_t i = 0; i != objects.size(); ++i)
      meta::field<key::column.member>(static_cast<object_record<T>*>(objects[i])->object) = keys[i];
  } else {
    std::int64_t rows = 0;
    send_each(connection, query, count_inserted{rows});
  }
}

/// The same with the keys that they have, though the database numbers the rows.
template <class Driver, class T>
void send_inserts_with_keys(pooled_connection<Driver>* connection, std::span<record* const> objects) {
  using source = insert_structs<T, struct_view<T>, primary_key_t<T>>;
  std::int64_t rows = 0;
  send_each(connection, insert_query<T, source>{source{struct_view<T>(objects)}, {}, {}}, count_inserted{rows});
}

[[noreturn, gnu::cold, gnu::noinline]] inline void throw_stale(std::string_view did, std::string_view table,
                                                               std::int64_t found, std::size_t wanted) {
  throw_as<stale_data_error>(failure::operational,
                             "sqlalloy: " + std::string(did) + " of " + std::to_string(wanted) + " row(s) of " +
                                 std::string(table) + " found " + std::to_string(found) +
                                 ": others have changed or deleted the rest since they were loaded");
}

/// Updates the columns of a mask.
template <class Driver, class T>
void send_updates(pooled_connection<Driver>* connection, column_mask mask, std::span<record* const> objects) {
  const update_changed_query<T, finder_of<T>, change_view<T>> query{mask, change_view<T>(objects)};
  std::int64_t rows = 0;
  send_each(connection, query, count_inserted{rows});
  if (rows != static_cast<std::int64_t>(objects.size())) throw_stale("UPDATE", facts<T>.name, rows, objects.size());
}

template <class Driver, class T>
void send_deletes(pooled_connection<Driver>* connection, std::span<record* const> objects) {
  const delete_objects_query<T, finder_of<T>, change_view<T>> query{change_view<T>(objects)};
  std::int64_t rows = 0;
  send_each(connection, query, count_inserted{rows});
  if (rows != static_cast<std::int64_t>(objects.size())) throw_stale("DELETE", facts<T>.name, rows, objects.size());
}

}  // namespace sqlalloy::inline v0
