// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/orm/deleted_objects.hpp>
#include <sqlalloy/orm/flush_parts.hpp>
#include <sqlalloy/orm/session_objects.hpp>

#include <string>
#include <vector>

namespace sqlalloy::inline v0 {

/// The object whose row a new one takes over, because it has the same key and is to be deleted; null where there is
/// none.
inline record* find_former(const flush_part& of, const record& object) {
  if (of.entity.numbers_rows && !object.has_own_key) return nullptr;
  record* const former = object.store->find_row_of(object);
  if (!former || !former->is_doomed || former->leaves_row) return nullptr;
  if (former->entity() != object.entity())
    throw_refusal("sqlalloy: a new " + std::string(object.store->name()) + " has the key of a " +
                  std::string(former->store->name()) +
                  " that is to be deleted, and a row keeps its kind; flush() before it is added");
  return former;
}

/// The session knows a new object for the row of a former one, as if it had been loaded as that, and changed since.
inline void take_over_row(const flush_part& of, record& object, record& former) {
  former.store->forget(former);
  object.state = object_state::persistent;
  object.is_new = true;
  object.store->remember(object);
  object.touch();
  of.entity.take_row(object, former);
}

/// New objects of a part take over the rows that they were given.
inline void take_over_rows(session_objects& session, flush_part& of) {
  std::vector<record*> former;
  for (const auto& one : of.switched)
    if (one.first->state == object_state::pending) former.push_back(one.second);
  if (former.empty()) return;
  for (record* one : former)
    if (one->is_expired || one->missing != 0) one->store->reload(*one);
  // Now, because later what refers to the row may be what was given to the new object.
  find_deleted_along(session, of, former);
  for (const auto& one : of.switched)
    if (one.first->state == object_state::pending) take_over_row(of, *one.first, *one.second);
}

/// New objects take over the rows of those to be deleted that have their keys, to be updated: SQLAlchemy's row switch.
/// A DELETE would come too late for their INSERT. Gives the others, whose rows are to be inserted into the table of a
/// part.
inline std::vector<record*> switch_rows(session_objects& session, const flush_parts& parts, const flush_part& of,
                                        const std::vector<record*>& objects) {
  bool has_doomed = false;
  for (const flush_part& one : parts) has_doomed = has_doomed || !one.store.doomed.empty();
  if (!has_doomed) return objects;
  std::vector<record*> fresh;
  for (record* one : objects) {
    record* const former = of.has_key() ? find_former(of, *one) : nullptr;
    if (former) {
      flush_part& its = parts.of(*one);
      its.note(*one);
      its.switched.emplace_back(one, former);
      one->takes_row = former->leaves_row = true;
    } else if (!one->takes_row) {
      fresh.push_back(one);
    }
  }
  for (flush_part& one : parts) take_over_rows(session, one);
  return fresh;
}

/// Whether the new object that has the row of a former one now was given that in a relation.
inline bool is_held_by_heir(const relation_info& relation, const record& child, const record& former) {
  const related_objects* const held = loaded_relation(relation, *former.store->find_row_of(former));
  return held && held->contains(&child);
}

}  // namespace sqlalloy::inline v0
