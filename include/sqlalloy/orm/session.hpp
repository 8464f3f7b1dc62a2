// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/orm/rules.hpp>
#include <sqlalloy/orm/session_query.hpp>
#include <sqlalloy/orm/unit_of_work.hpp>

#include <optional>
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
template <class Driver, class... Entities>
class session {
  using state_type = session_state<Driver, Entities...>;

 public:
  session(engine<Driver>& of, metadata<Entities...>, session_options options = {})
      : state_(check_tables() ? make_state(of, options) : nullptr) {}
  session(session&& other) noexcept : state_(std::exchange(other.state_, nullptr)) {}
  session& operator=(session&& other) noexcept {
    session taken(std::move(other));
    std::swap(state_, taken.state_);
    return *this;
  }
  ~session() { close(); }

  /// Ends it; what is not committed is undone. Its objects are detached.
  void close() noexcept {
    if constexpr (can_be)
      if (state_type* ended = std::exchange(state_, nullptr)) ended->close();
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
    if (added.state == object_state::transient)
      state().adopt(added);
    else if (added.state == object_state::detached)
      readmit(added);
    else if (added.state == object_state::deleted)
      throw_refusal("sqlalloy: add() of a " + name_of<T>() + " whose row was deleted; add a new one");
    else if (added.is_doomed)
      undoom(added);
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

  /// The same; where there is none it is a no_result_found.
  template <class T, class... Key>
  tracked<T> get_one(metadata<T> of, Key&&... key) {
    tracked<T> found = get(of, std::forward<Key>(key)...);
    if (!found)
      throw_as<no_result_found>(failure::no_result, "sqlalloy: get_one() finds no " + name_of<T>() + " with that key");
    return found;
  }

  /// A query, executed by `all()`, `one()`, `first()` or a loop, after what has changed was flushed. Its parameters are
  /// passed as to `execute()`.
  template <executable Query, class... Arguments>
  auto query(Query query, Arguments... arguments) {
    Query::template check<typename dialect_for_rules<Driver>::type>();
    using held = held_arguments<Arguments...>;
    return session_query<state_type, Query, held>(state(), std::move(query), held{{std::move(arguments)}...});
  }

  /// Executes a statement of Core in the transaction of the session, after what has changed was flushed. Objects do not
  /// notice what it does: `expire_all()` has them read again.
  template <executable Query, class... Arguments>
  auto execute(Query&& query, Arguments&&... arguments) {
    flush_before_query(state());
    return state().db().execute(std::forward<Query>(query), std::forward<Arguments>(arguments)...);
  }

  /// Loads a relation of an object, if it is not loaded: `session.load(user, sa::col<&User::posts>)`.
  template <class T, auto Member>
  void load(const tracked<T>& object, column<Member> relation) {
    load_all(std::vector<tracked<T>>{object}, relation);
  }

  /// Loads a relation of objects by one statement.
  template <class T, auto Member>
  void load_all(const std::vector<tracked<T>>& objects, column<Member> relation) {
    std::vector<record*> owners;
    for (const tracked<T>& object : objects) {
      owners.push_back(&of(object));
      if (owners.back()->store && owners.back()->store->core != state_)
        throw_refusal("sqlalloy: load() of a relation of a " + name_of<T>() + " that is another session's");
    }
    flush_before_query(state());
    apply_option(state(), selectin(relation), owners, false);
  }

  /// Writes what has changed. What fails leaves the database and the objects as they were.
  void flush() { flush_session(state()); }

  /// Flushes, and keeps what was done.
  void commit() {
    flush();
    state().commit();
  }

  /// Undoes what was done since the last commit: new objects leave the session, and all others are read again.
  void rollback() { state().rollback(); }

  bool in_transaction() { return state().in_transaction(); }

  /// Reads the columns of an object again; changes that were not flushed are lost.
  template <class T>
  void refresh(const tracked<T>& object) {
    expire(object);
    of(object).look();
  }

  /// The columns of an object are read again when it is next used, and its relations are not loaded any more.
  template <class T>
  void expire(const tracked<T>& object) {
    object_record<T>& expired = of(object);
    if (expired.state != object_state::persistent || expired.store->core != state_)
      throw_refusal("sqlalloy: a " + name_of<T>() + " that is no row of this session cannot be read again");
    state().expire(expired);
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

  /// Copies what an object has into the session's object with its key, which is loaded, or added where there is none.
  template <class T>
    requires mapped<T>
  tracked<T> merge(T object) {
    tracked<T> known;
    if (!has_unset_key(object)) known = get_by_key<T>(primary_key_reader<T>::read(object));
    if (!known) {
      if constexpr (has_numbered_key<T>) meta::field<key_member<primary_key_t<T>>::column.member>(object) = {};
      return add(std::move(object));
    }
    of(known).touch();
    copy_columns(object, of(known).object);
    return known;
  }

  /// Whether the next flush would write something of an object.
  template <class T>
  bool is_modified(const tracked<T>& object) {
    object_record<T>& asked = of(object);
    if (asked.state == object_state::pending || asked.is_doomed) return true;
    bool changed = asked.before && changed_columns(asked.object, *asked.before) != 0;
    for_each_relation<T>([&]<class Relation>(Relation) {
      if (const auto* held = loaded_relation<Relation>(asked)) changed |= held->is_changed();
    });
    return changed;
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
      set.rollback();
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
  // Else a rule has spoken.
  static constexpr bool can_be =
      (rules::can_be_reflected<Entities> && ...) && (rules::object_has_a_key<Entities> && ...);

  state_type* state_;

  static state_type* make_state(engine<Driver>& of, session_options options) {
    if constexpr (can_be)
      return new state_type(of, options);
    else
      return nullptr;
  }

  static constexpr bool check_tables() {
    static_assert((rules::can_be_reflected<Entities> && ...),
                  "sqlalloy: session() meets a struct whose fields cannot be found; make it an aggregate without base "
                  "classes, C arrays and references, or adapt it with BOOST_HANA_ADAPT_STRUCT");
    static_assert((rules::object_has_a_key<Entities> && ...),
                  "sqlalloy: session() meets a struct without a primary key; name one with sa::primary_key");
    static_assert(rules::option_is_about_a_relation<rules::fault_in_tables_t<rules::relation_of_a_column, Entities...>>,
                  "sqlalloy: sa::relation names a column; name a sa::many or sa::one member");
    static_assert(rules::version_counts<rules::fault_in_tables_t<rules::version_that_does_not_count, Entities...>>,
                  "sqlalloy: sa::version_id names a column that is no integer; let it count");
    static_assert(rules::relation_stays_in_the_session<
                      rules::fault_in_relations_t<rules::leads_out_of<Entities...>, Entities...>>,
                  "sqlalloy: a relation leads to a struct that the session does not have; name it in sa::tables, too");
    static_assert(
        rules::relation_has_a_foreign_key<rules::fault_in_relations_t<rules::lacks_foreign_key, Entities...>>,
        "sqlalloy: a relation finds no foreign key between its two tables; say sa::references, or the table between "
        "them with sa::relation and sa::secondary");
    static_assert(
        rules::relation_has_one_foreign_key<rules::fault_in_relations_t<rules::has_several_foreign_keys, Entities...>>,
        "sqlalloy: a relation finds more than one foreign key between its two tables; choose one with sa::relation and "
        "sa::foreign_keys");
    static_assert(rules::cascades_are_known<rules::fault_in_relations_t<rules::has_unknown_cascades, Entities...>>,
                  "sqlalloy: sa::cascades has a word that is none; say all, save-update, merge, delete, delete-orphan, "
                  "expunge, refresh-expire or none");
    return true;
  }

  state_type& state() {
    if (!state_) throw_refusal("sqlalloy: the session was closed or moved from");
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
    if (object_record<T>* known = store<T>().map.find(key)) {
      tracked<T> found(known);
      if (known->is_expired && !state().read_again(*known)) return {};
      return found;
    }
    flush_before_query(state());
    tracked<T> found;
    read_rows(state().db().pooled(), row_by_key<T>(key), held_arguments<>{}, [&](auto& rows) {
      found = tracked_row<T>::read(state(), rows, false);
      return false;
    });
    return found;
  }

  template <class T>
  static bool has_unset_key(const T& object) {
    if constexpr (has_numbered_key<T>)
      return meta::field<key_member<primary_key_t<T>>::column.member>(object) == 0;
    else
      return false;
  }

  template <class T>
  void readmit(object_record<T>& object) {
    if (store<T>().map.find(primary_key_reader<T>::read(object.as_loaded())))
      throw_refusal("sqlalloy: add() of a " + name_of<T>() +
                    " whose row this session has as another object; merge() it instead");
    store<T>().readmit(object);
  }
  void undoom(record& object) {
    std::erase(object.store->doomed, &object);
    object.is_doomed = false;
    object.unpin();
  }
};

template <class Driver, class... Entities>
session(engine<Driver>&, metadata<Entities...>) -> session<Driver, Entities...>;
template <class Driver, class... Entities>
session(engine<Driver>&, metadata<Entities...>, session_options) -> session<Driver, Entities...>;

}  // namespace sqlalloy::inline v0
