// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/orm/deleted_objects.hpp>
#include <sqlalloy/orm/flush_part.hpp>
#include <sqlalloy/orm/join_rows.hpp>
#include <sqlalloy/orm/key_edges.hpp>
#include <sqlalloy/orm/row_order.hpp>
#include <sqlalloy/orm/session_state.hpp>
#include <sqlalloy/orm/versioned.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace sqlalloy::inline v0 {

/// One flush: what the objects of a session have become is brought to the database, or nothing is.
///
/// New rows come in the order of the foreign keys, then the changed ones, then the rows of tables between two others;
/// what is deleted goes last, in the opposite order. Until all of it went well the objects are what they were.
template <class State>
class unit_of_work {
  using driver_type = typename State::driver_type;
  using schema = typename State::schema;

 public:
  explicit unit_of_work(State& state) : state_(state), parts_(make_parts(state, schema{})) {}

  void run() {
    try {
      each([this](auto& of) { find_orphans(state_, of); });
      for (bool grows = true; grows;) {
        grows = false;
        each([&](auto& of) { grows |= find_deleted_in_memory(state_, of); });
      }
      each([](auto& part) { part.check(); });
      send_all();
      if (before_.connection) before_.connection->release(before_).value_or_throw();
    } catch (...) {
      each([](auto& part) { part.undo(); });
      while (state_.dropped.size() > dropped_before_) {
        record* const one = state_.dropped.back();
        state_.dropped.pop_back();
        one->state = object_state::pending;
        one->store->pending.push_back(one);
      }
      if (before_.connection)
        (void)before_.connection->rollback_to(before_);
      else if (is_writing_)
        (void)state_.db().try_rollback();
      throw;
    }
    each([this](auto& part) { part.settle(state_); });
    state_.forget_dropped();
  }

 private:
  template <class... T>
  struct parts : flush_part<T>... {};

  template <class... T>
  static parts<T...> make_parts(State& state, metadata<T...>) {
    return parts<T...>{{state.template store<T>()}...};
  }

  State& state_;
  decltype(make_parts(std::declval<State&>(), schema{})) parts_;

  template <class T>
  flush_part<T>& part() noexcept {
    return parts_;
  }

  const std::size_t dropped_before_ = state_.dropped.size();
  savepoint_mark<driver_type> before_{};
  bool is_writing_ = false;

  /// The connection to write with. Where nothing was done before, all of the transaction can be undone; else the flush
  /// has a savepoint.
  pooled_connection<driver_type>* writing() {
    const bool is_first = !std::exchange(is_writing_, true);
    if (is_first && state_.in_transaction()) state_.db().pooled()->set_savepoint(before_).value_or_throw();
    return state_.db().pooled();
  }

  /// Calls `f` with each part, behind those that its table refers to, or else before them.
  template <class F>
  void each(F f, bool backwards = false) {
    each_of(f, schema{}, std::make_index_sequence<schema::size>{}, backwards);
  }
  template <class F, class... T, std::size_t... I>
  void each_of(F& f, metadata<T...>, std::index_sequence<I...>, bool backwards) {
    static constexpr auto order = schema::dependency_order();
    if (!backwards) {
      const int one[] = {0, (f(part<meta::nth_t<order[I], T...>>()), 0)...};
      (void)one;
    } else {
      const int one[] = {0, (f(part<meta::nth_t<order[schema::size - 1 - I], T...>>()), 0)...};
      (void)one;
    }
  }

  void send_all() {
    each([this]<class T>(flush_part<T>& of) {
      this->insert_all(of);
      this->give_keys_to_children(of);
    });
    each([this]<class T>(flush_part<T>& of) {
      for (record* one : of.store.touched) this->refer_to_parents(of, as<T>(*one));
    });
    each([this](auto& of) { this->let_children_go(of); });
    each([](auto& of) { of.check_keys(); });
    each([this](auto& of) { this->update_all(of); });
    if (find_all_deleted()) {
      each([this](auto& of) { this->leave_children(of); });
      each([this](auto& of) { this->update_all(of); });
    }
    each([this]<class T>(flush_part<T>&) { write_join_rows<T>(state_, [this] { return writing(); }); });
    each([this](auto& of) { this->delete_all(of); }, true);
  }

  template <class T>
  static object_record<T>& as(record& one) noexcept {
    return static_cast<object_record<T>&>(one);
  }

  static bool has_row(const record& one) noexcept { return one.state == object_state::persistent; }

  // --- New rows ------------------------------------------------------------------------------------------------------

  template <class T>
  void insert_all(flush_part<T>& of) {
    objects_list<T> waiting;
    waiting.reserve(of.store.pending.size());
    for (record* one : of.store.pending) waiting.push_back(&as<T>(*one));
    if constexpr (edges_t<T, T>::size == 0) {
      for (object_record<T>* one : waiting) this->refer_to_parents(of, *one);
      insert(of, waiting);
    } else {
      insert_in_waves(of, std::move(waiting));
    }
  }

  // Of a table that refers to itself, each row comes behind the one that it refers to.
  template <class T>
  void insert_in_waves(flush_part<T>& of, objects_list<T> waiting) {
    while (!waiting.empty()) {
      const objects_list<T> ready = take_referring_to_rows(waiting);
      for (object_record<T>* one : ready) this->refer_to_parents(of, *one);
      insert(of, ready);
      this->give_keys_to_children(of);
    }
  }

  template <class T>
  void insert(flush_part<T>& of, const objects_list<T>& objects) {
    if (objects.empty()) return;
    send_inserts<driver_type, T>(writing(), objects);
    for (object_record<T>* one : objects) {
      one->state = object_state::persistent;
      one->is_new = true;
      of.store.map.insert(*one);
      of.inserted.push_back(one);
    }
    for (object_record<T>* one : of.late)
      if (has_row(*one)) one->touch();
  }

  // --- Foreign keys --------------------------------------------------------------------------------------------------

  /// The foreign keys of an object become the keys of what it refers to.
  template <class T>
  void refer_to_parents(flush_part<T>& of, object_record<T>& object) {
    if (object.is_doomed) return;
    for_each_relation<T>([&]<class Relation>(Relation) {
      if constexpr (Relation::kind == relation_kind::many_to_one) {
        related_objects* const held = loaded_relation<Relation>(object);
        if (held && held->is_changed()) this->template refer_to_parent<Relation>(of, object, *held);
      }
    });
  }

  template <class Relation, class T>
  void refer_to_parent(flush_part<T>& of, object_record<T>& object, const related_objects& held) {
    using ends = key_ends<typename Relation::edge>;
    of.note(object);
    if (held.now().empty()) {
      if (!ends::may_be_null) refuse_orphan<Relation>(object);
      return ends::refer_to_none(object.object);
    }
    const auto& parent = as<typename Relation::target>(*held.now().front());
    if (has_row(parent)) return ends::refer(object.object, parent.object);
    // Its table comes later: a circle. It is updated when the other is there.
    if (!ends::may_be_null)
      parent.state == object_state::pending ? refuse_circle<Relation>() : refuse_orphan<Relation>(object);
    ends::refer_to_none(object.object);
    of.late.push_back(&object);
  }

  /// What new objects hold in their relations refers to them.
  template <class T>
  void give_keys_to_children(flush_part<T>& of) {
    for (auto* list : {&of.store.pending, &of.store.touched})
      for (std::size_t i = 0; i != list->size(); ++i)  // children of the same table join the list
        if (record* const one = (*list)[i]; has_row(*one) && !one->is_doomed)
          each_changed_child<T>(
              as<T>(*one), [this]<class Relation>(Relation, record& owner, const related_objects& held) {
                for (record* child : held.now())
                  if (child->state == object_state::persistent || child->state == object_state::pending)
                    this->template refer_child<Relation>(*child, owner);
              });
  }

  template <class Relation>
  void refer_child(record& one, record& owner) {
    using ends = key_ends<typename Relation::edge>;
    auto& child = as<typename Relation::target>(one);
    const auto& parent = as<typename Relation::owner>(owner);
    if (child.is_doomed || ends::refers(child.object, parent.object)) return;
    if (child.state == object_state::persistent) child.touch();
    part<typename Relation::target>().note(child);
    ends::refer(child.object, parent.object);
  }

  /// What was taken out of relations refers to their objects no more.
  template <class T>
  void let_children_go(flush_part<T>& of) {
    for (std::size_t i = 0; i != of.store.touched.size(); ++i)
      each_changed_child<T>(as<T>(*of.store.touched[i]),
                            [this]<class Relation>(Relation, record& owner, const related_objects& held) {
                              for (record* child : held.before())
                                if (!held.contains(child)) this->template let_child_go<Relation>(*child, owner);
                            });
  }

  /// What is left of the relations of deleted objects refers to them no more.
  template <class T>
  void leave_children(flush_part<T>& of) {
    for (record* one : of.store.doomed)
      for_each_relation<T>([&]<class Relation>(Relation) {
        if constexpr (Relation::kind == relation_kind::one_to_many && !Relation::cascade.deletes)
          if (const auto* held = loaded_relation<Relation>(as<T>(*one)))
            for (record* child : held->now()) this->template let_child_go<Relation>(*child, *one);
      });
  }

  template <class Relation>
  void let_child_go(record& one, record& owner) {
    using ends = key_ends<typename Relation::edge>;
    auto& child = as<typename Relation::target>(one);
    const auto& parent = as<typename Relation::owner>(owner);
    if (child.is_doomed || child.state != object_state::persistent || !ends::refers(child.object, parent.object))
      return;
    if (!ends::may_be_null) refuse_orphan<Relation>(child);
    child.touch();
    part<typename Relation::target>().note(child);
    ends::refer_to_none(child.object);
  }

  template <class T, class F>
  static void each_changed_child(object_record<T>& owner, F f) {
    for_each_relation<T>([&]<class Relation>(Relation of) {
      if constexpr (Relation::kind == relation_kind::one_to_many) {
        related_objects* const held = loaded_relation<Relation>(owner);
        if (held && held->is_changed()) f(of, owner, *held);
      }
    });
  }

  template <class Relation>
  [[noreturn, gnu::cold]] static void refuse_orphan(const record& child) {
    throw_refusal("sqlalloy: a " + std::string(child.store->name()) + " would be left without what " +
                  std::string(meta::type_name<typename Relation::owner>()) + "::" + std::string(Relation::name) +
                  " says, and its foreign key may not be NULL; remove() it, give it another, or say "
                  "sa::cascades<\"all, delete-orphan\">");
  }
  template <class Relation>
  [[noreturn, gnu::cold]] static void refuse_circle() {
    throw_refusal("sqlalloy: new objects refer to each other in a circle that cannot be ordered: the foreign key of " +
                  std::string(meta::type_name<typename Relation::owner>()) + "::" + std::string(Relation::name) +
                  " may not be NULL at first");
  }

  // --- Changed rows --------------------------------------------------------------------------------------------------

  template <class T>
  void update_all(flush_part<T>& of) {
    std::vector<std::pair<column_mask, object_record<T>*>> changes;
    const auto look = [&](object_record<T>& object) {
      if (object.is_doomed || object.is_expired) return;
      if (const column_mask mask = changed_columns(object.object, *object.before, changed_by_hand<T>.data()))
        changes.emplace_back(mask | version_mask<T>, &object);
    };
    for (record* one : of.store.touched) look(as<T>(*one));
    std::stable_sort(changes.begin(), changes.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (std::size_t i = 0; i != changes.size();) {
      objects_list<T> alike;
      const column_mask mask = changes[i].first;
      for (; i != changes.size() && changes[i].first == mask; ++i) alike.push_back(changes[i].second);
      auto* const connection = writing();
      for (object_record<T>* one : alike) count_version(one->object, *one->before);
      try {
        send_updates<driver_type, T>(connection, mask, alike);
      } catch (...) {
        for (object_record<T>* one : alike) reset_version(one->object, *one->before);
        throw;
      }
      for (object_record<T>* one : alike) {
        of.updated.emplace_back(one, std::move(one->before));
        one->take_snapshot();
      }
    }
  }

  // --- Deleted rows --------------------------------------------------------------------------------------------------

  // What is deleted along with others is looked for when all else is written, so that the database knows of it; whether
  // anything is deleted.
  bool find_all_deleted() {
    bool found = false;
    for (bool grows = true; grows; found |= grows) {
      grows = false;
      each([&](auto& of) { grows |= find_deleted(state_, of); });
    }
    return found;
  }

  template <class T>
  void delete_all(flush_part<T>& of) {
    objects_list<T> waiting;
    for (record* one : of.store.doomed) waiting.push_back(&as<T>(*one));
    if (waiting.empty()) return;
    if constexpr (edges_t<T, T>::size == 0) {
      send_deletes<driver_type, T>(writing(), waiting);
    } else {
      delete_in_waves(of, std::move(waiting));
    }
  }

  // Of a table that refers to itself, each row goes before the one that it refers to.
  template <class T>
  void delete_in_waves(flush_part<T>& of, objects_list<T> waiting) {
    while (!waiting.empty()) send_deletes<driver_type, T>(writing(), take_unreferred(of.store, waiting));
  }
};

/// Writes what has changed in a session.
template <class State>
void flush_session(State& state) {
  bool is_needed = false;
  state.each_store([&](auto& of) { is_needed |= !of.pending.empty() || !of.touched.empty() || !of.doomed.empty(); });
  if (is_needed) unit_of_work<State>(state).run();
}

/// A query sees what the session has changed.
template <class State>
void flush_before_query(State& state) {
  if (state.options.autoflush) flush_session(state);
}

}  // namespace sqlalloy::inline v0
