// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/engine/engine.hpp>
#include <sqlalloy/orm/object_store.hpp>
#include <sqlalloy/orm/row_queries.hpp>
#include <sqlalloy/schema/metadata.hpp>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace sqlalloy::inline v0 {

/// How a session is used; the defaults are SQLAlchemy's.
struct session_options {
  bool autoflush = true;         ///< flush before each query
  bool expire_on_commit = true;  ///< read objects again when they are used after a commit
  begin_options begin{};         ///< how its transactions begin
};

/// A connection whose inside the session knows.
template <class Driver>
struct session_connection : connection<Driver> {
  explicit session_connection(connection<Driver>&& of) noexcept : connection<Driver>(std::move(of)) {}
  pooled_connection<Driver>* pooled() const noexcept { return this->connection_; }
};

/// All that a session has: its objects, and its transaction.
template <class Driver, class... Entities>
class session_state final : public session_core {
 public:
  using driver_type = Driver;
  using schema = metadata<Entities...>;

  const session_options options;
  std::vector<record*> created{};  ///< in this transaction
  std::vector<record*> removed{};  ///< the same
  std::vector<record*> dropped{};  ///< new, and no longer wanted since the last flush

  session_state(engine<Driver>& of, session_options how)
      : options(how), engine_(&of), stores_{{this, &reload_one<Entities>}...} {}

  template <class T>
  static constexpr bool has = meta::is_one_of<T, Entities...>;
  template <class T>
  static constexpr std::size_t index_of = meta::index_of<T, Entities...>;

  template <class T>
  object_store<T>& store() noexcept {
    return static_cast<slot<T>&>(stores_).store;
  }

  bool adopt(record& object) override {
    record_store* const all[] = {&store<Entities>()...};
    const void* const tags[] = {&entity_tag<Entities>...};
    const auto* const tag = std::find(std::begin(tags), std::end(tags), object.entity());
    if (tag == std::end(tags)) return false;
    const std::size_t before[] = {store<Entities>().pending.size()...};
    try {
      all[tag - tags]->adopt(object);
    } catch (...) {
      for (std::size_t i = 0; i != sizeof...(Entities); ++i) give_up_pending(*all[i], before[i]);
      throw;
    }
    return true;
  }

  /// Calls `f` with each store.
  template <class F>
  void each_store(F f) {
    const int order[] = {0, (f(store<Entities>()), 0)...};
    (void)order;
  }

  /// The connection, with which a transaction begins when it is first used.
  session_connection<Driver>& db() {
    if (!db_) db_.emplace(engine_->connect(options.begin));
    return *db_;
  }

  bool in_transaction() const noexcept { return db_ && db_->in_transaction(); }

  /// Keeps what was flushed.
  void commit() {
    if (db_) db_->commit();
    db_.reset();
    for (record* one : std::exchange(created, {})) {
      one->is_new = false;
      one->unpin();
    }
    for (record* one : std::exchange(removed, {})) {
      one->state = object_state::detached;
      one->unpin();
    }
    if (options.expire_on_commit) expire_all();
  }

  /// Undoes what was flushed, and forgets what was not.
  void rollback() {
    std::optional<session_connection<Driver>> ended = std::exchange(db_, std::nullopt);
    undo_to({});
    if (ended) ended->rollback();
  }

  /// How much has been inserted and deleted in the transaction.
  struct progress {
    std::size_t created = 0;
    std::size_t removed = 0;
  };
  progress mark() const noexcept { return {created.size(), removed.size()}; }

  /// The objects are what they were then, as far as is known: what they have is read again.
  void undo_to(progress then) {
    forget_changes();
    undo_since(then.created, then.removed);
    expire_all();
  }

  /// Lets an object go out of the session.
  template <class T>
  void expunge(object_record<T>& object) {
    object.pin();
    if (object.state == object_state::persistent) store<T>().map.erase(object);
    store<T>().put_aside(object);
    if (object.is_doomed) {
      object.is_doomed = false;
      std::erase(store<T>().doomed, &object);
      object.unpin();
    }
    if (object.state == object_state::pending) {
      std::erase(store<T>().pending, &object);
      object.state = object_state::transient;
      object.unpin();
    } else {
      object.state = object_state::detached;
    }
    object.unpin();
  }

 private:
  // The newest leave the session, until so many are left.
  static void give_up_pending(record_store& of, std::size_t left) noexcept {
    while (of.pending.size() > left) {
      record* const one = of.pending.back();
      of.pending.pop_back();
      one->state = object_state::transient;
      one->unpin();
    }
  }

  // New objects leave the session, and what was to be deleted stays.
  void forget_changes() {
    forget_dropped();
    each_store([](auto& of) {
      give_up_pending(of, 0);
      for (record* one : std::exchange(of.doomed, {})) {
        one->is_doomed = false;
        one->unpin();
      }
    });
  }

 public:
  /// The next flush deletes an object; one that has no row yet just leaves the session. False where that is known.
  bool doom(record& object) {
    if (object.is_doomed) return false;
    if (object.state == object_state::pending) {
      std::erase(object.store->pending, &object);
      object.state = object_state::transient;
      dropped.push_back(&object);  // its pin goes along
      return true;
    }
    if (object.state != object_state::persistent) return false;
    object.is_doomed = true;
    object.is_expanded = false;
    object.pin();
    object.store->doomed.push_back(&object);
    return true;
  }

 private:
  // What was inserted or deleted since then is as it was.
  void undo_since(std::size_t created_before, std::size_t removed_before) {
    while (removed.size() > removed_before) {
      record* const one = removed.back();
      removed.pop_back();
      one->state = object_state::persistent;
      readmit(*one);
      one->unpin();
    }
    while (created.size() > created_before) {
      record* const one = created.back();
      created.pop_back();
      if (one->state == object_state::persistent) one->store->forget(*one);
      one->state = object_state::transient;
      one->is_new = one->is_expired = false;  // it has what it was inserted with
      one->unpin();
    }
  }

 public:
  /// What was dropped stays out.
  void forget_dropped() noexcept {
    for (record* one : std::exchange(dropped, {})) one->unpin();
  }

  /// All objects are read again when they are next used.
  void expire_all() {
    each_store([](auto& of) {
      of.take_back_changes();
      for (record* one = of.first; one;) {
        one->pin();
        if (one->state == object_state::persistent) expire_untouched(*one);
        record* const next = one->next;
        one->unpin();
        one = next;
      }
    });
  }

  template <class T>
  void expire(object_record<T>& object) {
    if (object.before) copy_columns(*object.before, object.object);  // its key is that of the row
    store<T>().untouch(object);
    expire_untouched(object);
  }

  /// Reads the row of an object anew; false where there is none.
  template <class T>
  bool read_again(object_record<T>& object) {
    T read{};
    auto found = db().execute(row_by_key<T>(primary_key_reader<T>::read(object.as_loaded())));
    for (const T& row : found) {
      read = row;
      store<T>().take_columns(object, read);
      return true;
    }
    return false;
  }

  /// The session ends. Its objects are detached, and stay as long as a handle of any of them does.
  void close() noexcept {
    db_.reset();
    each_store([](auto& of) {
      for (auto* list : {&of.pending, &of.doomed, &of.touched})
        for (record* one : std::exchange(*list, {})) {
          one->is_touched = one->is_doomed = false;
          one->unpin();
        }
    });
    for (auto* list : {&created, &removed, &dropped})
      for (record* one : std::exchange(*list, {})) one->unpin();
    each_store([](auto& of) {
      of.map.clear();
      for (record* one = of.first; one; one = one->next)
        one->state = one->state == object_state::pending ? object_state::transient : object_state::detached;
    });
    is_open_ = false;
    leave();
  }

 private:
  template <class T>
  struct slot {
    object_store<T> store;
    slot(session_core* of, typename object_store<T>::reload_function reload) : store(of, reload) {}
  };
 struct slots : slot<Entities>... {};

  engine<Driver>* engine_;
  slots stores_;
  std::optional<session_connection<Driver>> db_{};

  ~session_state() override {
    is_ending_ = true;
    each_store([](auto& of) { record_list::clear_relations(of); });
    each_store([](auto& of) { record_list::destroy(of); });
  }

  static void expire_untouched(record& object) {
    object.pin();
    object.clear_relations();
    object.is_expired = true;
    object.unpin();
  }

  void readmit(record& object) {
    each_store([&object]<class T>(object_store<T>& of) {
      if (&of == object.store) of.map.insert(static_cast<object_record<T>&>(object));
    });
  }

  template <class T>
  static void reload_one(session_core& core, object_record<T>& object) {
    if (!static_cast<session_state&>(core).read_again(object))
      throw_as<object_deleted_error>(failure::no_result,
                                     "sqlalloy: a " + std::string(meta::type_name<T>()) +
                                         " was to be read again, and its row is not there any more");
  }
};

}  // namespace sqlalloy::inline v0
