// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/orm/key.hpp>
#include <sqlalloy/orm/object_store.hpp>
#include <sqlalloy/orm/record_order.hpp>

#include <type_traits>
#include <utility>
#include <vector>

namespace sqlalloy::inline v0 {

/// Whether an object refers to one of its own table that has no row yet.
inline bool refers_to_no_row(record& object, relation_list relations, const void* entity,
                             const std::vector<record*>& waiting) {
  for (const relation_info* relation : relations)
    if (relation->kind == relation_kind::many_to_one && relation->target_entity == entity)
      if (const related_objects* held = loaded_relation(*relation, object))
        for (record* target : held->now())
          if (target != &object && (target->state != object_state::persistent || is_among(waiting, target)))
            return true;
  return false;
}

/// Takes those out of a list that can be inserted now into the table of a struct. Of a circle that is one, without what
/// it refers to.
inline std::vector<record*> take_referring_to_rows(std::vector<record*>& waiting, relation_list relations,
                                                   const void* entity) {
  std::vector<record*> sorted = waiting;
  leave_each_once(sorted);
  std::vector<record*> ready, rest;
  for (record* one : waiting) (refers_to_no_row(*one, relations, entity, sorted) ? rest : ready).push_back(one);
  if (ready.empty()) {
    ready.push_back(rest.front());
    rest.erase(rest.begin());
  }
  waiting = std::move(rest);
  return ready;
}

/// The object of the same table to which one refers in the database.
template <class T>
record* parent_in_table(type_list<>, const object_store<T>&, const object_record<T>&) {
  return nullptr;
}
template <class T, class Edge, class... More>
record* parent_in_table(type_list<Edge, More...>, const object_store<T>& store, const object_record<T>& object) {
  using from = key_reader<typename Edge::from>;
  if constexpr (std::is_same_v<typename Edge::to, primary_key_t<T>>)
    if (from::is_whole(object.as_loaded())) return store.find(from::read(object.as_loaded()));
  return nullptr;
}

/// Takes those out of a list to which none of it refers, so that they can be deleted now. A circle is left to the
/// database, which may know to take it apart.
inline std::vector<record*> take_unreferred(std::vector<record*>& waiting, record* (*parent_of)(const record&)) {
  std::vector<record*> referred;
  for (record* one : waiting)
    if (record* const parent = parent_of(*one); parent && parent != one) referred.push_back(parent);
  leave_each_once(referred);
  std::vector<record*> ready, rest;
  for (record* one : waiting) (is_among(referred, one) ? rest : ready).push_back(one);
  if (ready.empty()) ready.swap(rest);
  waiting = std::move(rest);
  return ready;
}

}  // namespace sqlalloy::inline v0
