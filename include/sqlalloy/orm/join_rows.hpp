// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/orm/flush_connection.hpp>
#include <sqlalloy/orm/joined_pair.hpp>
#include <sqlalloy/orm/key_edges.hpp>
#include <sqlalloy/orm/read_missing.hpp>
#include <sqlalloy/orm/row_queries.hpp>
#include <sqlalloy/orm/send_objects.hpp>
#include <sqlalloy/orm/session_state.hpp>
#include <sqlalloy/query/delete.hpp>

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

/// What becomes of the rows of the table between two others.
class join_changes {
 public:
  std::vector<joined_pair> added{};
  std::vector<joined_pair> removed{};

  /// Notes what the objects of a store say in a relation, which may be the other side of what the pairs are of.
  void gather(const session_objects& session, const record_store& store, const relation_info& relation,
              bool is_other_side) {
    for (const auto* list : {&store.pending, &store.touched})
      for (record* one : *list) {
        const related_objects* const held = loaded_relation(relation, *one);
        if (!held || !held->is_changed()) continue;
        for (record* now : held->put_in()) {
          if (stays(*one)) session.check_given(relation, *now);
          note(added, *one, *now, is_other_side);
        }
        for (record* before : held->taken_out()) note(removed, *one, *before, is_other_side);
      }
  }

  /// Leaves what both sides have said once, in the order in which it was said first.
  void tidy() {
    tidy(added);
    tidy(removed);
  }

 private:
  // Of what is deleted all rows go, and what was removed has none.
  static bool stays(const record& one) noexcept { return !one.is_doomed && one.is_admitted(); }

  static void note(std::vector<joined_pair>& into, record& of, record& with, bool is_other_side) {
    if (!stays(of) || !stays(with)) return;
    if (is_other_side)
      into.push_back({&with, &of, into.size()});
    else
      into.push_back({&of, &with, into.size()});
  }

  static void tidy(std::vector<joined_pair>& pairs) {
    leave_each_once(pairs);
    sort_pairs<&compare_places>(pairs);
  }
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

  static void write(State& state, flush_connection& connection) {
    const relation_info& relation = info_of<Relation>::info;
    join_changes changes;
    for (const record_store* one : state.stores()) {
      if (one->is_kind_of(&entity_tag<owner>)) changes.gather(state, *one, relation, false);
      if (const relation_info* other = relation.other_side(); other && one->is_kind_of(&entity_tag<target>))
        changes.gather(state, *one, *other, true);
    }
    changes.tidy();
    if (std::vector<secondary> rows = rows_of(changes.removed); !rows.empty()) {
      using finder =
          row_finder<typename joined_columns<typename owner_ends::from, typename target_ends::from>::type, columns<>>;
      const delete_objects_query<secondary, finder, row_changes<secondary>> query{{rows}};
      std::int64_t found = 0;
      connection.begin_writing();
      send_each(state.db().pooled(), query, count_inserted{found});
      if (found < static_cast<std::int64_t>(rows.size()))
        throw_stale("DELETE", facts<secondary>.name, found, rows.size());
    }
    // Before those of others are added: a new object may have the key of one that is deleted.
    remove_of_doomed<owner_ends, owner>(state, connection);
    remove_of_doomed<target_ends, target>(state, connection);
    if (const std::vector<secondary> rows = rows_of(changes.added); !rows.empty()) {
      std::int64_t done = 0;
      connection.begin_writing();
      send_each(state.db().pooled(), insert(std::span<const secondary>(rows)), count_inserted{done});
    }
  }

 private:
  template <class One, class Other>
  struct joined_columns;
  template <auto... One, auto... Other>
  struct joined_columns<columns<One...>, columns<Other...>> {
    using type = columns<One..., Other...>;
  };

  static std::vector<secondary> rows_of(const std::vector<joined_pair>& pairs) {
    std::vector<secondary> rows;
    for (const joined_pair& one : pairs) {
      for (const auto& [object, bits] : {std::pair(one.owner, bits_beside_key<typename owner_ends::to>),
                                         std::pair(one.target, bits_beside_key<typename target_ends::to>)})
        if (object->lacks(bits)) object->store->reload(*object);
      secondary& row = rows.emplace_back();
      owner_ends::refer(row, static_cast<object_record<owner>*>(one.owner)->object);
      target_ends::refer(row, static_cast<object_record<target>*>(one.target)->object);
    }
    return rows;
  }

  template <class Ends, class T>
  static void remove_of_doomed(State& state, flush_connection& connection) {
    std::vector<record*> doomed;
    for (const record_store* of : state.stores())
      if (of->is_kind_of(&entity_tag<T>))
        for (record* one : of->doomed)  // where the row stays the database deletes nothing along
          if (!Relation::passive_deletes || one->leaves_row) doomed.push_back(one);
    if constexpr (constexpr column_mask bits = bits_beside_key<typename Ends::to>; bits != 0) {
      read_missing<T>(state, doomed, bits);
      std::erase_if(doomed, [](const record* one) { return !key_reader<typename Ends::to>::is_whole(loaded<T>(one)); });
    }
    if (doomed.empty()) return;
    connection.begin_writing();
    if constexpr ([]<auto... Member>(columns<Member...>) { return sizeof...(Member) == 1; }(typename Ends::from{})) {
      key_lists<typename Ends::to> keys;
      for (const record* one : doomed) keys.add(key_reader<typename Ends::to>::read(loaded<T>(one)));
      const auto query = keys.among(typename Ends::from{}, delete_from<secondary>());
      (void)modify(state.db().pooled(), nullptr, query, held_arguments<>{});
    } else {
      // Lists of values for each column would find the rows of other owners, too.
      std::vector<secondary> rows;
      for (const record* one : doomed) Ends::refer(rows.emplace_back(), loaded<T>(one));
      using finder = row_finder<typename Ends::from, columns<>>;
      const delete_objects_query<secondary, finder, row_changes<secondary>> query{{rows}};
      std::int64_t found = 0;
      send_each(state.db().pooled(), query, count_inserted{found});
    }
  }

  template <class T>
  static const T& loaded(const record* one) noexcept {
    return static_cast<const object_record<T>*>(one)->as_loaded();
  }
};

/// Writes the rows of the tables between a table and others.
template <class T, class State>
void write_join_rows(State& state, flush_connection& connection) {
  for_each_relation<T>([&]<class Relation>(Relation) {
    if constexpr (Relation::kind == relation_kind::many_to_many)
      if constexpr (join_rows<Relation, State>::is_leading()) join_rows<Relation, State>::write(state, connection);
  });
}

}  // namespace sqlalloy::inline v0
