// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/orm/key_edges.hpp>
#include <sqlalloy/orm/row_queries.hpp>
#include <sqlalloy/orm/send_objects.hpp>
#include <sqlalloy/orm/session_state.hpp>
#include <sqlalloy/query/delete.hpp>

#include <algorithm>
#include <cstddef>
#include <span>
#include <utility>
#include <vector>

namespace sqlalloy::inline v0 {

/// The rows of a table between two others, as a DELETE goes over them.
template <class Row>
struct row_changes {
  const std::vector<Row>& rows;

  struct iterator {
    const Row* at;
    object_change<Row> operator*() const noexcept { return {*at, *at}; }
    iterator& operator++() noexcept {
      ++at;
      return *this;
    }
    bool operator==(const iterator&) const = default;
  };
  iterator begin() const noexcept { return {rows.data()}; }
  iterator end() const noexcept { return {rows.data() + rows.size()}; }
  std::size_t size() const noexcept { return rows.size(); }
};

/// What a flush does to the table between two others, of one relation.
template <class Relation, class State>
class join_rows {
  using owner = typename Relation::owner;
  using target = typename Relation::target;
  using secondary = typename Relation::secondary;
  using owner_ends = key_ends<typename Relation::to_owner>;
  using target_ends = key_ends<typename Relation::to_target>;
  static constexpr std::size_t other_field = other_side<Relation>;
  static constexpr bool has_other = other_field != meta::field_count<target>;
  using other = relation_facts<target, has_other ? other_field : 0>;

 public:
  /// Whether it is this side of the relation that sees to the rows; they are of both.
  static constexpr bool is_leading() {
    if constexpr (!has_other)
      return true;
    else if constexpr (std::is_same_v<owner, target>)
      return Relation::field < other_field;
    else
      return State::template index_of<owner> < State::template index_of<target>;
  }

  template <class Writing>
  void write(State& state, Writing writing) {
    gather<Relation, false>(state.template store<owner>());
    if constexpr (has_other) gather<other, true>(state.template store<target>());
    tidy(added_);
    tidy(removed_);
    if (std::vector<secondary> rows = rows_of(removed_); !rows.empty()) {
      using finder =
          row_finder<typename joined_columns<typename owner_ends::from, typename target_ends::from>::type, columns<>>;
      const delete_objects_query<secondary, finder, row_changes<secondary>> query{{rows}};
      std::int64_t found = 0;
      send_each(writing(), query, count_inserted{found});
      if (found < static_cast<std::int64_t>(rows.size()))
        throw_stale("DELETE", facts<secondary>.name, found, rows.size());
    }
    if (const std::vector<secondary> rows = rows_of(added_); !rows.empty()) {
      std::int64_t done = 0;
      send_each(writing(), insert(std::span<const secondary>(rows)), count_inserted{done});
    }
    remove_of_doomed<owner_ends>(writing, state.template store<owner>());
    if constexpr (has_other) remove_of_doomed<target_ends>(writing, state.template store<target>());
  }

 private:
  using pair = std::pair<object_record<owner>*, object_record<target>*>;
  std::vector<pair> added_{};
  std::vector<pair> removed_{};

  template <class One, class Other>
  struct joined_columns;
  template <auto... One, auto... Other>
  struct joined_columns<columns<One...>, columns<Other...>> {
    using type = columns<One..., Other...>;
  };

  template <class Of, bool Swapped, class T>
  void gather(object_store<T>& store) {
    for (auto* list : {&store.pending, &store.touched})
      for (record* one : *list) {
        auto& of = static_cast<object_record<T>&>(*one);
        const related_objects* const held = loaded_relation<Of>(of);
        if (!held || !held->is_changed()) continue;
        for (record* now : held->now())
          if (std::find(held->before().begin(), held->before().end(), now) == held->before().end())
            note<Of, Swapped>(added_, of, *now);
        for (record* before : held->before())
          if (!held->contains(before)) note<Of, Swapped>(removed_, of, *before);
      }
  }

  // Of what is deleted all rows go, and what is not in the session has none.
  static bool stays(const record& one) noexcept {
    return !one.is_doomed && (one.state == object_state::pending || one.state == object_state::persistent);
  }

  template <class Of, bool Swapped, class T>
  static void note(std::vector<pair>& into, object_record<T>& of, record& with) {
    auto& partner = static_cast<object_record<typename Of::target>&>(with);
    if (!stays(of) || !stays(partner)) return;
    if constexpr (Swapped)
      into.emplace_back(&partner, &of);
    else
      into.emplace_back(&of, &partner);
  }

  // What both sides have said, once, in the order in which it was said first.
  static void tidy(std::vector<pair>& pairs) {
    std::vector<std::pair<pair, std::size_t>> places;
    for (std::size_t i = 0; i != pairs.size(); ++i) places.emplace_back(pairs[i], i);
    std::sort(places.begin(), places.end());
    places.erase(std::unique(places.begin(), places.end(),
                             [](const auto& one, const auto& next) { return one.first == next.first; }),
                 places.end());
    std::sort(places.begin(), places.end(), [](const auto& one, const auto& next) { return one.second < next.second; });
    pairs.clear();
    for (const auto& place : places) pairs.push_back(place.first);
  }

  static std::vector<secondary> rows_of(const std::vector<pair>& pairs) {
    std::vector<secondary> rows;
    for (const pair& one : pairs) {
      secondary& row = rows.emplace_back();
      owner_ends::refer(row, one.first->object);
      target_ends::refer(row, one.second->object);
    }
    return rows;
  }

  template <class Ends, class Writing, class T>
  static void remove_of_doomed(Writing writing, object_store<T>& store) {
    if constexpr (Relation::passive_deletes) return;
    key_lists<typename Ends::to> keys;
    for (record* one : store.doomed)
      keys.add(key_reader<typename Ends::to>::read(static_cast<object_record<T>*>(one)->as_loaded()));
    if (keys.empty()) return;
    const auto query = keys.among(typename Ends::from{}, delete_from<secondary>());
    (void)modify(writing(), nullptr, query, held_arguments<>{});
  }
};

/// Writes the rows of the tables between a table and others, by the connection that `writing()` gives.
template <class T, class State, class Writing>
void write_join_rows(State& state, Writing writing) {
  for_each_relation<T>([&]<class Relation>(Relation) {
    if constexpr (Relation::kind == relation_kind::many_to_many)
      if constexpr (join_rows<Relation, State>::is_leading()) join_rows<Relation, State>{}.write(state, writing);
  });
}

}  // namespace sqlalloy::inline v0
