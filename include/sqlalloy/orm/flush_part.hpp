// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/orm/object_store.hpp>
#include <sqlalloy/orm/send_objects.hpp>

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace sqlalloy::inline v0 {

template <class T>
using objects_list = std::vector<object_record<T>*>;

/// What a flush does to the objects of one struct, and what it takes to undo that in memory.
template <class T>
struct flush_part {
  object_store<T>& store;
  objects_list<T> inserted{};  ///< in the order in which their rows were
  objects_list<T> late{};      ///< to be updated once what they refer to is there
  std::vector<std::pair<object_record<T>*, std::unique_ptr<T>>> updated{};  ///< with what they were loaded as
  std::size_t doomed_before = store.doomed.size();
  std::vector<std::pair<object_record<T>*, T>> images{};  ///< objects as they were before the flush

  /// Keeps how an object is, before the flush changes it.
  void note(object_record<T>& object) {
    if (std::exchange(object.has_image, true)) return;
    images.emplace_back(&object, std::as_const(object.object));
  }

  /// What a flush would refuse, before anything is done.
  void check() {
    for (record* one : store.pending) check_new(static_cast<object_record<T>&>(*one).object);
    check_keys();
  }

  /// The same, of what was changed by the flush itself: a foreign key may be part of the key.
  void check_keys() const {
    for (record* one : store.touched) {
      const auto& object = static_cast<object_record<T>&>(*one);
      if (!primary_key_reader<T>::equal(primary_key_reader<T>::read(object.object),
                                        primary_key_reader<T>::read(*object.before)))
        throw_refusal("sqlalloy: the key of a " + std::string(store.name()) +
                      " was changed; a row keeps its key: remove() it and add() another");
    }
  }

  /// All is as it was before the flush.
  void undo() noexcept {
    for (auto one = updated.rbegin(); one != updated.rend(); ++one) {
      one->first->before = std::move(one->second);
      reset_version(one->first->object, *one->first->before);
    }
    while (store.doomed.size() > doomed_before) {
      store.doomed.back()->is_doomed = false;
      store.doomed.back()->unpin();
      store.doomed.pop_back();
    }
    for (record* one : store.doomed) one->is_expanded = false;
    for (object_record<T>* one : inserted) {
      store.untouch(*one);
      store.map.erase(*one);
      one->state = object_state::pending;
      one->is_new = false;
    }
    for (auto& [object, image] : images) {
      move_columns(image, object->object);
      object->has_image = false;
    }
    if constexpr (has_numbered_key<T>)
      for (object_record<T>* one : inserted) meta::field<key_member<primary_key_t<T>>::column.member>(one->object) = {};
  }

  /// What was done holds: new objects are persistent, deleted ones deleted.
  template <class State>
  void settle(State& state) {
    const auto relations_hold = [](record& one) {
      for_each_relation<T>([&one]<class Relation>(Relation) {
        if (auto* held = loaded_relation<Relation>(static_cast<object_record<T>&>(one))) held->settle();
      });
    };
    for (const auto& image : images) image.first->has_image = false;
    for (record* one : std::exchange(store.pending, {})) {
      state.created.push_back(one);  // its pin goes along
      relations_hold(*one);
      if constexpr (database_fills_columns<T>) one->is_expired = true;
    }
    for (record* one : store.touched) relations_hold(*one);
    for (record* one : std::exchange(store.doomed, {})) {
      one->is_doomed = false;
      relations_hold(*one);
      store.map.erase(static_cast<object_record<T>&>(*one));
      store.untouch(*one);
      one->state = object_state::deleted;
      state.removed.push_back(one);
    }
  }

 private:
  void check_new(const T& object) const {
    if constexpr (has_numbered_key<T>) {
      if (meta::field<key_member<primary_key_t<T>>::column.member>(object) != 0)
        throw_refusal("sqlalloy: a new " + std::string(store.name()) +
                      " has a key, but the database numbers its rows; leave the key out, or merge() the object");
    }
  }
};

}  // namespace sqlalloy::inline v0
