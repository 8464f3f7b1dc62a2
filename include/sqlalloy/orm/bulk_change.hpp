// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/orm/criteria.hpp>
#include <sqlalloy/orm/key.hpp>
#include <sqlalloy/orm/read_rows.hpp>
#include <sqlalloy/orm/session_state.hpp>

#include <cstddef>
#include <exception>
#include <type_traits>
#include <utility>
#include <vector>

namespace sqlalloy::inline v0 {

/// The table of which an UPDATE or a DELETE changes rows; void of other statements.
template <class Query>
struct changed_table {
  using entity = void;
  static constexpr bool deletes = false;
};
template <class Entity, class Set, class Where, class Returning>
struct changed_table<update_query<Entity, Set, Where, Returning>> {
  using entity = Entity;
  static constexpr bool deletes = false;
};
template <class Entity, class Where, class Returning>
struct changed_table<delete_query<Entity, Where, Returning>> {
  using entity = Entity;
  static constexpr bool deletes = true;
};

}  // namespace sqlalloy::inline v0

namespace sqlalloy::inline v0::rules {

/// A query reads, and changes no rows: of those objects would notice nothing.
template <class Query>
inline constexpr bool query_only_reads = std::is_void_v<typename changed_table<Query>::entity>;

}  // namespace sqlalloy::inline v0::rules

namespace sqlalloy::inline v0 {

/// A lock, where the database has one: so that the rows which are changed are those that were found.
template <class Driver>
using lock_for_change =
    std::conditional_t<dialect_for_rules<Driver>::type::has_lock(lock_strength::update, lock_wait::wait, false),
                       asked_lock_t<>, no_lock>;

/// The keys of the rows that a statement will change.
template <class Driver, class Query, auto... Key>
constexpr auto keys_to_change(const Query& query, columns<Key...>) {
  auto keys = select(col<Key>...);
  using from = decltype(keys);
  return select_query<select_flags<false, type_list<>, false, lock_for_change<Driver>>, typename from::list,
                      typename from::from_type, typename Query::where_type, node_list<>, conditions<>, node_list<>,
                      no_clause, no_clause>{std::move(keys.list_), std::move(keys.from_), {query.where_.get()}};
}

/// The objects of a session whose rows a statement changes.
template <class State, class Query>
class objects_in_step {
  using table = changed_table<Query>;
  using entity = typename table::entity;

 public:
  template <class Arguments>
  objects_in_step(State& state, const Query& query, const Arguments& arguments) : state_(state) {
    const auto& known = state.template store<entity>();
    if (known.known().size() == 0) return;
    const auto keys = keys_to_change<typename State::driver_type>(query, primary_key_t<entity>{});
    row_t<std::remove_const_t<decltype(keys)>> read{};
    read_rows(state.db().pooled(), keys, arguments, [&](auto& from) {
      if (!from.read(read)) return false;
      object_record<entity>* const found = known.find(key_in(read));
      if (found && (table::deletes || !found->is_changed())) found_.emplace_back(found);
      return true;
    });
    state.removed.reserve(state.removed.size() + found_.size());
  }
  objects_in_step(const objects_in_step&) = delete;
  objects_in_step& operator=(const objects_in_step&) = delete;

  /// The statement has been executed, or has failed.
  ~objects_in_step() {
    if (std::uncaught_exceptions() != exceptions_before_) return;
    for (const tracked<entity>& one : found_) {
      if constexpr (table::deletes)
        state_.note_deleted(*one.get_record());
      else
        state_.expire(*one.get_record());
    }
  }

 private:
  State& state_;
  std::vector<tracked<entity>> found_{};
  const int exceptions_before_ = std::uncaught_exceptions();

  template <class Keys, class... Values>
  static key_t<entity> key_in(row<Keys, Values...>& read) {
    return [&]<std::size_t... I>(std::index_sequence<I...>) {
      return key_t<entity>{{std::move(read).template get<I>()}...};
    }(std::index_sequence_for<Values...>{});
  }
};

/// Executes a statement, and has the objects of the session whose rows it changes read again; those whose rows it
/// deletes are deleted. Their keys are asked for by a statement of its own, where the session has objects of the table.
/// An object whose changes were not flushed keeps them.
template <class State, class Query, class... Arguments>
auto execute_in_step(State& state, const Query& query, Arguments&&... arguments) {
  auto limited = guarded(state.limits, query);
  using entity = typename changed_table<decltype(limited)>::entity;
  if constexpr (State::template has<entity>) {
    const objects_in_step<State, decltype(limited)> in_step(state, limited,
                                                            held_arguments<const Arguments&...>{{arguments}...});
    return state.db().execute(std::move(limited), std::forward<Arguments>(arguments)...);
  } else {
    return state.db().execute(std::move(limited), std::forward<Arguments>(arguments)...);
  }
}

}  // namespace sqlalloy::inline v0
