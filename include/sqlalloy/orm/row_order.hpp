// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/orm/key.hpp>
#include <sqlalloy/orm/key_edges.hpp>
#include <sqlalloy/orm/object_store.hpp>
#include <sqlalloy/orm/record_order.hpp>

#include <cstddef>
#include <type_traits>
#include <utility>
#include <vector>

namespace sqlalloy::inline v0 {

/// Rows of one table, each of which is written when those are for which it waits.
class row_order {
 public:
  explicit row_order(const std::vector<record*>& rows) : left_(rows.size()) {
    for (record* one : rows) {
      rows_.push_back({one});
      places_.push_back({address_number(*one), one});
    }
    sort_by_number(places_);
  }

  /// The row of an object is written before that of another one, if both are among them; of a circle, that which must
  /// not be otherwise.
  void put_before(const record& first, const record& second, bool must = true) {
    const std::size_t one = place_of(first), other = place_of(second);
    if (one == none || other == none || one == other) return;
    followers_.push_back({other, must, std::exchange(rows_[one].follower, followers_.size())});
    ++rows_[other].waits_for;
    rows_[other].must_wait_for += must;
  }

  bool is_done() const noexcept { return left_ == 0; }

  /// Takes those that wait for none any more, in the order in which they were given; none where all are in circles.
  std::vector<record*> take() {
    if (left_ == rows_.size())
      for (std::size_t i = 0; i != rows_.size(); ++i) note_if_ready(i);
    sort_by_number(ready_);
    std::vector<record*> taken;
    for (const numbered_record& one : std::exchange(ready_, {})) taken.push_back(take_at(one.number));
    return taken;
  }

  /// Takes the first that is left, though it waits: one that need not, if there is any.
  std::vector<record*> take_first() {
    while (!rows_[first_].object) ++first_;
    std::size_t at = first_;
    while (at != rows_.size() && (!rows_[at].object || rows_[at].must_wait_for != 0)) ++at;
    return {take_at(at == rows_.size() ? first_ : at)};
  }

  /// Those that have not been taken, in their order.
  std::vector<record*> rest() const {
    std::vector<record*> left;
    for (const row& one : rows_)
      if (one.object) left.push_back(one.object);
    return left;
  }

 private:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);
  struct row {
    record* object;  // null: it was taken
    std::size_t waits_for = 0;
    std::size_t must_wait_for = 0;
    std::size_t follower = none;
  };
  struct follower {
    std::size_t row;
    bool must;
    std::size_t next;
  };

  std::vector<row> rows_{};
  std::vector<follower> followers_{};
  std::vector<numbered_record> places_{};
  std::vector<numbered_record> ready_{};
  std::size_t left_;
  std::size_t first_ = 0;

  std::size_t place_of(const record& object) const noexcept {
    const std::size_t at = first_of_number(places_, address_number(object));
    return at != places_.size() && places_[at].object == &object ? places_[at].place : none;
  }

  void note_if_ready(std::size_t place) {
    if (rows_[place].object && rows_[place].waits_for == 0) ready_.push_back({place, rows_[place].object});
  }

  record* take_at(std::size_t place) {
    --left_;
    for (std::size_t at = rows_[place].follower; at != none; at = followers_[at].next) {
      --rows_[followers_[at].row].waits_for;
      rows_[followers_[at].row].must_wait_for -= followers_[at].must;
      note_if_ready(followers_[at].row);
    }
    return std::exchange(rows_[place].object, nullptr);
  }
};

/// The order in which new rows are inserted: each behind those that it refers to. `relations_of(object)` gives the
/// relations that count.
template <class Relations>
row_order order_of_new_rows(const std::vector<record*>& rows, Relations relations_of_object) {
  row_order order(rows);
  for (record* one : rows)
    for (const relation_info* relation : relations_of_object(*one))
      if (relation->kind == relation_kind::many_to_one)
        if (const related_objects* held = loaded_relation(*relation, *one))
          for (const record* target : held->now()) order.put_before(*target, *one, !relation->key->may_be_null);
  return order;
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

/// The order in which rows are deleted: each before those that it refers to. `add_parents(object, list)` adds those.
template <class Parents>
row_order order_of_deleted_rows(const std::vector<record*>& rows, Parents add_parents_of) {
  row_order order(rows);
  std::vector<row_parent> parents;
  for (const record* one : rows) {
    parents.clear();
    add_parents_of(*one, parents);
    for (const row_parent& parent : parents) order.put_before(*one, *parent.object);
  }
  return order;
}

}  // namespace sqlalloy::inline v0
