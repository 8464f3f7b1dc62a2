// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/orm/entity_functions.hpp>
#include <sqlalloy/orm/table_functions.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace sqlalloy::inline v0 {

/// What a flush does to the objects of one struct and to the rows of its table, and what it takes to undo that in
/// memory.
struct flush_part {
  record_store& store;
  const entity_functions& entity;
  const table_functions& table;
  const record_store* table_of = &store;                   ///< of the struct whose table it is
  bool refers_to_itself = false;                           ///< that table, by whichever struct
  bool refers_ahead = false;                               ///< it refers to one that comes behind it, in a circle
  std::vector<record_store*> others{};                     ///< whose objects have such a row, and more of it elsewhere
  std::vector<record*> inserted{};                         ///< in the order in which their rows were
  std::vector<record*> late{};                             ///< to be updated once what they refer to is there
  std::vector<std::pair<record*, column_copy>> updated{};  ///< with what they were loaded as
  std::vector<std::pair<record*, record*>> switched{};     ///< new objects, and those whose rows they take over
  std::size_t doomed_before = store.doomed.size();
  /// An object as it was before the flush.
  struct image {
    record* object;
    column_copy columns;
    std::uint64_t missing;
  };
  std::vector<image> images{};

  /// Whether the key of a row is given by this table, and by no other one that has the rest of it.
  bool has_key() const noexcept { return !store.upper; }

  /// Whether it is the part of the struct whose table it is.
  bool leads() const noexcept { return table_of == &store; }

  /// Calls `f` with each object that has a row in this table, of one of the lists of a store; the list may grow.
  template <class F>
  void each_row(std::vector<record*> record_store::*list, F f) const {
    for (std::size_t i = 0; i != (store.*list).size(); ++i) f(*(store.*list)[i]);
    for (record_store* other : others)
      for (std::size_t i = 0; i != (other->*list).size(); ++i) f(*(other->*list)[i]);
  }
  /// Whether rows are to be inserted by it.
  bool has_new() const noexcept {
    bool found = !store.pending.empty();
    for (const record_store* other : others) found = found || !other->pending.empty();
    return found;
  }
  /// Keeps how an object is, before the flush changes it.
  void note(record& object) {
    if (std::exchange(object.has_image, true)) return;
    images.push_back({&object, object.copy_columns(), object.missing});
  }

  /// What a flush would refuse, before anything is done.
  void check() const {
    each_row(&record_store::pending, [this](const record& one) {
      if (entity.has_given_key(one) && !one.has_own_key)
        throw_refusal("sqlalloy: a new " + std::string(one.store->name()) +
                      " has a key, but the database numbers its rows; leave the key out, or merge() the object");
    });
    for (const auto* list : {&store.pending, &store.touched})
      for (const record* one : *list) check_kind(*one);
    check_keys();
  }
  void check_kind(const record& object) const {
    if (!entity.keeps_kind(object))
      throw_refusal("sqlalloy: the kind of a " + std::string(store.name()) +
                    " was changed; it follows from the struct: remove() it and add() one of another");
  }

  /// The same, of what was changed by the flush itself: a foreign key may be part of the key.
  void check_keys() const {
    for (const record* one : store.touched) check_key(*one);
  }
  void check_key(const record& object) const {
    if (!entity.keeps_key(object))
      throw_refusal("sqlalloy: the key of a " + std::string(object.store->name()) +
                    " was changed; a row keeps its key: remove() it and add() another");
  }

  /// All is as it was before the flush, but for the numbers that the database has counted.
  void undo() noexcept {
    for (auto one = updated.rbegin(); one != updated.rend(); ++one) {
      one->first->is_expired = false;
      one->first->put_back_snapshot(std::move(one->second));
    }
    for (const auto& [object, former] : switched) undo_switch(*object, *former);
    while (store.doomed.size() > doomed_before) {
      store.doomed.back()->is_doomed = false;
      store.doomed.back()->unpin();
      store.doomed.pop_back();
    }
    for (record* one : store.doomed) one->is_expanded = false;
    if (!has_key()) inserted.clear();
    for (record* one : inserted) {
      one->store->untouch(*one);
      one->store->forget(*one);
      one->state = object_state::pending;
      one->is_new = one->is_expired = false;
      one->rows_of = nullptr;
      one->note_session();
    }
    for (image& one : images) {
      one.object->put_back_columns(std::move(one.columns));
      one.object->missing = one.missing;
      one.object->has_image = false;
    }
  }
  /// These too, once all parts have put back what objects had: an image may be of a key or a version that was counted.
  void undo_numbers() noexcept {
    for (record* one : inserted) store.clear_number(*one);
    for (const auto& one : updated)
      if (one.first->has_snapshot()) entity.reset_version(*one.first);  // else it is new
  }

  /// What was done holds: new objects are persistent, deleted ones deleted.
  void settle(std::vector<record*>& created, std::vector<record*>& removed) {
    for (const image& one : images) one.object->has_image = false;
    for (const auto& [object, former] : switched) object->takes_row = former->leaves_row = false;
    const std::size_t before = created.size();
    if (created.empty()) created.reserve(store.pending.size());
    for (record* one : std::exchange(store.pending, {})) {
      created.push_back(one);  // its pin goes along
      settle_relations_of_new(*one, entity.relations);
    }
    for (record* one : store.touched) settle_relations(*one);
    for (record* one : store.doomed) {
      settle_relations(*one);
      store.forget(*one);
    }
    store.untouch_all([](const record& one) { return one.is_doomed; });
    for (std::size_t i = before; i != created.size(); ++i)
      if (!created[i]->is_doomed) created[i]->touch_if_reached();
    for (record* one : std::exchange(store.doomed, {})) {
      one->is_doomed = false;
      one->state = object_state::deleted;
      removed.push_back(one);
    }
  }

 private:
  static void undo_switch(record& object, record& former) noexcept {
    object.takes_row = former.leaves_row = false;
    if (object.state != object_state::persistent) return;  // what failed came before
    object.store->untouch(object);
    object.store->forget(object);
    object.state = object_state::pending;
    object.is_new = object.is_expired = false;
    former.store->remember(former);
  }

  void settle_relations(record& object) const {
    for (const relation_info* relation : entity.relations)
      if (related_objects* held = loaded_relation(*relation, object)) held->settle();
  }
};

}  // namespace sqlalloy::inline v0
