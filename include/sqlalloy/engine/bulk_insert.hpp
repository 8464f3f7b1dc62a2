// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/any_of.hpp>
#include <sqlalloy/engine/driver_of.hpp>
#include <sqlalloy/engine/modify.hpp>
#include <sqlalloy/expr/column.hpp>
#include <sqlalloy/query/insert.hpp>
#include <sqlalloy/schema/keys.hpp>

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace sqlalloy::inline v0 {

/// Asks `bulk_insert()` for the keys of the new rows.
struct returning_keys_t {};
inline constexpr returning_keys_t returning_keys{};

/// From how many rows on COPY is the faster way, as measured by benchmarks/bulk.cpp.
inline constexpr std::size_t rows_worth_a_copy = 200;

/// Inserts the structs of a range, all or none, in the way that is fastest for so many.
template <class Driver, class Query>
dml_result<> bulk_insert(pooled_connection<Driver>* connection, result<>* failed, const Query& query) {
  if constexpr (requires { typename Driver::connection::copy; }) {
    if (objects_of(query).size() >= rows_worth_a_copy && connection &&
        is_available<typename Driver::connection::copy>(connection->driver)) {
      dml_result<> done{0};
      bool is_copied = true;
      result<> told;
      (void)insert_by(connection, &told, query,
                      [&](range_cursor<Driver>& execution) { is_copied = execution.copy_each(query, done.changed); });
      if (told && is_copied) return done;
      // What COPY cannot (a view, security of rows), an INSERT may.
      const bool may_insert =
          told || told.error().kind == failure::not_supported || told.error().kind == failure::programming;
      if (!may_insert) {
#if defined(__cpp_exceptions)
        if (!failed) throw_error(std::move(told.error()));
#endif
        *failed = std::move(told);
        return {0};
      }
    }
  }
  return modify(connection, failed, query, held_arguments<>{});
}

/// Whether the keys of many rows are returned by the INSERT, or asked for after each.
template <class Driver>
struct key_source {
  static constexpr bool returns =
      Driver::dialect::has_insert_returning &&
      (!Driver::dialect::has_last_insert_id || requires { typename Driver::connection::batch; });
  static constexpr bool may_return = returns;
  static constexpr bool may_ask = !returns;
  static constexpr bool returns_of(const typename Driver::connection&) { return returns; }
};
template <class... Drivers>
struct key_source<any_of<Drivers...>> {
  static constexpr bool may_return = (key_source<Drivers>::may_return || ...);
  static constexpr bool may_ask = (key_source<Drivers>::may_ask || ...);
  static bool returns_of(const typename any_of<Drivers...>::connection& connection) {
    constexpr bool returns[] = {key_source<Drivers>::returns..., may_return};
    return returns[connection.active()];
  }
};

template <class Key>
struct key_member;
template <auto Member>
struct key_member<columns<Member>> {
  using type = meta::value_t<Member>;
  static constexpr auto column = col<Member>;
};

/// Inserts the structs of a range by `send(query, take)`, and keeps their keys, in the way that the database tells
/// them. Gives what `send` gives.
template <class Driver, class Query, class Key, class Send>
bool insert_for_keys(pooled_connection<Driver>* connection, const Query& query, std::vector<Key>& keys, Send send) {
  using source = key_source<Driver>;
  keys.reserve(objects_of(query).size());
  if (connection ? source::returns_of(connection->driver) : source::may_return) {
    if constexpr (source::may_return)
      return send(query.returning(key_member<primary_key_t<typename Query::entity>>::column), keep_returned<Key>{keys});
  } else {
    if constexpr (source::may_ask) return send(query, keep_last_key<Key>{keys});
  }
  return false;
}

// Where the rule has spoken.
template <class Driver, class Query>
std::vector<std::int64_t> bulk_insert_for_keys(pooled_connection<Driver>*, result<>*, const Query&) {
  return {};
}

/// The same, and gives the keys of the new rows, in the order of the structs.
template <class Driver, class Entity, class Source>
  requires has_numbered_key<Entity>
auto bulk_insert_for_keys(pooled_connection<Driver>* connection, result<>* failed,
                          const insert_query<Entity, Source>& query) {
  using key = key_member<primary_key_t<Entity>>;
  std::vector<typename key::type> keys;
  const bool is_done = insert_for_keys(connection, query, keys, [&](const auto& to_execute, auto take) {
    return insert_each(connection, failed, to_execute, held_arguments<>{}, take);
  });
  if (!is_done) keys.clear();
  return keys;
}

}  // namespace sqlalloy::inline v0

namespace sqlalloy::inline v0::rules {

/// The database makes the keys of the table's rows.
template <class Entity>
inline constexpr bool table_numbers_its_rows = has_numbered_key<Entity>;

}  // namespace sqlalloy::inline v0::rules
