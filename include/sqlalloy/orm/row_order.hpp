// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/orm/key.hpp>
#include <sqlalloy/orm/object_store.hpp>

#include <algorithm>
#include <type_traits>
#include <utility>
#include <vector>

namespace sqlalloy::inline v0 {

/// Whether an object refers to one of its own table that has no row yet.
template <class T>
bool refers_to_no_row(object_record<T>& object) {
  bool found = false;
  for_each_relation<T>([&]<class Relation>(Relation) {
    if constexpr (Relation::kind == relation_kind::many_to_one && std::is_same_v<typename Relation::target, T>)
      if (const auto* held = loaded_relation<Relation>(object))
        for (const record* target : held->now())
          found |= target != &object && target->state != object_state::persistent;
  });
  return found;
}

/// Takes those out of a list that can be inserted now. Of a circle that is one, without what it refers to.
template <class T>
std::vector<object_record<T>*> take_referring_to_rows(std::vector<object_record<T>*>& waiting) {
  std::vector<object_record<T>*> ready, rest;
  for (object_record<T>* one : waiting) (refers_to_no_row(*one) ? rest : ready).push_back(one);
  if (ready.empty()) {
    ready.push_back(rest.front());
    rest.erase(rest.begin());
  }
  waiting = std::move(rest);
  return ready;
}

// The object of the same table to which one refers in the database.
template <class T, class Edge, class... More>
const record* parent_in_table(type_list<Edge, More...>, const object_store<T>& store, const object_record<T>& object) {
  using from = key_reader<typename Edge::from>;
  if constexpr (std::is_same_v<typename Edge::to, primary_key_t<T>>)
    if (from::is_whole(object.as_loaded())) return store.map.find(from::read(object.as_loaded()));
  return nullptr;
}

/// Takes those out of a list to which none of it refers, so that they can be deleted now. A circle is left to the
/// database, which may know to take it apart.
template <class T>
std::vector<object_record<T>*> take_unreferred(const object_store<T>& store, std::vector<object_record<T>*>& waiting) {
  std::vector<const record*> referred;
  for (object_record<T>* one : waiting)
    if (const record* parent = parent_in_table(edges_t<T, T>{}, store, *one); parent && parent != one)
      referred.push_back(parent);
  std::sort(referred.begin(), referred.end());
  std::vector<object_record<T>*> ready, rest;
  for (object_record<T>* one : waiting)
    (std::binary_search(referred.begin(), referred.end(), one) ? rest : ready).push_back(one);
  if (ready.empty()) ready.swap(rest);
  waiting = std::move(rest);
  return ready;
}

}  // namespace sqlalloy::inline v0
