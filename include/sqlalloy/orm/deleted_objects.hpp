// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/orm/flush_part.hpp>
#include <sqlalloy/orm/load_relation.hpp>

#include <algorithm>
#include <utility>
#include <vector>

namespace sqlalloy::inline v0 {

/// What was taken out of a relation that it cannot be without is deleted.
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
      for (record* child : left)
        if (!std::binary_search(wanted.begin(), wanted.end(), child)) state.doom(*child);
    }
  });
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
