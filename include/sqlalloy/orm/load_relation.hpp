// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/orm/column_loading.hpp>
#include <sqlalloy/orm/key_edges.hpp>
#include <sqlalloy/orm/read_missing.hpp>
#include <sqlalloy/orm/read_rows.hpp>
#include <sqlalloy/orm/record_order.hpp>
#include <sqlalloy/orm/relation_loading.hpp>
#include <sqlalloy/orm/row_queries.hpp>
#include <sqlalloy/orm/session_state.hpp>

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace sqlalloy::inline v0 {

/// Objects by the values of some of their columns.
template <class T, class Columns>
class objects_by {
  using reader = key_reader<Columns>;

 public:
  using key = typename reader::type;

  void add(record& object) { all_.push_back({reader::hash(of(object)), &object}); }
  void sort() { sort_by_number(all_); }

  /// Calls `f` with the values that there are, with each once.
  template <class F>
  void each_key(F f) const {
    for (std::size_t at = 0; at != all_.size(); ++at) {
      const key values = of(*all_[at].object);
      std::size_t same = at;
      while (same != 0 && all_[same - 1].number == all_[at].number &&
             !reader::equal(of(*all_[same - 1].object), values))
        --same;
      if (same == 0 || all_[same - 1].number != all_[at].number) f(values);
    }
  }

  /// Calls `f` with each that has these values.
  template <class F>
  void each(const key& wanted, F f) const {
    const std::uint64_t hash = reader::hash(wanted);
    for (std::size_t at = first_of_number(all_, hash); at != all_.size() && all_[at].number == hash; ++at)
      if (reader::equal(of(*all_[at].object), wanted)) f(static_cast<object_record<T>&>(*all_[at].object));
  }

 private:
  std::vector<numbered_record> all_{};

  static key of(const record& object) { return reader::read(static_cast<const object_record<T>&>(object).object); }
};

template <auto... Keys, class Query>
auto in_collection_order(collection_order<Keys...>, Query query) {
  if constexpr (sizeof...(Keys) == 0)
    return query;
  else
    return std::move(query).order_by(Keys...);
}

/// The columns of an owner by which its relation is loaded.
template <class Relation>
inline constexpr column_mask bits_of_owner =
    bits_beside_key<typename key_ends<std::conditional_t<Relation::kind == relation_kind::many_to_many,
                                                         typename Relation::to_owner, typename Relation::edge>>::to>;
template <class Relation>
  requires(Relation::kind == relation_kind::many_to_one)
inline constexpr column_mask bits_of_owner<Relation> =
    bits_beside_key<typename key_ends<typename Relation::edge>::from>;

/// Reads owners again that have expired, and those whose relation is to be loaded by columns that they miss.
template <class Relation, class State>
void read_owners(State& state, const std::vector<record*>& owners, bool again) {
  constexpr column_mask needed = bits_of_owner<Relation>;
  std::vector<record*> lacking;
  for (record* const one : owners)
    if (one->is_expired || ((one->missing & needed) != 0 && is_to_be_loaded(info_of<Relation>::info, *one, again)))
      lacking.push_back(one);
  read_missing<typename Relation::owner>(state, lacking, needed);
  for (const record* one : lacking)
    if (one->state == object_state::persistent && (one->missing & needed) != 0) one->store->refuse_gone();
}

/// Loads the relation of objects by one statement, or none, with the columns that the options want. Those that are
/// loaded stay as they are, unless `again`, and so do the columns of the objects that are found. Owners that have
/// expired, or miss the columns for it, are read by one statement more.
template <class Relation, class... Options, class State>
void load_relation(State& state, const std::vector<record*>& owners, bool again) {
  read_owners<Relation>(state, owners, again);
  if constexpr (Relation::kind == relation_kind::many_to_many)
    load_through_table<Relation, Options...>(state, owners, again);
  else if constexpr (Relation::kind == relation_kind::one_to_many)
    load_children<Relation, Options...>(state, owners, again);
  else
    load_parents<Relation, Options...>(state, owners, again);
}

template <class Relation, class... Options, class State>
void load_children(State& state, const std::vector<record*>& owners, bool again) {
  using target = typename Relation::target;
  using ends = key_ends<typename Relation::edge>;
  relation_loading loading(info_of<Relation>::info, again);
  objects_by<typename Relation::owner, typename ends::to> index;
  key_lists<typename ends::to> keys;
  for (record* const one : owners) {
    auto* const owner = static_cast<object_record<typename Relation::owner>*>(one);
    if (!loading.begin(*owner) || !key_reader<typename ends::to>::is_whole(owner->object)) continue;
    index.add(*owner);
    keys.add(key_reader<typename ends::to>::read(owner->object));
  }
  if (keys.empty()) return loading.end(state, found_extent<State, target>);
  index.sort();
  const auto query = with_wanted_columns<Options...>(in_collection_order(
      typename Relation::order{}, guarded(state.limits, keys.among(typename ends::from{}, select<target>()))));
  using row = tracked_row<row_t<std::remove_const_t<decltype(query)>>>;
  read_rows(state.db().pooled(), query, held_arguments<>{}, [&](auto& rows) {
    const tracked<target> child = row::read(state, rows, again);
    if (!child) return false;
    object_record<target>& found = *child.get_record();
    if (!key_reader<typename ends::from>::is_whole(found.object)) return true;
    index.each(key_reader<typename ends::from>::read(found.object), [&found](auto& owner) {
      related_objects& held = *loaded_relation<Relation>(owner);
      held.load(found);
      note_other_side(info_of<Relation>::info, found, owner);
    });
    return true;
  });
  loading.end(state, found_extent<State, target>);
}

template <class T>
std::vector<record*> records_of(const std::vector<tracked<T>>& objects) {
  std::vector<record*> all;
  for (const tracked<T>& one : objects) all.push_back(one.get_record());
  return all;
}

template <class Relation, class... Options, class State>
void load_parents(State& state, const std::vector<record*>& owners, bool again) {
  using target = typename Relation::target;
  using ends = key_ends<typename Relation::edge>;
  using from = key_reader<typename ends::from>;
  constexpr bool by_primary_key = std::is_same_v<typename ends::to, primary_key_t<target>>;
  auto& store = state.template store<target>();
  relation_loading loading(info_of<Relation>::info, again);
  std::vector<std::pair<object_record<typename Relation::owner>*, related_objects*>> waiting;
  std::vector<tracked<target>> found;  // kept until they are referred to
  objects_by<target, typename ends::to> index;
  key_lists<typename ends::to> keys;
  objects_by<typename Relation::owner, typename ends::from> missing;
  for (record* const one : owners) {
    auto* const owner = static_cast<object_record<typename Relation::owner>*>(one);
    related_objects* const held = loading.begin(*owner);
    if (!held || !from::is_whole(owner->object)) continue;
    waiting.emplace_back(owner, held);
    if constexpr (by_primary_key)
      if (const auto* known = store.find(from::read(owner->object)); known && !known->is_expired && !again) continue;
    missing.add(*owner);
  }
  missing.sort();
  missing.each_key([&keys](const auto& key) { keys.add(key); });
  if (!keys.empty()) {
    const auto query =
        with_wanted_columns<Options...>(guarded(state.limits, keys.among(typename ends::to{}, select<target>())));
    using row = tracked_row<row_t<std::remove_const_t<decltype(query)>>>;
    read_rows(state.db().pooled(), query, held_arguments<>{}, [&](auto& rows) {
      tracked<target> parent = row::read(state, rows, again);
      if (!parent) return false;
      found.push_back(std::move(parent));
      return true;
    });
  }
  if constexpr (!by_primary_key) {
    read_missing<target>(state, records_of(found), bits_beside_key<typename ends::to>);  // an option may leave it out
    for (const tracked<target>& one : found)
      if (key_reader<typename ends::to>::is_whole(one.get_record()->object)) index.add(*one.get_record());
    index.sort();
  }
  for (const auto& [owner, held] : waiting) {
    const auto key = from::read(owner->object);
    if constexpr (by_primary_key) {
      if (auto* const parent = store.find(key)) held->load(*parent);
    } else {
      index.each(key, [held = held](auto& parent) { held->load(parent); });
    }
  }
  loading.end(state, found_extent<State, target>);
}

// The struct of a row of which all or some columns were read.
template <class T>
const T& struct_of(const T& read) {
  return read;
}
template <class T, auto Wanted>
const T& struct_of(const entity_part<T, Wanted>& part) {
  return part.object;
}

template <class Relation, class... Options, class State>
void load_through_table(State& state, const std::vector<record*>& owners, bool again) {
  using target = typename Relation::target;
  using secondary = typename Relation::secondary;
  using owner_ends = key_ends<typename Relation::to_owner>;
  relation_loading loading(info_of<Relation>::info, again);
  objects_by<typename Relation::owner, typename owner_ends::to> index;
  key_lists<typename owner_ends::to> keys;
  for (record* const one : owners) {
    auto* const owner = static_cast<object_record<typename Relation::owner>*>(one);
    if (!loading.begin(*owner) || !key_reader<typename owner_ends::to>::is_whole(owner->object)) continue;
    index.add(*owner);
    keys.add(key_reader<typename owner_ends::to>::read(owner->object));
  }
  if (keys.empty()) return loading.end(state, found_extent<State, secondary, target>);
  index.sort();
  const auto query = with_wanted_columns<Options...>(in_collection_order(
      typename Relation::order{},
      guarded(state.limits,
              keys.among(typename owner_ends::from{},
                         select(tables<secondary>, tables<target>)
                             .join(tables<target>, key_ends<typename Relation::to_target>::join_condition())))));
  row_t<std::remove_const_t<decltype(query)>> row{};
  read_rows(state.db().pooled(), query, held_arguments<>{}, [&](auto& rows) {
    if (!rows.read(row)) return false;
    const tracked<target> read = keep_struct(state, row.template get<1>(), again);
    object_record<target>& found = *read.get_record();
    index.each(key_reader<typename owner_ends::from>::read(struct_of(row.template get<0>())),
               [&found](auto& owner) { loaded_relation<Relation>(owner)->load(found); });
    return true;
  });
  loading.end(state, found_extent<State, secondary, target>);
}

}  // namespace sqlalloy::inline v0
