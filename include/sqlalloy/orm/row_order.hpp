// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/orm/key.hpp>
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

// The objects to which one refers in the database by a foreign key, if that leads to rows of the same table.
template <class T, class Edge>
void add_parent(const object_store<T>& store, const object_record<T>& object, std::vector<record*>& into) {
  if constexpr (!std::is_void_v<Edge>) {
    using target = typename Edge::target;
    using from = key_reader<typename Edge::from>;
    if constexpr (std::is_same_v<table_owner_t<target>, table_owner_t<T>> &&
                  std::is_same_v<typename Edge::to, primary_key_t<target>>)
      if (from::is_whole(object.as_loaded()))
        if (record* const parent = store.known().find(from::read(object.as_loaded()))) into.push_back(parent);
  }
}
template <class T, class... Options>
void add_parents(type_list<Options...>, const object_store<T>& store, const object_record<T>& object,
                 std::vector<record*>& into) {
  const int order[] = {0, (add_parent<T, typename edge_of<Options>::type>(store, object, into), 0)...};
  (void)order;
}

/// Takes those out of a list to which none of it refers, so that they can be deleted now. A circle is left to the
/// database, which may know to take it apart. `add_parents(object, list)` adds those that an object refers to.
template <class Parents>
std::vector<record*> take_unreferred(std::vector<record*>& waiting, Parents add_parents_of) {
  std::vector<record*> referred, of_one;
  for (record* one : waiting) {
    of_one.clear();
    add_parents_of(*one, of_one);
    for (record* parent : of_one)
      if (parent != one) referred.push_back(parent);
  }
  leave_each_once(referred);
  std::vector<record*> ready, rest;
  for (record* one : waiting) (is_among(referred, one) ? rest : ready).push_back(one);
  if (ready.empty()) ready.swap(rest);
  waiting = std::move(rest);
  return ready;
}

}  // namespace sqlalloy::inline v0
