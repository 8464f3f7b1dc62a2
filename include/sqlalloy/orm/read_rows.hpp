// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/engine/arguments.hpp>
#include <sqlalloy/engine/cursor.hpp>
#include <sqlalloy/orm/columns_of.hpp>
#include <sqlalloy/orm/kinds.hpp>
#include <sqlalloy/orm/tracked.hpp>
#include <sqlalloy/query/entity_part.hpp>
#include <sqlalloy/query/outputs.hpp>

#include <optional>
#include <type_traits>
#include <utility>

namespace sqlalloy::inline v0 {

/// Executes a query and calls `take(cursor)` at each of its rows, as long as it gives true.
template <class Driver, class Query, class Arguments, class Take>
void read_rows(pooled_connection<Driver>* connection, const Query& query, const Arguments& arguments, Take take) {
  cursor<Driver> rows(connection);
  rows.execute(query, arguments);
  rows.open(nullptr);
  while (rows.next() && take(rows)) {
  }
  rows.end(nullptr);
}

/// The object of a struct that was read as one of several.
template <class State, class T>
tracked<T> keep_struct(State& state, T& read, bool refresh) {
  auto& store = state.template store<T>();
  move_columns(read, store.spare().object);
  return tracked<T>(&keep_row<T>(state, refresh));
}
template <class State, class T, auto Wanted>
tracked<T> keep_struct(State& state, entity_part<T, Wanted>& part, bool refresh) {
  auto& store = state.template store<T>();
  leave_out_unwanted(part.object, Wanted.data());
  move_columns(part.object, store.spare().object);
  return tracked<T>(&keep_row<T>(state, refresh, Wanted.data()));
}
template <class State, class T>
tracked<T> keep_struct(State& state, std::optional<T>& read, bool refresh) {
  return read ? keep_struct(state, *read, refresh) : tracked<T>();
}

/// What a session makes of a row: of a struct the handle of its object, of other values themselves.
template <class Row>
struct tracked_row {
  using type = tracked<Row>;

  template <class State, class Cursor>
  static type read(State& state, Cursor& from, bool refresh) {
    auto& store = state.template store<Row>();
    if (!from.read(store.spare().object)) return {};
    return type(&keep_row<Row>(state, refresh));
  }
};
template <sql_value Value>
struct tracked_row<Value> {
  using type = Value;
};
template <class Entity>
  requires(!sql_value<Entity>)
struct tracked_row<std::optional<Entity>> {
  using type = tracked<Entity>;

  template <class State, class Cursor>
  static type read(State& state, Cursor& from, bool refresh) {
    std::optional<Entity> row;
    if (!from.read(row)) return {};
    return keep_struct(state, row, refresh);
  }
};
template <class Entity, auto Wanted>
struct tracked_row<entity_part<Entity, Wanted>> {
  using type = tracked<Entity>;

  template <class State, class Cursor>
  static type read(State& state, Cursor& from, bool refresh) {
    entity_part<Entity, Wanted> part{};
    if (!from.read(part)) return {};
    return keep_struct(state, part, refresh);
  }
};
template <class Keys, class... Values>
struct tracked_row<row<Keys, Values...>> {
  using type = row<Keys, typename tracked_row<Values>::type...>;

  template <class State, class Cursor>
  static type read(State& state, Cursor& from, bool refresh) {
    row<Keys, Values...> read{};
    if (!from.read(read)) return {};
    return [&]<std::size_t... I>(std::index_sequence<I...>) {
      return type{{keep_one<Values>(state, std::move(read).template get<I>(), refresh)...}};
    }(std::index_sequence_for<Values...>{});
  }

 private:
  template <class Value, class State>
  static auto keep_one(State& state, Value&& read, bool refresh) {
    if constexpr (sql_value<std::remove_cvref_t<Value>>)
      return std::forward<Value>(read);
    else
      return keep_struct(state, read, refresh);
  }
};

/// The object of the first row that a query finds; null where there is none.
template <class T, class State, class Query>
tracked<T> read_first(State& state, const Query& query, bool refresh) {
  if (refresh) ++state.refreshes;
  tracked<T> found;
  read_rows(state.db().pooled(), query, held_arguments<>{}, [&](auto& rows) {
    found = tracked_row<T>::read(state, rows, refresh);
    return false;
  });
  return found;
}

}  // namespace sqlalloy::inline v0
