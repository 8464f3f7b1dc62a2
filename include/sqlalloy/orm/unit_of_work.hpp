// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/orm/flush_work.hpp>
#include <sqlalloy/orm/session_state.hpp>
#include <sqlalloy/orm/table_functions.hpp>

#include <cstddef>
#include <utility>

namespace sqlalloy::inline v0 {

/// As long as a flush writes.
class writing_guard {
 public:
  explicit writing_guard(session_objects& of) noexcept : of_(of) { of_.is_writing = true; }
  writing_guard(const writing_guard&) = delete;
  writing_guard& operator=(const writing_guard&) = delete;
  ~writing_guard() { of_.is_writing = false; }

 private:
  session_objects& of_;
};

/// One flush: what the objects of a session have become is brought to the database, or nothing is.
///
/// New rows come in the order of the foreign keys, then the changed ones, then the rows of tables between two others;
/// what is deleted goes last, in the opposite order. Until all of it went well the objects are what they were.
template <class State>
class unit_of_work final : flush_connection {
  using driver_type = typename State::driver_type;
  using schema = typename State::schema;

 public:
  explicit unit_of_work(State& state) : unit_of_work(state, schema{}, std::make_index_sequence<schema::size>{}) {}

  void run() {
    const writing_guard guard(state_);
    flush_work(state_, parts_, *this).run();
  }

 private:
  State& state_;
  flush_part parts_[schema::size];
  savepoint_mark<driver_type> before_{};
  bool is_writing_ = false;

  template <class... T, std::size_t... I>
  unit_of_work(State& state, metadata<T...>, std::index_sequence<I...>)
      : state_(state), parts_{part<meta::nth_t<schema::dependency_order()[I], T...>>(state)...} {}

  template <class T>
  static flush_part part(State& state) {
    flush_part made{state.template store<T>(), functions_of_entity<T>::all, functions_of_table<State, T>::all};
    constexpr std::size_t table = State::template index_of<table_owner_t<T>>;
    made.table_of = &state.template store<table_owner_t<T>>();
    made.refers_to_itself = schema::refers(table, table);
    made.refers_ahead = schema::refers_ahead(table);
    for (record_store* one : state.stores())
      for (const record_store* upper = one->upper; upper; upper = upper->upper)
        if (upper == &made.store) made.others.push_back(one);
    return made;
  }

  // Where nothing was done before, all of the transaction can be undone; else the flush has a savepoint, which is a
  // transaction where each statement is kept by itself.
  void begin_writing() override {
    const bool is_first = !std::exchange(is_writing_, true);
    const bool keeps_each = state_.options.begin.isolation == isolation_level::autocommit;
    if (is_first && (keeps_each || state_.in_transaction()))
      state_.db().pooled()->set_savepoint(before_).value_or_throw();
  }
  void keep() override {
    if (before_.connection) before_.connection->release(before_).value_or_throw();
  }
  void undo() noexcept override {
    if (before_.connection)
      (void)before_.connection->rollback_to(before_);
    else if (is_writing_)
      (void)state_.db().try_rollback();
  }
};

/// As long as a flush goes on.
class flush_guard {
 public:
  explicit flush_guard(session_objects& of) : of_(of) {
    if (of_.is_flushing)
      throw_refusal("sqlalloy: the session is flushing already; what is called meanwhile must not flush it");
    of_.is_flushing = true;
  }
  flush_guard(const flush_guard&) = delete;
  flush_guard& operator=(const flush_guard&) = delete;
  ~flush_guard() { of_.is_flushing = false; }

 private:
  session_objects& of_;
};

/// Writes what has changed in a session.
template <class State>
void flush_session(State& state) {
  if (!state.has_changes()) return;
  const flush_guard guard(state);
  state.tell(session_event::before_flush);
  unit_of_work<State>(state).run();
  state.tell(session_event::after_flush);
}

/// The same before a commit: what is changed after a flush is written, too.
template <class State>
void flush_all(State& state) {
  flush_session(state);
  if (!state.listens(session_event::after_flush)) return;
  for (int more = 0; state.is_modified(); ++more) {
    if (more == 100) throw_refusal("sqlalloy: commit() has flushed 100 times, and after_flush changes more each time");
    flush_session(state);
  }
}

/// A query sees what the session has changed.
template <class State>
void flush_before_query(State& state) {
  if (state.options.autoflush && !state.is_flushing && state.autoflush_pauses == 0)
    flush_session(static_cast<typename State::unguarded&>(state));
}

}  // namespace sqlalloy::inline v0
