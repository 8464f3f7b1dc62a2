// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/orm/joined_pair.hpp>
#include <sqlalloy/orm/joined_query.hpp>
#include <sqlalloy/orm/load_relation.hpp>

#include <cstddef>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

namespace sqlalloy::inline v0 {

/// What the rows of a query say of one relation, until all of them are read.
template <class Level>
class joined_pairs;
template <class Relation, std::size_t Parent, class... Options>
class joined_pairs<joined_level<Relation, Parent, Options...>> {
 public:
  using relation = Relation;
  using owner_record = object_record<typename Relation::owner>;
  using target = typename Relation::target;

  void add(owner_record* owner, tracked<target> found) {
    if (!owner) return;
    pairs_.push_back({owner, found.get_record(), pairs_.size()});
    if (found) kept_.push_back(std::move(found));
  }

  /// Gives each object what it refers to, once and in the order of the rows; what was loaded before stays.
  template <class State>
  void finish(State& state, bool again) {
    leave_each_once(pairs_);
    relation_loading loading(info_of<Relation>::info, again);
    record* owner = nullptr;
    related_objects* held = nullptr;
    for (const joined_pair& one : pairs_) {
      if (one.owner != owner) held = loading.begin(*(owner = one.owner));
      if (!held || !one.target) continue;
      held->load(*one.target);
      if constexpr (Relation::kind == relation_kind::one_to_many)
        note_other_side(info_of<Relation>::info, *one.target, *owner);
    }
    loading.end(state, found_extent<State, target>);
    if constexpr (sizeof...(Options) != 0) {
      std::vector<record*> targets;
      for (const joined_pair& one : pairs_)
        if (one.target) targets.push_back(one.target);
      leave_each_once(targets);
      const int order[] = {(apply_option(state, Options{}, targets, again), 0)...};
      (void)order;
    }
  }

 private:
  std::vector<joined_pair> pairs_{};
  std::vector<tracked<target>> kept_{};  // until they are referred to
};

/// The objects of a query and those that it loads along with them, row by row.
template <class Entity, class Levels>
class joined_rows;
template <class Entity, class... Levels>
class joined_rows<Entity, type_list<Levels...>> {
 public:
  std::vector<tracked<Entity>> objects{};  ///< each once, in the order of the rows

  ~joined_rows() { forget_seen(); }

  /// Takes a row in: of structs, the first of which is the object, and the others those of the levels.
  template <class State, class Keys, class... Values>
  void add(State& state, row<Keys, Values...>& read, bool refresh) {
    add(state, read, refresh, std::index_sequence_for<Levels...>{});
  }

  template <class State>
  void finish(State& state, bool again) {
    forget_seen();
    std::apply([&](auto&... level) { (level.finish(state, again), ...); }, levels_);
  }

 private:
  std::tuple<joined_pairs<Levels>...> levels_{};

  void forget_seen() noexcept {
    for (const tracked<Entity>& object : objects) object.get_record()->is_seen = false;
  }

  template <class State, class Row, std::size_t... I>
  void add(State& state, Row& read, bool refresh, std::index_sequence<I...>) {
    auto object = keep_struct(state, read.template get<0>(), refresh);
    if (!object) return;
    auto found = std::tuple(object, keep_struct(state, read.template get<I + 1>(), refresh)...);
    const int order[] = {
        0, (std::get<I>(levels_).add(std::get<Levels::parent>(found).get_record(), std::get<I + 1>(found)), 0)...};
    (void)order;
    if (!std::exchange(object.get_record()->is_seen, true)) objects.push_back(std::move(object));
  }
};

}  // namespace sqlalloy::inline v0
