// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/orm/deleted_objects.hpp>
#include <sqlalloy/orm/flush_connection.hpp>
#include <sqlalloy/orm/flush_parts.hpp>
#include <sqlalloy/orm/open_circles.hpp>
#include <sqlalloy/orm/record_order.hpp>
#include <sqlalloy/orm/row_order.hpp>
#include <sqlalloy/orm/row_switch.hpp>
#include <sqlalloy/orm/session_objects.hpp>

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
    try {
      for (flush_part& of : parts_) find_orphans(session_, of);
      for (bool grows = true; grows;) {
        grows = false;
        for (flush_part& of : parts_) grows |= find_deleted_in_memory(session_, of);
      }
      for (const flush_part& of : parts_) of.check();
      send_all();
      connection_.keep();
    } catch (...) {
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

  void undo() noexcept {
    for (flush_part& of : parts_) of.undo();
    for (flush_part& of : parts_) of.undo_numbers();
    while (!session_.dropped.empty()) {
      record* const one = session_.dropped.back();
      session_.dropped.pop_back();
      one->state = object_state::pending;
      one->store->pending.push_back(one);
    }
    connection_.undo();
  }

  void send_all() {
    for (flush_part& of : parts_)
      if (of.leads()) insert_all(of);
    for (flush_part& of : parts_)
      for (record* one : of.store.touched) refer_to_parents(of, *one, of.entity.relations);
    for (flush_part& of : parts_) let_children_go(of);
    for (const flush_part& of : parts_) of.check_keys();
    update_all();
    for (const flush_part& of : parts_)
      for (const auto& one : of.switched) tell_of(*one.first, session_event::after_insert);
    if (find_all_deleted()) {
      for (flush_part& of : parts_) leave_children(of);
      update_all();
    }
    for (const flush_part& of : parts_) of.table.write_join_rows(session_, connection_);
    for (flush_part& of : parts_)
      if (of.refers_ahead) circles_.leave_rows_ahead(of);
    for (std::size_t i = parts_.size(); i-- != 0;)
      if (parts_[i].leads()) delete_all(parts_[i]);
    for (flush_part& of : parts_) read_back(of);
  }

  static bool has_row(const record& one) noexcept { return one.state == object_state::persistent; }
  // The same, of the row to which the foreign key of a relation refers.
  static bool has_row(const record& one, const relation_info& relation) noexcept {
    return has_row(one) && (!one.rows_of || one.rows_of->is_kind_of(relation.target_entity));
  }

  // --- New rows ------------------------------------------------------------------------------------------------------

  void insert_all(flush_part& leader) {
    std::vector<record*> waiting = parts_.rows_of_table(leader, &record_store::pending);
    if (!leader.refers_to_itself) return insert_rows(leader, waiting);
    // Of a table that refers to itself, each row comes behind the one that it refers to.
    const auto relations = [&](const record& one) { return parts_.writer_of(one, leader).entity.row_relations; };
    do insert_rows(leader, waiting.empty() ? waiting : take_referring_to_rows(waiting, relations));
    while (!waiting.empty());
  }

  void insert_rows(flush_part& leader, const std::vector<record*>& objects) {
    parts_.each_writer(leader, objects, [this](flush_part& of, const std::vector<record*>& its) {
      for (record* one : its) refer_to_parents(of, *one, of.entity.row_relations);
      if (of.has_key()) tell_before(of, session_event::before_insert, its);
      if (const std::vector<record*> fresh = switch_rows(session_, parts_, of, its); !fresh.empty()) insert(of, fresh);
    });
    for (flush_part& of : parts_)
      if (of.table_of == &leader.store) give_keys_to_children(of);
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
      if (has_row(*one)) one->touch();
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

  // --- Foreign keys --------------------------------------------------------------------------------------------------

  /// The foreign keys of an object become the keys of what it refers to.
  void refer_to_parents(flush_part& of, record& object, relation_list relations) {
    if (object.is_doomed) return;
    for (const relation_info* relation : relations) {
      if (relation->kind != relation_kind::many_to_one) continue;
      const related_objects* const held = loaded_relation(*relation, object);
      if (held && held->is_changed()) refer_to_parent(of, *relation, object, *held);
    }
  }

  void refer_to_parent(flush_part& of, const relation_info& relation, record& object, const related_objects& held) {
    of.note(object);
    if (held.now().empty()) {
      if (!relation.key->may_be_null) refuse_orphan(relation, object);
      return relation.key->refer_to_none(object);
    }
    const record& parent = *held.now().front();
    if (has_row(parent, relation)) return relation.key->refer(object, parent);
    session_.check_given(relation, parent);
    // Its table comes later: a circle. It is updated when the other is there.
    if (!relation.key->may_be_null)
      parent.state == object_state::pending || has_row(parent) ? refuse_circle(relation)
                                                               : refuse_orphan(relation, object);
    relation.key->refer_to_none(object);
    of.late.push_back(&object);
  }

  /// What new objects hold in their relations refers to them.
  void give_keys_to_children(flush_part& of) {
    for (auto list : {&record_store::pending, &record_store::touched})
      of.each_row(list, [&](record& one) {  // children of the same table join the list
        if (has_row(one) && !one.is_doomed) give_key_to_children(of, one);
      });
  }

  void give_key_to_children(flush_part& of, record& owner) {
    for (const relation_info* relation : of.entity.row_relations)
      if (const related_objects* held = changed_children(*relation, owner))
        for (record* child : held->now()) {
          if (child->is_admitted())
            refer_child(*relation, *child, owner);
          else if (!held->contained(child))
            session_.check_given(*relation, *child);
        }
  }

  void refer_child(const relation_info& relation, record& child, const record& parent) {
    if (child.is_doomed || relation.key->refers(child, parent)) return;
    if (child.state == object_state::persistent) child.touch();
    parts_.of(child).note(child);
    relation.key->refer(child, parent);
  }

  /// What was taken out of relations refers to their objects no more.
  void let_children_go(flush_part& of) {
    for (std::size_t i = 0; i != of.store.touched.size(); ++i) {
      record& owner = *of.store.touched[i];
      for (const relation_info* relation : of.entity.relations)
        if (const related_objects* held = changed_children(*relation, owner))
          for (record* child : held->taken_out()) let_child_go(*relation, *child, owner);
    }
  }

  /// What is left of the relations of deleted objects refers to them no more.
  void leave_children(flush_part& of) {
    for (record* one : of.store.doomed)
      for (const relation_info* relation : of.entity.relations)
        if (relation->kind == relation_kind::one_to_many && !relation->cascade.deletes)
          if (const related_objects* held = loaded_relation(*relation, *one))
            for (record* child : held->now()) let_child_go(*relation, *child, *one);
  }

  void let_child_go(const relation_info& relation, record& child, const record& parent) {
    if (child.is_doomed || child.state != object_state::persistent || !relation.key->refers(child, parent)) return;
    if (parent.leaves_row && is_held_by_heir(relation, child, parent)) return;
    if (!relation.key->may_be_null) refuse_orphan(relation, child);
    child.touch();
    parts_.of(child).note(child);
    relation.key->refer_to_none(child);
  }

  /// What an object holds in a relation whose objects refer to it, where that has changed; else null.
  static const related_objects* changed_children(const relation_info& relation, record& owner) {
    if (relation.kind != relation_kind::one_to_many) return nullptr;
    const related_objects* const held = loaded_relation(relation, owner);
    return held && held->is_changed() ? held : nullptr;
  }

  [[noreturn, gnu::cold]] static void refuse_orphan(const relation_info& relation, const record& child) {
    throw_refusal("sqlalloy: a " + std::string(child.store->name()) + " would be left without what " +
                  std::string(relation.owner) + "::" + std::string(relation.name) +
                  " says, and its foreign key may not be NULL; remove() it, give it another, or say "
                  "sa::cascades<\"all, delete-orphan\">");
  }
  [[noreturn, gnu::cold]] static void refuse_circle(const relation_info& relation) {
    throw_refusal("sqlalloy: new objects refer to each other in a circle that cannot be ordered: the foreign key of " +
                  std::string(relation.owner) + "::" + std::string(relation.name) + " may not be NULL at first");
  }

  // --- Changed rows --------------------------------------------------------------------------------------------------

  // Those who are told of it, and the snapshots, have to do with all rows of an object.
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
      if (one.is_doomed || one.is_expired) return;
      if (of.has_key() && !one.takes_row && one.store->listens(session_event::before_update) && is_changed(one)) {
        tell_before(of, session_event::before_update, {&one});
        of.check_key(one);
      }
      column_mask mask = of.entity.changes(one);
      if (mask == 0 && of.entity.version != 0 && is_changed(one)) mask = of.entity.version;
      if (mask != 0) changes.push_back({mask, &one});
    });
    each_alike(changes, [&](column_mask mask, const std::vector<record*>& alike) { update(of, mask, alike, written); });
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
      parts_.each_writer(leader, objects, [this](flush_part& of, const std::vector<record*>& its) { remove(of, its); });
    };
    if (!leader.refers_to_itself) return remove_rows(waiting);
    // Of a table that refers to itself, each row goes before the one that it refers to.
    while (!waiting.empty()) {
      const std::vector<record*> ready =
          take_unreferred(waiting, [&](const record& one, std::vector<row_parent>& into) {
            parts_.writer_of(one, leader).entity.add_parents(one, into);
          });
      ready.empty() ? circles_.leave_each_other(leader, waiting) : remove_rows(ready);
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
