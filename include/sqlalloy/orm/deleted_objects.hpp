// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/orm/flush_part.hpp>
#include <sqlalloy/orm/record_order.hpp>
#include <sqlalloy/orm/relation_loading.hpp>
#include <sqlalloy/orm/session_objects.hpp>

#include <utility>
#include <vector>

namespace sqlalloy::inline v0 {

/// What an object of a relation says of its other side; null where it says nothing.
inline const related_objects* loaded_other_side(const relation_info& relation, record& object) {
  const relation_info* const other = relation.other_side();
  return other ? loaded_relation(*other, object) : nullptr;
}

/// What was taken out of a relation that it cannot be without is deleted; what is new leaves the session.
inline void find_orphans(session_objects& session, const flush_part& of, const relation_info& relation) {
  std::vector<record*> wanted, left;
  for (const record_store* store : session.stores()) {
    if (!store->is_kind_of(of.store.entity())) continue;
    for (const auto* list : {&store->touched, &store->pending})
      for (record* one : *list)
        if (const related_objects* held = loaded_relation(relation, *one); held && held->is_changed()) {
          for (record* child : held->now()) wanted.push_back(child);
          for (record* child : held->taken_out()) left.push_back(child);
        }
  }
  leave_each_once(wanted);
  for (record* child : left) {
    const related_objects* owner = loaded_other_side(relation, *child);  // whose collection may not be loaded
    if (!is_among(wanted, child) && (!owner || owner->now().empty())) session.doom(*child);
  }
  for (const record_store* store : session.stores()) {
    if (!store->is_kind_of(relation.target_entity)) continue;
    for (const auto* list : {&store->touched, &store->pending})
      for (record* child : std::vector<record*>(*list))
        if (const related_objects* owner = loaded_other_side(relation, *child);
            owner && owner->is_changed() && owner->now().empty())
          session.doom(*child);
  }
}
inline void find_orphans(session_objects& session, const flush_part& of) {
  for (const relation_info* relation : of.entity.own_relations)
    if (relation->kind == relation_kind::one_to_many && relation->cascade.delete_orphan)
      find_orphans(session, of, *relation);
}

/// What objects that stay have been given in a relation since the last flush.
inline std::vector<record*> find_given(const session_objects& session, const relation_info& relation) {
  std::vector<record*> given;
  for (const record_store* store : session.stores()) {
    if (!store->is_kind_of(relation.owner_entity)) continue;
    for (const auto* list : {&store->touched, &store->pending})
      for (record* one : *list) {
        const related_objects* const held = one->is_doomed ? nullptr : loaded_relation(relation, *one);
        if (!held || !held->is_changed()) continue;
        for (record* other : held->put_in()) given.push_back(other);
      }
  }
  leave_each_once(given);
  return given;
}

/// What objects hold in a relation is deleted along with them, unless it was given to others. Whether there was any.
inline bool doom_related(session_objects& session, const relation_info& relation, const std::vector<record*>& owners) {
  std::vector<record*> theirs;
  for (record* one : owners)
    if (const related_objects* held = loaded_relation(relation, *one))
      for (record* other : held->now()) {
        const related_objects* const said =
            relation.kind == relation_kind::one_to_many ? loaded_other_side(relation, *other) : nullptr;
        if (!said || !has_left(*said, *one)) theirs.push_back(other);
      }
  if (theirs.empty()) return false;
  const std::vector<record*> given = find_given(session, relation);
  bool found = false;
  for (record* other : theirs)
    if (!is_among(given, other)) found |= session.doom(*other);
  return found;
}

/// What is known to go along with deleted objects is deleted, before anything is written: what is new just leaves the
/// session. Whether there was any.
inline bool find_deleted_in_memory(session_objects& session, flush_part& of) {
  std::vector<record*> gone = of.store.doomed;
  for (record* one : session.dropped)
    if (one->store == &of.store) gone.push_back(one);
  bool found = false;
  for (const relation_info* relation : of.entity.relations)
    if (relation->cascade.deletes) found |= doom_related(session, *relation, gone);
  return found;
}

/// What goes along with deleted objects of a part is loaded, and deleted.
inline void find_deleted_along(session_objects& session, flush_part& of, const std::vector<record*>& objects) {
  for (const relation_info* relation : of.entity.relations) {
    std::vector<record*> loading;
    if (relation->cascade.deletes || relation->kind == relation_kind::one_to_many)
      for (record* one : objects)  // where the row stays the database deletes nothing along
        if (!relation->passive_deletes || one->leaves_row) loading.push_back(one);
    if (!loading.empty()) of.table.load(session, *relation, loading);
    if (relation->cascade.deletes) (void)doom_related(session, *relation, objects);
  }
}

/// The same of all deleted objects. False where there are no more of them than the last time.
inline bool find_deleted(session_objects& session, flush_part& of) {
  std::vector<record*> fresh;
  for (record* one : of.store.doomed)
    if (!std::exchange(one->is_expanded, true)) fresh.push_back(one);
  if (fresh.empty()) return false;
  find_deleted_along(session, of, fresh);
  return true;
}

}  // namespace sqlalloy::inline v0
