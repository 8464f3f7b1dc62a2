// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/engine/cursor.hpp>
#include <sqlalloy/orm/columns_of.hpp>
#include <sqlalloy/orm/tracked.hpp>
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

/// What a session makes of a row: of a struct the handle of its object, of other values themselves.
template <class Row>
struct tracked_row {
  using type = tracked<Row>;

  template <class State, class Cursor>
  static type read(State& state, Cursor& from, bool refresh) {
    auto& store = state.template store<Row>();
    if (!from.read(store.spare().object)) return {};
    return type(&store.keep_read(refresh));
  }
};
template <sql_value Value>
struct tracked_row<Value> {
  using type = Value;

  template <class State>
  static type keep(State&, Value&& read, bool) {
    return std::move(read);
  }
};
template <class Entity>
  requires(!sql_value<Entity>)
struct tracked_row<std::optional<Entity>> {
  using type = tracked<Entity>;

  template <class State, class Cursor>
  static type read(State& state, Cursor& from, bool refresh) {
    std::optional<Entity> row;
    if (!from.read(row)) return {};
    return keep(state, std::move(row), refresh);
  }
  template <class State>
  static type keep(State& state, std::optional<Entity>&& read, bool refresh) {
    if (!read) return {};
    auto& store = state.template store<Entity>();
    move_columns(*read, store.spare().object);
    return type(&store.keep_read(refresh));
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
    using value = std::remove_cvref_t<Value>;
    if constexpr (sql_value<value> || nullable<value>)
      return tracked_row<value>::keep(state, std::move(read), refresh);
    else
      return tracked_row<std::optional<value>>::keep(state, std::optional<value>(std::move(read)), refresh);
  }
};

}  // namespace sqlalloy::inline v0
