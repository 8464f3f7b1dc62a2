// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/orm/flush_connection.hpp>
#include <sqlalloy/orm/flush_parts.hpp>
#include <sqlalloy/orm/row_order.hpp>
#include <sqlalloy/orm/session_objects.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace sqlalloy::inline v0 {

/// Opens the circles in which rows that are to be deleted refer to each other: those that may, refer to none then, so
/// that the others can go before them.
class open_circles {
 public:
  open_circles(session_objects& session, flush_parts parts, flush_connection& connection) noexcept
      : session_(session), parts_(parts), connection_(connection) {}

  /// Those that refer to rows of a further table, which go first.
  void leave_rows_ahead() {
    std::size_t doomed = 0;
    for (const flush_part& of : parts_) doomed += of.store.doomed.size();
    for (const flush_part& of : parts_)
      if (of.refers_ahead && of.leads() && doomed > 1)
        parts_.read_foreign_keys(session_, parts_.rows_of_table(of, &record_store::doomed));
    for (flush_part& of : parts_)
      if (of.refers_ahead) leave_rows_ahead(of);
  }

  /// Of rows of one table, to each of which another one refers, those that may refer to none.
  void leave_each_other(const flush_part& leader, const std::vector<record*>& rows) {
    std::vector<record*> sorted = rows;
    leave_each_once(sorted);
    std::vector<numbered_record> left;
    flush_part* of = nullptr;
    bool is_open = false;
    for (record* one : rows) {
      flush_part& its = parts_.writer_of(*one, leader);
      if (of && of != &its) write(*of, left);
      of = &its;
      leave(its, *one, left, [&](const row_parent& parent) { return parent.leave && is_among(sorted, parent.object); });
      is_open = is_open || !left.empty();
    }
    if (!is_open) refuse(*rows.front());
    write(*of, left);
  }

 private:
  session_objects& session_;
  const flush_parts parts_;
  flush_connection& connection_;

  void leave_rows_ahead(flush_part& of) {
    std::vector<numbered_record> left;
    of.each_row(&record_store::doomed, [&](record& one) {
      if (one.leaves_row) return;
      leave(of, one, left, [&](const row_parent& parent) {
        return parent.object->is_doomed && parts_.leader_of(of.store) < parts_.leader_of(*parent.store);
      });
    });
    write(of, left);
  }

  // A row refers no more to those that are `wanted`.
  template <class Wanted>
  void leave(flush_part& of, record& one, std::vector<numbered_record>& left, Wanted wanted) {
    std::vector<row_parent> parents;
    of.entity.add_parents(one, parents);
    std::erase_if(parents, [&](const row_parent& parent) { return parent.object == &one || !wanted(parent); });
    if (parents.empty()) return;
    one.touch();
    of.note(one);
    one.take_back_changes();  // what else was changed is not to be written
    for (const row_parent& parent : parents) parent.leave ? parent.leave(one) : refuse(one);
    if (const column_mask mask = of.entity.changes(one)) left.push_back({mask, &one});
  }

  void write(flush_part& of, std::vector<numbered_record>& left) {
    each_alike(left, [&](column_mask mask, const std::vector<record*>& alike) {
      connection_.begin_writing();
      for (record* one : alike) of.entity.count_version(*one);
      of.table.update(session_, mask, alike);
    });
    for (const numbered_record& one : left)
      parts_.of(*one.object).updated.emplace_back(one.object, one.object->exchange_snapshot());
    left.clear();
  }

  [[noreturn, gnu::cold]] static void refuse(const record& one) {
    throw_refusal(
        "sqlalloy: objects to be deleted refer to each other in a circle that cannot be ordered: the foreign "
        "key of a " +
        std::string(one.store->name()) + " may not be NULL before");
  }
};

}  // namespace sqlalloy::inline v0
