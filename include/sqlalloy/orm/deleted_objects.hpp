// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/orm/flush_part.hpp>
#include <sqlalloy/orm/record_order.hpp>
#include <sqlalloy/orm/relation_loading.hpp>
#include <sqlalloy/orm/session_objects.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
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

/// What objects have been given in relations since the last flush; it is looked up once for each relation.
class given_objects {
 public:
  explicit given_objects(const session_objects& session) noexcept : session_(session) {}

  /// Whether an object was given to one that stays.
  bool has(const relation_info& relation, const record& object) {
    const std::vector<numbered_record>& given = of(relation);
    const std::uint64_t number = address_number(object);
    for (std::size_t i = first_of_number(given, number); i != given.size() && given[i].number == number; ++i)
      if (const record& owner = *given[i].object; !owner.is_doomed && owner.is_admitted()) return true;
    return false;
  }

 private:
  struct by_relation {
    const relation_info* relation;
    std::vector<numbered_record> given;  // the numbers are those of what was given, the objects whose it is
  };
  const session_objects& session_;
  std::vector<by_relation> all_{};

  const std::vector<numbered_record>& of(const relation_info& relation) {
    for (const by_relation& one : all_)
      if (one.relation == &relation) return one.given;
    all_.push_back({&relation, {}});
    for (const record_store* store : session_.stores()) {
      if (!store->is_kind_of(relation.owner_entity)) continue;
      for (const auto* list : {&store->touched, &store->pending})
        for (record* one : *list)
          if (const related_objects* held = loaded_relation(relation, *one); held && held->is_changed())
            for (const record* other : held->put_in()) all_.back().given.push_back({address_number(*other), one});
    }
    sort_by_number(all_.back().given);
    return all_.back().given;
  }
};

/// What objects hold in a relation is deleted along with them, unless it was given to others. Whether there was any.
inline bool doom_related(session_objects& session, const relation_info& relation, const std::vector<record*>& owners,
                         given_objects& given) {
  bool found = false;
  for (record* one : owners)
    if (const related_objects* held = loaded_relation(relation, *one))
      for (record* other : held->now()) {
        const related_objects* const said =
            relation.kind == relation_kind::one_to_many ? loaded_other_side(relation, *other) : nullptr;
        if ((!said || !has_left(*said, *one)) && !given.has(relation, *other)) found |= session.doom(*other);
      }
  return found;
}

/// What is known to go along with deleted objects is deleted, before anything is written: what is new just leaves the
/// session.
inline void find_deleted_in_memory(session_objects& session, std::span<flush_part> parts) {
  given_objects given(session);
  std::vector<std::size_t> doomed(parts.size()), dropped(parts.size());  // so many of them have been looked at
  for (bool found = true; found;) {
    found = false;
    for (std::size_t i = 0; i != parts.size(); ++i) {
      const record_store& store = parts[i].store;
      std::vector<record*> gone;
      for (; doomed[i] != store.doomed.size(); ++doomed[i]) gone.push_back(store.doomed[doomed[i]]);
      for (; dropped[i] != session.dropped.size(); ++dropped[i])
        if (record* const one = session.dropped[dropped[i]]; one->store == &store) gone.push_back(one);
      for (const relation_info* relation : parts[i].entity.relations)
        if (relation->cascade.deletes) found |= doom_related(session, *relation, gone, given);
    }
  }
}

/// What goes along with deleted objects of a part is loaded, and deleted.
inline void find_deleted_along(session_objects& session, flush_part& of, const std::vector<record*>& objects) {
  for (const relation_info* relation : of.entity.relations) {
    std::vector<record*> loading;
    if (relation->cascade.deletes || relation->kind == relation_kind::one_to_many)
      for (record* one : objects)  // where the row stays the database deletes nothing along
        if (!relation->passive_deletes || one->leaves_row) loading.push_back(one);
    if (!loading.empty()) of.table.load(session, *relation, loading);
    if (!relation->cascade.deletes) continue;
    given_objects given(session);
    (void)doom_related(session, *relation, objects, given);
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
