// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/orm/column_copy.hpp>
#include <sqlalloy/orm/error.hpp>
#include <sqlalloy/orm/object_state.hpp>
#include <sqlalloy/orm/record_store.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace sqlalloy::inline v0 {

struct relation_info;

/// An object that a session knows, or that will be added to one: what does not depend on its struct.
class record {
 public:
  record(const record&) = delete;
  record& operator=(const record&) = delete;

  record_store* store = nullptr;  ///< null: it was never in a session
  record* previous = nullptr;     ///< of its store
  record* next = nullptr;
  object_state state = object_state::transient;
  bool is_expired = false;    ///< its columns are to be read again
  bool is_bare = false;       ///< its relations do not know yet whose they are
  bool starts_empty = false;  ///< it was never read: nothing refers to it but what its relations say
  bool is_touched = false;    ///< it may have been changed
  bool is_reached = false;    ///< somebody may have a reference by which it can be changed
  bool is_doomed = false;     ///< the next flush deletes it
  bool is_expanded = false;   ///< what is deleted along with it has been found
  bool is_new = false;        ///< inserted in this transaction
  bool is_seen = false;       ///< the result that is being read has it, or a walk over objects
  bool has_image = false;     ///< the flush that goes on has kept how it was
  bool is_gone = false;       ///< its row was deleted, in a transaction that was kept
  bool has_own_key = false;   ///< merge() was given its key: the database does not number it
  bool is_written = false;    ///< the flush that goes on has updated it, and has told nobody yet
  bool waits = false;         ///< the flush that goes on changes its row behind those that are new
  bool takes_row = false;     ///< it is new, and the flush that goes on gives it the row of one that is deleted
  bool leaves_row = false;    ///< the other one of these two
  std::uint32_t turn = 0;     ///< when it was added, among those of its session
  std::uint32_t place = 0;    ///< in the list of its store into which it was put last, unless that was moved
  record_store* rows_of =
      nullptr;                ///< the flush that goes on has inserted its row of that struct, and not yet the rest
  bool reads_rest = false;    ///< what it misses is read when it is next used: it was whole, and has expired
  std::uint64_t missing = 0;  ///< the columns that were not read, as a mask: it was loaded in part

  /// Distinct for each struct.
  virtual const void* entity() const noexcept = 0;
  /// Whether it is of a struct, or of one that inherits it.
  virtual bool is_a(const void* entity) const noexcept = 0;
  /// Its relations, in order.
  virtual std::span<const relation_info* const> relations() const noexcept = 0;
  /// Keeps a copy of the columns, to compare with at the next flush, unless there is one.
  virtual void take_snapshot() = 0;
  /// The columns as they were are of no more use.
  virtual void drop_snapshot() noexcept = 0;
  virtual bool has_snapshot() const noexcept = 0;
  /// Whether its columns or relations are not what the database has.
  virtual bool is_changed() const = 0;
  /// The columns are again what they were, where that was kept.
  virtual void take_back_changes() = 0;
  /// A copy of the columns as they are.
  virtual column_copy copy_columns() const = 0;
  virtual void put_back_columns(column_copy copy) noexcept = 0;
  /// Takes a snapshot anew, and gives the former one.
  virtual column_copy exchange_snapshot() = 0;
  virtual void put_back_snapshot(column_copy former) noexcept = 0;
  /// Tells its relations whose they are: those of a new object are empty, those of a row not loaded.
  virtual void prepare_relations() = 0;
  /// Ends what it knows of its relations.
  virtual void clear_relations() noexcept = 0;
  /// It has gone out of its session, has come back, or is new again: what it has not loaded knows whether that can be.
  virtual void note_session() noexcept = 0;

  void add_handle() noexcept {
    if (handles_++ == 0 && store) store->core->keep();
  }
  void drop_handle() noexcept {
    if (--handles_ == 0) let_go();
  }

  /// Another object refers to it.
  void add_link() noexcept { ++links_; }
  /// Whether an object of a session refers to it.
  bool is_linked() const noexcept { return links_ != 0; }
  void drop_link() noexcept {
    if (--links_ == 0) free_if_unused();
  }

  /// The session has something to do with it still.
  void pin() noexcept { ++pins_; }
  void unpin() noexcept {
    if (--pins_ == 0) free_if_unused();
  }

  /// The same of one that somebody takes a handle of now.
  void unpin_for_handle() noexcept { --pins_; }

  /// It comes into a session.
  void enter(record_store& into) noexcept {
    if (handles_ != 0) into.core->keep();
    store = &into;
    next = into.first;
    if (next) next->previous = this;
    into.first = this;
  }

  /// Deletes one that nobody has seen.
  void discard() noexcept { end(); }

  /// Whether it is new, and waits for its row, or has one that the session knows.
  bool is_admitted() const noexcept { return state == object_state::pending || state == object_state::persistent; }

  /// Whether no session can read more of it.
  bool is_detached() const noexcept { return !store || !store->core->is_open() || state == object_state::detached; }
  void refuse_if_detached() const {
    if (is_detached())
      throw_as<detached_instance_error>(failure::invalid_request,
                                        "sqlalloy: columns of this " + std::string(store ? store->name() : "object") +
                                            " were not loaded before it left the session; load them there, or get() "
                                            "the row by a session");
  }

  /// Whether columns that are not of its key are to be read before they are used.
  bool lacks(std::uint64_t columns) const noexcept {
    return columns != 0 && state == object_state::persistent && (is_expired || (missing & columns) != 0);
  }

  bool is_in_session() const noexcept { return is_admitted() && store->core->is_open(); }

  /// Before it is read.
  void look() const {
    if (is_expired || is_bare) [[unlikely]]
      const_cast<record*>(this)->make_readable();
  }

  /// The same, of these columns of it.
  void look_at_all(std::uint64_t columns = ~std::uint64_t{}) const {
    if (store) store->core->check_thread();
    if (is_expired || is_bare || missing != 0) [[unlikely]]
      const_cast<record*>(this)->make_whole(columns);
  }

  /// Before it may be changed.
  void touch() {
    look();
    if (!is_touched) [[unlikely]]
      note_touch();
  }
  /// It has a row now, or was read anew, and may be changed by a reference that somebody has still.
  void touch_if_reached() {
    if (is_reached && !is_touched) touch();
  }

 protected:
  record() = default;
  virtual ~record() = default;

  void free_if_unused() noexcept {
    if (handles_ != 0 || links_ != 0 || pins_ != 0) return;
    if (store && store->core->is_ending()) return;
    delete_now();
  }

 private:
  friend class record_list;
  std::uint32_t handles_ = 0;
  std::uint32_t links_ = 0;
  std::uint32_t pins_ = 0;

  void end() noexcept { delete this; }

  void let_go() noexcept {
    session_core* const core = store ? store->core : nullptr;
    free_if_unused();
    if (core) core->leave();
  }

  // What it refers to goes behind it and not within it, so that a long chain of objects takes no stack.
  void delete_now() noexcept {
    ++links_;  // what it refers to may refer to it
    if (store) leave_store();
    if (relations().empty()) return end();
    static thread_local record* waiting = nullptr;
    static thread_local bool is_freeing = false;
    if (store) store->core->keep();  // until its turn has come
    next = std::exchange(waiting, this);
    if (std::exchange(is_freeing, true)) return;
    while (record* const one = waiting) {
      waiting = one->next;
      session_core* const core = one->store ? one->store->core : nullptr;
      one->clear_relations();
      one->end();
      if (core) core->leave();
    }
    is_freeing = false;
  }

  void leave_store() noexcept {
    store->forget(*this);
    (previous ? previous->next : store->first) = next;
    if (next) next->previous = previous;
  }

  [[gnu::noinline]] void note_touch() {
    if (!store || !store->core->is_open()) return;
    is_reached = true;
    if (state == object_state::detached) return take_snapshot();  // it may come back
    if (state != object_state::persistent) return;
    take_snapshot();
    record_store::put_in(store->touched, *this);
    is_touched = true;
    pin();
  }

  [[gnu::noinline]] void make_readable() {
    if (is_bare) prepare_relations();
    if (is_expired) read_again();
  }

  [[gnu::noinline]] void make_whole(std::uint64_t columns) {
    make_readable();
    if ((missing & columns) == 0) return;
    if (reads_rest) return read_again();
    refuse_if_detached();
    throw_refusal("sqlalloy: a " + std::string(store->name()) +
                  " was loaded in part, by load_only(), defer() or as what it inherits; read its columns with "
                  "handle[sa::col<…>], load it with selectin_polymorphic(), or refresh() it");
  }

  void read_again() {
    if (is_detached())
      throw_as<detached_instance_error>(
          failure::invalid_request, "sqlalloy: this " + std::string(store ? store->name() : "object") +
                                        " has expired, and the session that could read it again is gone; merge() it "
                                        "into a session, or say expire_on_commit = false");
    store->reload(*this);
  }
};

inline void record_store::put_in(std::vector<record*>& list, record& object) {
  object.place = static_cast<std::uint32_t>(list.size());
  list.push_back(&object);
}

inline void record_store::take_out(std::vector<record*>& list, record& object) noexcept {
  std::size_t at = object.place;
  if (at >= list.size() || list[at] != &object)  // it is in another list, too
    for (at = 0; at != list.size() && list[at] != &object;) ++at;
  if (at == list.size()) return;
  list[at] = list.back();
  list[at]->place = static_cast<std::uint32_t>(at);
  list.pop_back();
}

inline void record_store::take_back_changes() {
  for (record* one : std::exchange(touched, {})) {
    if (one->state == object_state::persistent) one->take_back_changes();
    one->is_touched = false;
    one->drop_snapshot();
    one->unpin();
  }
}

inline void record_store::untouch_all(bool (*of_which)(const record& object)) {
  std::size_t kept = 0;
  for (record* one : touched)
    if (of_which(*one)) {
      one->is_touched = false;
      one->drop_snapshot();
      one->unpin();
    } else {
      one->place = static_cast<std::uint32_t>(kept);
      touched[kept++] = one;
    }
  touched.resize(kept);
}

inline void record_store::untouch(record& object) noexcept {
  if (!object.is_touched) return;
  object.drop_snapshot();
  put_aside(object);
}

inline void record_store::put_aside(record& object) noexcept {
  if (!std::exchange(object.is_touched, false)) return;
  take_out(touched, object);
  object.unpin();
}

inline void record_store::readmit(record& object) {
  if (find_row_of(object))
    throw_refusal("sqlalloy: add() of a " + std::string(name()) +
                  " whose row this session has as another object; merge() it instead");
  object.state = object_state::persistent;
  object.note_session();
  remember(object);
  if (object.has_snapshot() || object.is_changed()) object.touch();
}

/// All objects of a store at once.
class record_list {
 public:
  /// Ends all objects of stores whose core is ending: nobody has a handle of any.
  static void clear_relations(record_store& of) noexcept {
    for (record* one = of.first; one; one = one->next) one->clear_relations();
  }
  static void destroy(record_store& of) noexcept {
    while (record* one = of.first) {
      of.first = one->next;
      delete one;
    }
  }
};

}  // namespace sqlalloy::inline v0
