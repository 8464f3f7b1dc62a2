// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/orm/bulk_change.hpp>
#include <sqlalloy/orm/listen.hpp>
#include <sqlalloy/orm/merge.hpp>
#include <sqlalloy/orm/rules.hpp>
#include <sqlalloy/orm/session_query.hpp>
#include <sqlalloy/orm/unit_of_work.hpp>

#include <memory>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace sqlalloy::inline v0::rules {

/// The struct is one of those that the session was made for.
template <class Entity, class State>
inline constexpr bool session_has_the_table = State::template has<Entity>;

}  // namespace sqlalloy::inline v0::rules

namespace sqlalloy::inline v0 {

/// Objects that are rows: `sa::session session(engine, sa::tables<User, Post>)`. It keeps one object for each row,
/// finds out what has become of them, and writes that in one transaction, which begins by itself.
///
/// What is not committed when it ends is undone. It belongs to one thread at a time, and the engine must outlive it.
///
/// With criteria, `sa::session session(engine, sa::tables<User>, sa::criterion(…))`, its queries find only what these
/// let pass.
template <class Driver, class Tables, class... Criterion>
class session;
template <class Driver, class... Entities, class... Criterion>
class session<Driver, metadata<Entities...>, Criterion...> {
  using schema = metadata<Entities...>;
  using unguarded = session_state<Driver, Entities...>;
  using state_type = typename state_within<unguarded, criteria<Criterion...>>::type;

 public:
  session(engine<Driver>& of, metadata<Entities...>, session_options options = {}, Criterion... limits)
      : state_(check_session_tables<Entities...>() ? make_state(of, options, std::move(limits)...) : nullptr) {}
  session(engine<Driver>& of, metadata<Entities...> tables, Criterion... limits)
    requires(sizeof...(Criterion) != 0)
      : session(of, tables, {}, std::move(limits)...) {}
  session(session&& other) noexcept : state_(other.is_lent_ ? nullptr : std::exchange(other.state_, nullptr)) {}
  session& operator=(session&& other) noexcept {
    session taken(std::move(other));
    if (!is_lent_) std::swap(state_, taken.state_);
    return *this;
  }
  ~session() { close(); }

  /// Ends it; what is not committed is undone. Its objects are detached. One that `on()` has lent to a function goes
  /// on.
  void close() noexcept {
    if constexpr (rules::can_have_objects<Entities...>)
      if (state_type* ended = is_lent_ ? nullptr : std::exchange(state_, nullptr)) ended->close();
  }

  /// Takes in a new object, which the next flush inserts, along with what it was given in its relations.
  template <class T>
    requires mapped<T>
  tracked<T> add(T object) {
    static_assert(rules::session_has_the_table<T, state_type>,
                  "sqlalloy: the session has no such table; name its struct in sa::tables where the session is made");
    if constexpr (rules::session_has_the_table<T, state_type>)
      return add(make_tracked(std::move(object)));
    else
      return {};
  }

  /// Takes in an object that is in no session.
  template <class T>
  tracked<T> add(tracked<T> object) {
    object_record<T>& added = of(object);
    if (added.store && added.store->core != state_)
      throw_refusal("sqlalloy: add() of a " + name_of<T>() + " that is another session's; merge() it into this one");
    if (added.state == object_state::deleted || added.is_gone)
      throw_refusal("sqlalloy: add() of a " + name_of<T>() + " whose row was deleted; add a new one");
    if (!added.is_admitted())
      state().adopt(added);
    else if (added.is_doomed)
      state().undoom(added);
    return object;
  }

  /// Takes in the objects of a range; gives their handles.
  template <class Range>
  auto add_all(Range&& objects) {
    std::vector<decltype(add(*std::begin(objects)))> added;
    for (auto&& object : objects) added.push_back(add(std::forward<decltype(object)>(object)));
    return added;
  }

  /// The next flush deletes it, and what its cascades name.
  template <class T>
  void remove(const tracked<T>& object) {
    object_record<T>& removed = of(object);
    if (removed.state < object_state::persistent)
      throw_refusal("sqlalloy: remove() of a " + name_of<T>() + " that has no row yet; if it was added, expunge() it");
    if (!removed.is_in_session() || removed.store->core != state_)
      throw_refusal("sqlalloy: remove() of a " + name_of<T>() +
                    " that is no row of this session; query it, or add() it");
    state().doom(removed);
  }

  /// The object with that key, without a statement where the session has it; a null handle where there is none:
  /// `session.get(sa::tables<User>, 7)`. A key of several columns is given in their order.
  template <class T, class... Key>
  tracked<T> get(metadata<T>, Key&&... key) {
    return get_by_key<T>(key_t<T>{{std::forward<Key>(key)}...});
  }

  /// The same, and the row is locked and read in any case: `session.get(sa::tables<User>, sa::with_for_update(), 7)`.
  template <class T, class... Options, class... Key>
  tracked<T> get(metadata<T>, lock_request<Options...> lock, Key&&... key) {
    flush_before_query(state());
    return read_row<T>(lock.on(row_by_key<T>(key_t<T>{{std::forward<Key>(key)}...})), true, state().limits);
  }

  /// The same; where there is none it is a no_result_found.
  template <class T, class... Key>
  tracked<T> get_one(metadata<T> of, Key&&... key) {
    tracked<T> found = get(of, std::forward<Key>(key)...);
    if (!found) throw_gone("get_one() finds no ", name_of<T>(), " with that key");
    return found;
  }

  /// A query, executed by `all()`, `one()`, `first()` or a loop, after what has changed was flushed. Its parameters are
  /// passed as to `execute()`.
  template <executable Query, class... Arguments>
  auto query(Query query, Arguments... arguments) {
    static_assert(rules::query_only_reads<Query>, "sqlalloy: query() is given what changes rows; say execute()");
    static_assert(rules::session_has_the_tables_of<row_t<Query>, state_type>,
                  "sqlalloy: the session has no such table; name its struct in sa::tables where the session is made");
    static_assert(
        rules::criteria_have_a_place<std::remove_cvref_t<Query>, typename state_type::limits_type>,
        "sqlalloy: full_join() meets a criterion of the session, for which there is no place; use left_join()");
    Query::template check<typename dialect_for_rules<Driver>::type>();
    using held = held_arguments<Arguments...>;
    return session_query<state_type, Query, held>(state(), std::move(query), held{{std::move(arguments)}...});
  }

  /// Executes a statement of Core in the transaction of the session, after what has changed was flushed. Objects whose
  /// rows an UPDATE or a DELETE changes are read again when they are next used, or are deleted.
  template <executable Query, class... Arguments>
  auto execute(Query&& query, Arguments&&... arguments) {
    static_assert(
        rules::criteria_have_a_place<std::remove_cvref_t<Query>, typename state_type::limits_type>,
        "sqlalloy: full_join() meets a criterion of the session, for which there is no place; use left_join()");
    flush_before_query(state());
    return execute_in_step(state(), std::forward<Query>(query), std::forward<Arguments>(arguments)...);
  }

  /// Loads a relation or a deferred column of an object, if it is not: `session.load(user, sa::col<&User::posts>)`.
  template <class T, auto Member>
  void load(const tracked<T>& object, column<Member> relation) {
    load_by(std::vector<tracked<T>>{object}, load_of<T>(relation));
  }

  /// The same of many objects, by one statement.
  template <class T, auto Member>
  void load_all(const std::vector<tracked<T>>& objects, column<Member> relation) {
    load_by(objects, load_of<T>(relation));
  }

  /// Writes what has changed. What fails leaves the database and the objects as they were.
  void flush() { flush_session<unguarded>(state()); }

  /// Flushes, and keeps what was done.
  void commit() {
    flush_all<unguarded>(state());
    state().commit();
  }

  /// Undoes what was done since the last commit: new objects leave the session, and all others are read again.
  void rollback() { state().rollback(); }

  bool in_transaction() { return state().in_transaction(); }

  /// Calls `f` whenever that happens: `session.on(sa::before_insert, [](User& user) { user.since = now(); })`. What is
  /// about an object is told for each struct that `f` takes. Functions are called in the order in which they were
  /// given; what they throw comes out of the call that was under way, and undoes the flush, except after it.
  template <session_event Event, class F>
  void on(session_event_name<Event> event, F f) {
    static_assert(
        can_listen<Event, F>,
        "sqlalloy: on() is given a function that does not take what the event gives; let it take a const struct of "
        "the session, or the session");
    listen(state().events, event, std::move(f));
  }

  /// For the library.
  template <session_event Event, class F>
  static constexpr bool can_listen = rules::listener_takes_what_it_is_told<Event, F, session, Entities...>;
  template <session_event Event, class F>
  static void listen(std::shared_ptr<session_events>& events, session_event_name<Event>, F f) {
    // Sessions that have the former keep it.
    auto more = events ? std::make_shared<session_events>(*events) : std::make_shared<session_events>();
    const auto function = std::make_shared<F>(std::move(f));
    if constexpr (is_about_an_object(Event)) {
      const int order[] = {0, (listen_to_objects<Event, Entities>(*more, function), 0)...};
      (void)order;
    } else if constexpr (can_listen<Event, F>) {
      more->add(Event, nullptr, function, [](void* call, session_core& core, record*) {
        session lent(core);
        (*static_cast<F*>(call))(lent);
      });
    }
    events = std::move(more);
  }
  void share_events(std::shared_ptr<session_events> events) { state().events = std::move(events); }

  /// Reads the columns of an object again; changes that were not flushed are lost.
  template <class T>
  void refresh(const tracked<T>& object) {
    expire(object);
    of(object).look();
  }

  /// The same, and the row is locked until the transaction ends.
  template <class T, class... Options>
  void refresh(const tracked<T>& object, lock_request<Options...> lock) {
    expire(object);
    const auto query = lock.on(row_by_key<T>(primary_key_reader<T>::read(of(object).as_loaded())));
    if (read_row<T>(query, true, criteria<>{}) != object) of(object).store->refuse_gone();
  }

  /// The columns of an object are read again when it is next used, and its relations are not loaded any more.
  template <class T>
  void expire(const tracked<T>& object) {
    object_record<T>& expired = of(object);
    if (expired.state != object_state::persistent || expired.store->core != state_)
      throw_refusal("sqlalloy: a " + name_of<T>() + " that is no row of this session cannot be read again");
    state().expire_with_related(expired);
  }
  void expire_all() { state().expire_all(); }

  /// Lets an object go out of the session, as it is.
  template <class T>
  void expunge(const tracked<T>& object) {
    object_record<T>& expunged = of(object);
    if (!expunged.is_in_session() || expunged.store->core != state_)
      throw_refusal("sqlalloy: expunge() of a " + name_of<T>() + " that is not in this session");
    state().expunge(expunged);
  }

  /// Copies what a struct has into the session's object with its key, which is loaded, or added where there is none; so
  /// with the objects that it was given in its relations, or has loaded there, where these cascade.
  template <class T>
    requires mapped<T>
  tracked<T> merge(const T& object) {
    (void)store<T>();
    flush_before_query(state());
    const autoflush_pause pause(state());
    return merge_objects<session>(*this).take(object);
  }

  /// Whether the next flush would write something of an object.
  template <class T>
  bool is_modified(const tracked<T>& object) {
    object_record<T>& asked = of(object);
    return asked.state == object_state::pending || asked.is_doomed || asked.is_changed();
  }

  template <class T>
  bool contains(const tracked<T>& object) {
    return object && of(object).is_in_session() && of(object).store->core == state_;
  }

  /// Sets a savepoint, after what has changed was flushed, and runs `f`: `session.begin_nested([&] { … })`. What `f`
  /// has done is kept when it returns and undone when it throws.
  template <class F>
  auto begin_nested(F f) {
    flush();
    const auto mark = state().mark();
    savepoint<Driver> set = state().db().begin_nested();
    const auto undo = [&] {
      if (!set.is_active()) return rollback();  // `f` has ended what it was a part of, and begun another
      (void)set.try_rollback();                 // where the database has undone all, what `f` threw says why
      state().undo_to(mark);
    };
    try {
      if constexpr (std::is_void_v<decltype(f())>) {
        f();
        flush();
        set.commit();
      } else {
        auto value = f();
        flush();
        set.commit();
        return value;
      }
    } catch (...) {
      undo();
      throw;
    }
  }

 private:
  friend class merge_objects<session>;

  state_type* state_;
  bool is_lent_ = false;

  // A session that a function may use, and that ends nothing.
  explicit session(session_core& lent) noexcept : state_(static_cast<state_type*>(&lent)), is_lent_(true) {}

  static state_type* make_state(engine<Driver>& of, session_options options, Criterion... limits) {
    if constexpr (!rules::can_have_objects<Entities...>)
      return nullptr;  // a rule has spoken
    else if constexpr (sizeof...(Criterion) == 0)
      return new state_type(of, options);
    else
      return new state_type(of, options, criteria<Criterion...>{{std::move(limits)...}});
  }

  state_type& state() {
    if (!state_) throw_refusal("sqlalloy: the session was closed or moved from");
    state_->check_thread();
    state_->refuse_while_writing();
    return *state_;
  }
  template <class T>
  object_store<T>& store() {
    static_assert(rules::session_has_the_table<T, state_type>,
                  "sqlalloy: the session has no such table; name its struct in sa::tables where the session is made");
    if constexpr (rules::session_has_the_table<T, state_type>)
      return state().template store<T>();
    else
      __builtin_unreachable();  // the rule has spoken
  }
  template <class T>
  object_record<T>& of(const tracked<T>& object) {
    (void)store<T>();
    (void)object.state();  // a null handle is refused
    return *object.get_record();
  }
  template <class T>
  static std::string name_of() {
    return std::string(meta::type_name<T>());
  }

  template <class T>
  tracked<T> get_by_key(const key_t<T>& key) {
    if (object_record<T>* known = store<T>().find(key)) {
      tracked<T> found(known);
      const bool is_whole = !known->is_expired && (known->missing & mask_of_columns<T>) == 0;
      if (is_whole || known->store->read_again(*known)) return found;
      state().note_deleted(*known);
      return {};
    }
    flush_before_query(state());
    return read_row<T>(row_by_key<T>(key), false, state().limits);
  }

  template <class T, class Option>
  void load_by(const std::vector<tracked<T>>& objects, Option option) {
    std::vector<record*> owners;
    for (const tracked<T>& object : objects) {
      owners.push_back(&of(object));
      state().check_load(*owners.back(), meta::type_name<T>());
    }
    flush_before_query(state());
    apply_option(state(), option, owners, false);
  }

  template <class Relation>
  void load_relation_of(const tracked<typename Relation::owner>& object) {
    load_relation<Relation>(state(), {object.get_record()}, false);
  }

  template <class T, class Query, class Criteria>
  tracked<T> read_row(const Query& query, bool refresh, const Criteria& limits) {
    Query::template check<typename dialect_for_rules<Driver>::type>();
    return read_first<T>(state(), guarded(limits, query), refresh);
  }
};

template <class Driver, class... Entities, class... Criterion>
session(engine<Driver>&, metadata<Entities...>, session_options, Criterion...)
    -> session<Driver, metadata<Entities...>, Criterion...>;
template <class Driver, class... Entities, class... Criterion>
  requires(is_criterion<Criterion> && ...)
session(engine<Driver>&, metadata<Entities...>, Criterion...) -> session<Driver, metadata<Entities...>, Criterion...>;

}  // namespace sqlalloy::inline v0
