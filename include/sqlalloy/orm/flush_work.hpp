// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/orm/deleted_objects.hpp>
#include <sqlalloy/orm/flush_connection.hpp>
#include <sqlalloy/orm/flush_parts.hpp>
#include <sqlalloy/orm/open_circles.hpp>
#include <sqlalloy/orm/record_order.hpp>
#include <sqlalloy/orm/row_order.hpp>
#include <sqlalloy/orm/row_references.hpp>
#include <sqlalloy/orm/row_switch.hpp>
#include <sqlalloy/orm/session_objects.hpp>
#include <sqlalloy/orm/unchanged_aside.hpp>

#include <cstddef>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace sqlalloy::inline v0 {

/// What a flush does, whatever the structs: it knows them by their parts, each of which stands behind those that its
/// table refers to.
class flush_work {
 public:
  flush_work(session_objects& session, std::span<flush_part> parts, flush_connection& connection) noexcept
      : session_(session), parts_(parts), connection_(connection) {}

  void run() {
    const unchanged_aside aside(session_.stores());
    try {
      for (flush_part& of : parts_) find_orphans(session_, of);
      find_deleted_in_memory(session_, {parts_.begin(), parts_.end()});
      for (const flush_part& of : parts_) of.check();
      send_all();
      connection_.keep();
    } catch (...) {
      references_.unmark_waiting();
      undo();
      throw;
    }
    for (flush_part& of : parts_) of.settle(session_.created, session_.removed);
    session_.forget_dropped();
  }

 private:
  session_objects& session_;
  const flush_parts parts_;
  flush_connection& connection_;
  open_circles circles_{session_, parts_, connection_};
  row_references references_{session_, parts_};

  void undo() noexcept {
    for (flush_part& of : parts_) of.undo();
    for (flush_part& of : parts_) of.undo_numbers();
    while (!session_.dropped.empty()) {
      record* const one = session_.dropped.back();
      session_.dropped.pop_back();
      one->state = object_state::pending;
      record_store::put_in(one->store->pending, *one);
    }
    connection_.undo();
  }

  void send_all() {
    for (flush_part& of : parts_)
      if (of.leads()) {
        update_before_inserts(of);
        insert_all(of);
      }
    references_.unmark_waiting();
    references_.refer_changed();
    update_all();
    for (const flush_part& of : parts_)
      for (const auto& one : of.switched) tell_of(*one.first, session_event::after_insert);
    if (find_all_deleted()) {
      for (flush_part& of : parts_) references_.leave_children(of);
      update_all();
    }
    for (const flush_part& of : parts_) of.table.write_join_rows(session_, connection_);
    circles_.leave_rows_ahead();
    for (std::size_t i = parts_.size(); i-- != 0;)
      if (parts_[i].leads()) delete_all(parts_[i]);
    for (flush_part& of : parts_) read_back(of);
  }

  // --- New rows ------------------------------------------------------------------------------------------------------

  void insert_all(flush_part& leader) {
    for (flush_part& of : parts_)
      if (of.table_of == &leader.store) references_.give_keys_of_changed(of);
    const std::vector<record*> rows = parts_.rows_of_table(leader, &record_store::pending);
    if (!leader.refers_to_itself) return insert_rows(leader, rows);
    // Of a table that refers to itself, each row comes behind the one that it refers to.
    row_order order =
        order_of_new_rows(rows, [&](const record& one) { return parts_.writer_of(one, leader).entity.row_relations; });
    while (!order.is_done()) {
      const std::vector<record*> ready = order.take();
      insert_rows(leader, ready.empty() ? order.take_first() : ready);
    }
  }

  void insert_rows(flush_part& leader, const std::vector<record*>& objects) {
    parts_.each_writer(leader, objects, [this](flush_part& of, const std::vector<record*>& its) {
      for (record* one : its) references_.refer_to_parents(of, *one, of.entity.row_relations);
      if (of.has_key()) tell_before(of, session_event::before_insert, its);
      if (const std::vector<record*> fresh = switch_rows(session_, parts_, of, its); !fresh.empty()) insert(of, fresh);
    });
    parts_.each_writer(leader, objects, [this](flush_part& of, const std::vector<record*>& its) {
      for (record* one : its) references_.give_key_to_children(of, *one);
    });
  }

  void insert(flush_part& of, const std::vector<record*>& objects) {
    if (of.has_key()) of.store.make_room(objects.size());
    if (of.inserted.empty()) of.inserted.reserve(objects.size());
    connection_.begin_writing();
    send_inserts_of(of, objects);
    for (record* one : objects) {
      of.inserted.push_back(one);
      one->rows_of = one->store == &of.store ? nullptr : &of.store;
      if (!of.has_key()) continue;
      one->state = object_state::persistent;
      one->is_new = true;
      one->store->remember(*one);
    }
    tell_those_of(of, session_event::after_insert, objects);
    for (record* one : of.late)
      if (row_references::has_row(*one)) one->touch();
  }

  void send_inserts_of(flush_part& of, const std::vector<record*>& objects) {
    std::vector<record*> with_keys;
    if (of.store.insert_with_keys)
      for (record* one : objects)
        if (one->has_own_key) with_keys.push_back(one);
    if (with_keys.empty()) return of.table.insert(session_, objects);
    std::vector<record*> others;
    for (record* one : objects)
      if (!one->has_own_key) others.push_back(one);
    of.store.insert_with_keys(session_, with_keys);  // first: where it fails nobody has a number yet
    if (!others.empty()) of.table.insert(session_, others);
  }

  // --- Changed rows --------------------------------------------------------------------------------------------------

  // What is unique, and what a row gives up, may be given to a new one: those that need not wait for other new rows are
  // updated before rows are inserted into a table.
  void update_before_inserts(const flush_part& leader) {
    if (!references_.may_wait() || !parts_.has_new(leader) || !references_.mark_waiting()) return;
    for (flush_part& of : parts_) references_.give_keys_of_changed(of);
    references_.refer_changed();
    update_all();
  }

  // Rows of the same columns are written in the order of their keys, as deleted ones are: so sessions at work on the
  // same rows wait for each other, and not each for the other. Those who are told of it, and the snapshots, have to do
  // with all rows of an object.
  void update_all() {
    std::vector<record*> written;
    try {
      for (flush_part& of : parts_) update_all(of, written);
      for (record* one : written)
        if (!one->takes_row) tell_of(*one, session_event::after_update);
    } catch (...) {
      for (record* one : written) {
        one->is_written = false;
        parts_.of(*one).entity.reset_version(*one);
      }
      throw;
    }
    for (record* one : written) {
      one->is_written = false;
      parts_.of(*one).updated.emplace_back(one, one->exchange_snapshot());
    }
  }

  void update_all(flush_part& of, std::vector<record*>& written) {
    std::vector<numbered_record> changes;
    of.each_row(&record_store::touched, [&](record& one) {
      if (one.is_doomed || one.is_expired || one.waits) return;
      if (of.has_key() && !one.takes_row && one.store->listens(session_event::before_update) && is_changed(one)) {
        tell_before(of, session_event::before_update, {&one});
        of.check_key(one);
      }
      column_mask mask = of.entity.changes(one);
      if (mask == 0 && of.entity.version != 0 && is_changed(one)) mask = of.entity.version;
      if (mask != 0) changes.push_back({mask, &one});
    });
    each_alike(changes, [&](column_mask mask, std::vector<record*>& alike) {
      of.entity.sort_by_key(alike);
      update(of, mask, alike, written);
    });
  }

  void update(flush_part& of, column_mask mask, const std::vector<record*>& alike, std::vector<record*>& written) {
    connection_.begin_writing();
    for (record* one : alike) {
      if (!std::exchange(one->is_written, true)) written.push_back(one);
      of.entity.count_version(*one);
    }
    of.table.update(session_, mask, alike);
  }

  // Whether columns of an object have changed, in whichever table they stand.
  bool is_changed(const record& object) const {
    const flush_part* of = &parts_.of(object);
    for (;; of = &parts_.of(*of->store.upper)) {
      if (of->entity.changes(object) != 0) return true;
      if (of->has_key()) return false;
    }
  }

  // --- Deleted rows --------------------------------------------------------------------------------------------------

  // What is deleted along with others is looked for when all else is written, so that the database knows of it; whether
  // anything is deleted.
  bool find_all_deleted() {
    bool found = false;
    for (bool grows = true; grows; found |= grows) {
      grows = false;
      for (flush_part& of : parts_) grows |= find_deleted(session_, of);
    }
    return found;
  }

  void delete_all(flush_part& leader) {
    std::vector<record*> waiting = parts_.rows_of_table(leader, &record_store::doomed);
    std::erase_if(waiting, [](const record* one) { return one->leaves_row; });
    const auto remove_rows = [&](const std::vector<record*>& objects) {
      parts_.each_writer(leader, objects, [this](flush_part& of, std::vector<record*>& its) {
        of.entity.sort_by_key(its);
        remove(of, its);
      });
    };
    if (!leader.refers_to_itself) return remove_rows(waiting);
    // Of a table that refers to itself, each row goes before the one that it refers to.
    if (waiting.size() > 1) parts_.read_foreign_keys(session_, waiting);
    while (!waiting.empty()) {
      row_order order = order_of_deleted_rows(waiting, [&](const record& one, std::vector<row_parent>& into) {
        parts_.writer_of(one, leader).entity.add_parents(one, into);
      });
      for (auto ready = order.take(); !ready.empty(); ready = order.take()) remove_rows(ready);
      waiting = order.rest();
      if (!waiting.empty()) circles_.leave_each_other(leader, waiting);
    }
  }

  void remove(flush_part& of, const std::vector<record*>& objects) {
    // As long as there is a row: for its version, and for whoever is told of it afterwards.
    for (record* one : objects) {
      if (one->store != &of.store) continue;
      const bool is_told = one->store->listens(session_event::after_delete);
      if ((one->is_expired && of.entity.is_versioned) || (is_told && (one->is_expired || one->missing != 0)))
        one->store->reload(*one);
    }
    tell_those_of(of, session_event::before_delete, objects);
    connection_.begin_writing();
    of.table.remove(session_, objects);
    if (of.has_key())
      for (record* one : objects) tell_of(*one, session_event::after_delete);
  }

  // --- What the database has made of it ------------------------------------------------------------------------------

  // Columns that it fills are read by one statement for each table.
  void read_back(flush_part& of) {
    std::vector<record*> filled;
    if (of.entity.fills_inserted)
      for (record* one : of.inserted)
        if (one->store == &of.store && !one->is_doomed) filled.push_back(one);
    if (of.entity.fills_updated)
      for (const auto& update : of.updated)
        if (!update.first->is_doomed) filled.push_back(update.first);
    if (filled.empty()) return;
    for (record* one : filled) {
      of.note(*one);
      one->is_expired = true;  // so that what is read is taken
    }
    of.table.read_back(session_, filled);
  }

  // --- Who listens ---------------------------------------------------------------------------------------------------

  static void tell_of(record& object, session_event event) {
    if (!object.store->listens(event)) return;
    object.look();
    if (object.missing != 0) object.store->reload(object);  // so that nobody is told what is not so
    object.store->tell(event, object);
  }
  // Of the objects whose struct it is.
  static void tell_those_of(const flush_part& of, session_event event, const std::vector<record*>& objects) {
    for (record* one : objects)
      if (one->store == &of.store) tell_of(*one, event);
  }
  // Before the objects are written, by which they may be changed.
  void tell_before(flush_part& of, session_event event, const std::vector<record*>& objects) {
    for (record* one : objects)
      if (one->store->listens(event)) of.note(*one);
    for (record* one : objects) {
      tell_of(*one, event);
      parts_.of(*one).check_kind(*one);
    }
  }
};

}  // namespace sqlalloy::inline v0
