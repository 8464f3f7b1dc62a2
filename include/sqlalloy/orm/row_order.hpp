// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/orm/key.hpp>
#include <sqlalloy/orm/key_edges.hpp>
#include <sqlalloy/orm/object_store.hpp>
#include <sqlalloy/orm/record_order.hpp>

#include <type_traits>
#include <utility>
#include <vector>

namespace sqlalloy::inline v0 {

/// Whether an object refers to one of others, which are sorted.
inline bool refers_to_one_of(record& object, relation_list relations, const std::vector<record*>& others) {
  for (const relation_info* relation : relations)
    if (relation->kind == relation_kind::many_to_one)
      if (const related_objects* held = loaded_relation(*relation, object))
        for (record* target : held->now())
          if (target != &object && is_among(others, target)) return true;
  return false;
}

/// Takes those out of a list that refer to none of it, and can be inserted now. Of a circle that is one.
/// `relations_of(object)` gives the relations that count.
template <class Relations>
std::vector<record*> take_referring_to_rows(std::vector<record*>& waiting, Relations relations_of_object) {
  std::vector<record*> sorted = waiting;
  leave_each_once(sorted);
  std::vector<record*> ready, rest;
  for (record* one : waiting) (refers_to_one_of(*one, relations_of_object(*one), sorted) ? rest : ready).push_back(one);
  if (ready.empty()) {
    ready.push_back(rest.front());
    rest.erase(rest.begin());
  }
  waiting = std::move(rest);
  return ready;
}

/// An object to which the row of another one refers in the database.
struct row_parent {
  record* object;
  const record_store* store;     ///< of the struct that the foreign key names
  void (*leave)(record& child);  ///< makes it refer to none; null where it may not be NULL
};

template <class Edge, class T>
void refer_to_none(record& child) {
  key_ends<Edge>::refer_to_none(static_cast<object_record<T>&>(child).object);
}

// Those to which one refers by a foreign key, as far as the session has them.
template <class T, class Edge>
void add_parent(const object_record<T>& object, std::vector<row_parent>& into) {
  if constexpr (!std::is_void_v<Edge>) {
    using target = typename Edge::target;
    using from = key_reader<typename Edge::from>;
    if constexpr (std::is_same_v<typename Edge::to, primary_key_t<target>>) {
      const record_store* const store = object.store->core->store_of(&entity_tag<target>);
      if (!store || !from::is_whole(object.as_loaded())) return;
      if (record* parent = static_cast<const object_store<target>*>(store)->find(from::read(object.as_loaded())))
        into.push_back({parent, store, may_refer_to_none<typename Edge::from> ? &refer_to_none<Edge, T> : nullptr});
    }
  }
}
template <class T, class... Options>
void add_parents(type_list<Options...>, const object_record<T>& object, std::vector<row_parent>& into) {
  const int order[] = {0, (add_parent<T, typename edge_of<Options>::type>(object, into), 0)...};
  (void)order;
}

/// Takes those out of a list to which none of it refers, so that they can be deleted now; none where all are in
/// circles. `add_parents(object, list)` adds those that an object refers to.
template <class Parents>
std::vector<record*> take_unreferred(std::vector<record*>& waiting, Parents add_parents_of) {
  std::vector<record*> referred;
  std::vector<row_parent> of_one;
  for (record* one : waiting) {
    of_one.clear();
    add_parents_of(*one, of_one);
    for (const row_parent& parent : of_one)
      if (parent.object != one) referred.push_back(parent.object);
  }
  leave_each_once(referred);
  std::vector<record*> ready, rest;
  for (record* one : waiting) (is_among(referred, one) ? rest : ready).push_back(one);
  waiting = std::move(rest);
  return ready;
}

}  // namespace sqlalloy::inline v0
