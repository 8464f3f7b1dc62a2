// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/engine/engine.hpp>
#include <sqlalloy/orm/criteria.hpp>
#include <sqlalloy/orm/object_store.hpp>
#include <sqlalloy/orm/read_rows.hpp>
#include <sqlalloy/orm/row_queries.hpp>
#include <sqlalloy/orm/session_objects.hpp>
#include <sqlalloy/schema/metadata.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <utility>

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
class session_state : public session_objects {
 public:
  using unguarded = session_state;
  using driver_type = Driver;
  using schema = metadata<Entities...>;

  using limits_type = criteria_of_kinds_t<Entities...>;
  static constexpr limits_type limits{};
  const session_options options;

  session_state(engine<Driver>& of, session_options how)
      : session_objects(list_), options(how), engine_(&of), stores_{{this, &read_one<Entities>}...} {
    const int linked[] = {0, (store<Entities>().link(*this), 0)...};
    (void)linked;
  }

  template <class T>
  static constexpr bool has = meta::is_one_of<T, Entities...>;
  template <class T>
  static constexpr std::size_t index_of = meta::index_of<T, Entities...>;

  template <class T>
  object_store<T>& store() noexcept {
    return static_cast<slot<T>&>(stores_).store;
  }

  /// The connection, with which a transaction begins when it is first used.
  session_connection<Driver>& db() {
    if (!db_) {
      db_.emplace(engine_->connect(options.begin));
      this->take_thread();
    }
    return *db_;
  }

  bool in_transaction() const noexcept { return db_ && db_->in_transaction(); }

  /// Keeps what was flushed. Where that fails and has ended the transaction, it is undone here, too; else it goes on.
  void commit() {
    if (db_) {
      result<> kept = db_->try_commit();
      if (!kept && (!db_->in_transaction() || db_->pooled()->is_lost())) {
        db_.reset();
        try {
          rollback();
        } catch (...) {  // a listener's: that the commit failed matters more
        }
      }
      kept.value_or_throw();
    }
    db_.reset();
    this->keep_changes();
    options.expire_on_commit ? this->expire_all() : this->untouch_unchanged();
    this->leave_thread();
    this->tell(session_event::after_commit);
  }

  /// Undoes what was flushed, and forgets what was not.
  void rollback() {
    std::optional<session_connection<Driver>> ended = std::exchange(db_, std::nullopt);
    this->undo_to({});
    if (ended) ended->rollback();
    this->leave_thread();
    this->tell(session_event::after_rollback);
  }

  /// The session ends. Its objects are detached, and stay as long as a handle of any of them does.
  void close() noexcept {
    db_.reset();
    this->leave_thread();
    this->let_go();
    this->events.reset();  // what it calls may have handles of its objects
    const int cleared[] = {0, (store<Entities>().known().clear(), 0)...};
    (void)cleared;
    this->is_open_ = false;
    this->leave();
  }

 protected:
  ~session_state() override { this->destroy(); }

 private:
  template <class T>
  struct slot {
    object_store<T> store;

    slot(session_core* of, typename object_store<T>::read_function read) : store(of, read) {}
  };
 struct slots : slot<Entities>... {};

  engine<Driver>* engine_;
  slots stores_;
  record_store* const list_[sizeof...(Entities)] = {&store<Entities>()...};
  std::optional<session_connection<Driver>> db_{};

  // Of an object that has expired, or that misses columns; false where there is no row.
  template <class T>
  static bool read_one(session_core& core, object_record<T>& object) {
    auto& state = static_cast<session_state&>(core);
    const auto query = row_by_key<T>(primary_key_reader<T>::read(object.as_loaded()));
    return static_cast<bool>(read_first<T>(state, query, false));
  }
};

/// A session whose queries are limited by criteria. A flush is not: what is to be deleted along is found in any case.
template <class Unguarded, class Criteria>
class guarded_state final : public Unguarded {
 public:
  using limits_type = decltype(more_criteria(Unguarded::limits, std::declval<Criteria>()));
  const limits_type limits;

  guarded_state(engine<typename Unguarded::driver_type>& of, session_options how, Criteria by)
      : Unguarded(of, how), limits(more_criteria(Unguarded::limits, std::move(by))) {}

 private:
  ~guarded_state() override = default;
};
template <class Unguarded, class Criteria>
struct state_within {
  using type = guarded_state<Unguarded, Criteria>;
};
template <class Unguarded>
struct state_within<Unguarded, criteria<>> {
  using type = Unguarded;
};

}  // namespace sqlalloy::inline v0
