// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/orm/entity_functions.hpp>
#include <sqlalloy/orm/flush_connection.hpp>
#include <sqlalloy/orm/join_rows.hpp>
#include <sqlalloy/orm/load_relation.hpp>
#include <sqlalloy/orm/read_missing.hpp>
#include <sqlalloy/orm/send_objects.hpp>
#include <sqlalloy/orm/session_objects.hpp>

#include <span>
#include <vector>

namespace sqlalloy::inline v0 {

/// The statements by which a flush brings the objects of a struct to the database; one constant for each struct of a
/// session.
struct table_functions {
  void (*insert)(session_objects& session, std::span<record* const> objects);
  void (*update)(session_objects& session, column_mask columns, std::span<record* const> objects);
  void (*remove)(session_objects& session, std::span<record* const> objects);
  void (*load)(session_objects& session, const relation_info& relation, const std::vector<record*>& owners);
  void (*write_join_rows)(session_objects& session, flush_connection& connection);
  void (*read_missing)(session_objects& session, std::span<record* const> objects, column_mask needed);
  void (*read_back)(session_objects& session, std::span<record* const> objects);  ///< null where nothing is filled
};

template <class State, class T>
struct functions_of_table {
  using driver_type = typename State::driver_type;

  static State& of(session_objects& session) noexcept { return static_cast<State&>(session); }

  static void insert(session_objects& session, std::span<record* const> objects) {
    send_inserts<driver_type, T>(of(session).db().pooled(), objects);
  }
  static void update(session_objects& session, column_mask columns, std::span<record* const> objects) {
    send_updates<driver_type, T>(of(session).db().pooled(), columns, objects);
  }
  static void remove(session_objects& session, std::span<record* const> objects) {
    send_deletes<driver_type, T>(of(session).db().pooled(), objects);
  }
  static void load(session_objects& session, const relation_info& relation, const std::vector<record*>& owners) {
    for_each_relation<T>([&]<class Relation>(Relation) {
      if constexpr (Relation::kind == relation_kind::one_to_many || Relation::cascade.deletes)
        if (&relation == &info_of<Relation>::info) load_relation<Relation>(of(session), owners, false);
    });
    if constexpr (has_base<T>) functions_of_table<State, base_of_t<T>>::load(session, relation, owners);
  }
  static void write_join_rows(session_objects& session, flush_connection& connection) {
    sqlalloy::write_join_rows<T>(of(session), connection);
  }

  static void read_missing(session_objects& session, std::span<record* const> objects, column_mask needed) {
    sqlalloy::read_missing<T>(of(session), objects, needed);
  }

  // What was read becomes what the objects have, as they have expired.
  static void read_back(session_objects& session, std::span<record* const> objects) {
    State& state = of(session);
    key_lists<primary_key_t<T>> keys;
    for (const record* one : objects)
      keys.add(primary_key_reader<T>::read(static_cast<const object_record<T>*>(one)->object));
    take_rows(state, rows_with<T>(state, keys), false);
  }
  static constexpr auto read_back_if_filled() {
    using function = void (*)(session_objects&, std::span<record* const>);
    if constexpr (database_fills_inserted<T>)
      return function(&read_back);
    else
      return function(nullptr);
  }

  static constexpr table_functions all{.insert = &insert,
                                       .update = &update,
                                       .remove = &remove,
                                       .load = &load,
                                       .write_join_rows = &write_join_rows,
                                       .read_missing = &read_missing,
                                       .read_back = read_back_if_filled()};
};

}  // namespace sqlalloy::inline v0
