// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/orm/key_edges.hpp>
#include <sqlalloy/orm/read_rows.hpp>
#include <sqlalloy/orm/row_queries.hpp>
#include <sqlalloy/orm/session_state.hpp>

#include <span>

namespace sqlalloy::inline v0 {

/// The rows of objects that the session has already, by their keys: of the criteria that of the kind counts alone.
template <class T, class State>
auto rows_with(const State&, const key_lists<primary_key_t<T>>& keys) {
  return guarded(State::unguarded::limits, keys.among(primary_key_t<T>{}, select<T>()));
}
/// Reads the rows of such a query, of which the objects take what they miss, or all of it where `again`.
template <class State, class Query>
void take_rows(State& state, const Query& query, bool again) {
  read_rows(state.db().pooled(), query, held_arguments<>{},
            [&](auto& rows) { return static_cast<bool>(tracked_row<row_t<Query>>::read(state, rows, again)); });
}

/// Reads those of some objects that have expired, or miss columns that are needed, by one statement.
template <class T, class State>
void read_missing(State& state, std::span<record* const> objects, column_mask needed) {
  key_lists<primary_key_t<T>> keys;
  for (const record* one : objects)
    if (one->state == object_state::persistent && (one->is_expired || (one->missing & needed) != 0))
      keys.add(primary_key_reader<T>::read(static_cast<const object_record<T>*>(one)->object));
  if (!keys.empty()) take_rows(state, rows_with<T>(state, keys), false);
}

}  // namespace sqlalloy::inline v0
