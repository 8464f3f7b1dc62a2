// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/orm/flush_part.hpp>
#include <sqlalloy/orm/load_relation.hpp>

#include <algorithm>
#include <utility>
#include <vector>

namespace sqlalloy::inline v0 {

/// What an object of a relation says of its other side; null where it says nothing.
template <class Relation>
const related_objects* loaded_other_side(record& object) noexcept {
  constexpr std::size_t field = other_side<Relation>;
  if constexpr (field == meta::field_count<typename Relation::target>)
    return nullptr;
  else
    return loaded_relation<relation_facts<typename Relation::target, field>>(
        static_cast<object_record<typename Relation::target>&>(object));
}

/// What was taken out of a relation that it cannot be without is deleted; what is new leaves the session.
template <class State, class T>
void find_orphans(State& state, flush_part<T>& of) {
  for_each_relation<T>([&]<class Relation>(Relation) {
    if constexpr (Relation::kind == relation_kind::one_to_many && Relation::cascade.delete_orphan) {
      std::vector<record*> wanted, left;
      for (auto* list : {&of.store.touched, &of.store.pending})
        for (record* one : *list)
          if (const auto* held = loaded_relation<Relation>(static_cast<object_record<T>&>(*one));
              held && held->is_changed()) {
            wanted.insert(wanted.end(), held->now().begin(), held->now().end());
            for (record* child : held->before())
              if (!held->contains(child)) left.push_back(child);
          }
      std::sort(wanted.begin(), wanted.end());
      for (record* child : left) {
        const auto* owner = loaded_other_side<Relation>(*child);  // whose collection may not be loaded
        if (!std::binary_search(wanted.begin(), wanted.end(), child) && (!owner || owner->now().empty()))
          state.doom(*child);
      }
      for (record* child : std::vector<record*>(state.template store<typename Relation::target>().pending))
        if (const auto* owner = loaded_other_side<Relation>(*child);
            owner && owner->is_changed() && owner->now().empty())
          state.doom(*child);
    }
  });
}

/// What is known to go along with deleted objects is deleted, before anything is written: what is new just leaves the
/// session. Whether there was any.
template <class State, class T>
bool find_deleted_in_memory(State& state, flush_part<T>& of) {
  std::vector<record*> gone = of.store.doomed;
  for (record* one : state.dropped)
    if (one->store == &of.store) gone.push_back(one);
  bool found = false;
  for_each_relation<T>([&]<class Relation>(Relation) {
    if constexpr (Relation::kind != relation_kind::many_to_many && Relation::cascade.deletes)
      for (record* one : gone)
        if (const auto* held = loaded_relation<Relation>(static_cast<object_record<T>&>(*one)))
          for (record* other : std::vector<record*>(held->now())) found |= state.doom(*other);
  });
  return found;
}

/// What goes along with deleted objects is deleted. False where there are no more of them than the last time.
template <class State, class T>
bool find_deleted(State& state, flush_part<T>& of) {
  std::vector<record*> fresh;
  for (record* one : of.store.doomed)
    if (!std::exchange(one->is_expanded, true)) fresh.push_back(one);
  if (fresh.empty()) return false;
  for_each_relation<T>([&]<class Relation>(Relation) {
    objects_list<T> owners;
    for (record* one : fresh) owners.push_back(static_cast<object_record<T>*>(one));
    if constexpr (Relation::kind == relation_kind::one_to_many) {
      if constexpr (!Relation::passive_deletes) load_relation<Relation>(state, owners, false);
      if constexpr (Relation::cascade.deletes)
        for (object_record<T>* one : owners)
          if (const auto* held = loaded_relation<Relation>(*one))
            for (record* child : std::vector<record*>(held->now())) state.doom(*child);
    } else if constexpr (Relation::kind == relation_kind::many_to_one && Relation::cascade.deletes) {
      load_relation<Relation>(state, owners, false);
      for (object_record<T>* one : owners)
        if (const auto* held = loaded_relation<Relation>(*one))
          for (record* parent : std::vector<record*>(held->now())) state.doom(*parent);
    }
  });
  return true;
}

}  // namespace sqlalloy::inline v0
