// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/orm/flush_part.hpp>
#include <sqlalloy/orm/record_order.hpp>

#include <cstddef>
#include <span>
#include <vector>

namespace sqlalloy::inline v0 {

/// The parts of a flush, each behind those that its table refers to. Of those of one table that of the struct whose
/// table it is leads: it sees to the order of all rows there.
class flush_parts {
 public:
  explicit flush_parts(std::span<flush_part> all) noexcept : all_(all) {}

  auto begin() const noexcept { return all_.begin(); }
  auto end() const noexcept { return all_.end(); }
  std::size_t size() const noexcept { return all_.size(); }
  flush_part& operator[](std::size_t index) const noexcept { return all_[index]; }

  /// The part of the struct of an object.
  flush_part& of(const record& object) const noexcept { return of(*object.store); }
  flush_part& of(const record_store& store) const noexcept {
    std::size_t at = 0;
    while (&all_[at].store != &store) ++at;
    return all_[at];
  }

  /// That of the table in which the objects of a store have their rows.
  const flush_part* leader_of(const record_store& store) const noexcept { return &of(*of(store).table_of); }

  /// The part that writes the row of an object in the table of another one.
  flush_part& writer_of(const record& object, const flush_part& leader) const noexcept {
    flush_part* part = &of(object);
    while (part->table_of != &leader.store) part = &of(*part->store.upper);
    return *part;
  }

  /// The objects of one of the lists that have a row in a table, in the order in which they were added.
  std::vector<record*> rows_of_table(const flush_part& leader, std::vector<record*> record_store::*list) const {
    std::vector<record*> rows;
    for (const flush_part& part : all_)
      if (part.table_of == &leader.store) part.each_row(list, [&rows](record& one) { rows.push_back(&one); });
    // What is taken out of a list brings those that are left out of their order.
    const bool may_be_mixed = list == &record_store::pending || rows.size() != (leader.store.*list).size();
    if (!may_be_mixed || are_in_turn(rows)) return rows;
    std::vector<numbered_record> sorted;
    for (record* one : rows) sorted.push_back({one->turn, one});
    sort_by_number(sorted);
    for (std::size_t i = 0; i != rows.size(); ++i) rows[i] = sorted[i].object;
    return rows;
  }

  /// Whether rows are to be inserted into a table.
  bool has_new(const flush_part& leader) const noexcept {
    bool found = false;
    for (const flush_part& part : all_)
      if (part.table_of == &leader.store) found = found || part.has_new();
    return found;
  }

  /// Calls `f` with each part that writes into a table, and those of some objects whose rows it writes.
  template <class F>
  void each_writer(const flush_part& leader, const std::vector<record*>& objects, F f) const {
    for (flush_part& part : all_) {
      if (part.table_of != &leader.store) continue;
      std::vector<record*> its;
      for (record* one : objects)
        if (&writer_of(*one, leader) == &part) its.push_back(one);
      if (!its.empty()) f(part, its);
    }
  }

  /// Reads what is to be deleted and has expired, or was loaded without its foreign keys: they say the order.
  void read_foreign_keys(session_objects& session, const std::vector<record*>& rows) const {
    for (flush_part& part : all_) {
      std::vector<record*> lacking;
      for (record* one : rows)
        if (one->store == &part.store && one->lacks(part.entity.foreign_keys)) lacking.push_back(one);
      if (!lacking.empty()) part.table.read_missing(session, lacking, part.entity.foreign_keys);
    }
  }

 private:
  std::span<flush_part> all_;

  static bool are_in_turn(const std::vector<record*>& rows) noexcept {
    for (std::size_t i = 1; i < rows.size(); ++i)
      if (rows[i]->turn < rows[i - 1]->turn) return false;
    return true;
  }
};

}  // namespace sqlalloy::inline v0
