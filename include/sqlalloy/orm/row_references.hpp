// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/orm/flush_parts.hpp>
#include <sqlalloy/orm/row_switch.hpp>
#include <sqlalloy/orm/session_objects.hpp>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace sqlalloy::inline v0 {

/// Has the foreign keys of objects say what their relations say, while a flush writes them.
class row_references {
 public:
  row_references(session_objects& session, flush_parts parts) noexcept : session_(session), parts_(parts) {}

  static bool has_row(const record& one) noexcept { return one.state == object_state::persistent; }
  /// The same, of the row to which the foreign key of a relation refers.
  static bool has_row(const record& one, const relation_info& relation) noexcept {
    return has_row(one) && (!one.rows_of || one.rows_of->is_kind_of(relation.target_entity));
  }

  /// Whether changed objects may have to wait for new ones.
  bool may_wait() const noexcept { return ready_ == 0 || !waiting_.empty(); }
  /// Marks the changed objects that refer to new ones, or will: their rows can be updated behind those only. Whether
  /// there are more that need not wait than the last time.
  bool mark_waiting() {
    unmark_waiting();
    for (const flush_part& of : parts_)
      for (record* owner : of.store.pending)
        if (!is_inserted(*owner))
          for (const relation_info* relation : of.entity.relations)
            if (const related_objects* held = changed_children(*relation, *owner))
              for (record* child : held->now()) mark_waiting(*child);
    std::size_t ready = 0;
    for (const flush_part& of : parts_)
      for (record* one : of.store.touched) {
        if (refers_to_new(of, *one)) mark_waiting(*one);
        ready += !one->waits;
      }
    return std::exchange(ready_, ready) < ready;
  }
  void unmark_waiting() noexcept {
    for (record* one : std::exchange(waiting_, {})) one->waits = false;
  }

  /// Has the foreign keys of changed objects say what their relations say.
  void refer_changed() {
    for (flush_part& of : parts_)
      for (std::size_t i = 0; i != of.store.touched.size(); ++i)  // what is read for its key joins the list
        if (record& one = *of.store.touched[i]; !one.waits) refer_to_parents(of, one, of.entity.relations);
    for (flush_part& of : parts_) let_children_go(of);
    for (const flush_part& of : parts_) of.check_keys();
  }

  /// The foreign keys of an object become the keys of what it refers to.
  void refer_to_parents(flush_part& of, record& object, relation_list relations) {
    if (object.is_doomed) return;
    for (const relation_info* relation : relations) {
      if (relation->kind != relation_kind::many_to_one) continue;
      const related_objects* const held = loaded_relation(*relation, object);
      if (held && held->is_changed()) refer_to_parent(of, *relation, object, *held);
    }
  }

  /// What the changed objects hold refers to them. Children of the same table join those that are changed.
  void give_keys_of_changed(flush_part& of) {
    of.each_row(&record_store::touched, [&](record& one) { give_key_to_children(of, one); });
  }

  /// What an object holds in its relations refers to it.
  void give_key_to_children(flush_part& of, record& owner) {
    if (!has_row(owner) || owner.is_doomed) return;
    for (const relation_info* relation : of.entity.row_relations)
      if (const related_objects* held = changed_children(*relation, owner))
        for (record* child : held->now()) {
          if (child->is_admitted())
            refer_child(*relation, *child, owner);
          else if (!held->contained(child))
            session_.check_given(*relation, *child);
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

 private:
  session_objects& session_;
  const flush_parts parts_;
  std::vector<record*> waiting_{};
  std::size_t ready_ = 0;

  static bool is_inserted(const record& one) noexcept { return has_row(one) && !one.rows_of; }
  void mark_waiting(record& one) {
    if (!std::exchange(one.waits, true)) waiting_.push_back(&one);
  }
  static bool refers_to_new(const flush_part& of, record& one) {
    for (const relation_info* relation : of.entity.relations)
      if (relation->kind == relation_kind::many_to_one)
        if (const related_objects* held = loaded_relation(*relation, one);
            held && held->is_changed() && !held->now().empty() && !is_inserted(*held->now().front()))
          return true;
    return false;
  }

  void refer_to_parent(flush_part& of, const relation_info& relation, record& object, const related_objects& held) {
    of.note(object);
    if (held.now().empty()) {
      if (!relation.key->may_be_null) refuse_orphan(relation, object);
      return relation.key->refer_to_none(object);
    }
    record& parent = *held.now().front();
    read_key(relation, parent);
    if (has_row(parent, relation)) return relation.key->refer(object, parent);
    session_.check_given(relation, parent);
    // Its table comes later: a circle. It is updated when the other is there.
    if (!relation.key->may_be_null)
      parent.state == object_state::pending || has_row(parent) ? refuse_circle(relation)
                                                               : refuse_orphan(relation, object);
    relation.key->refer_to_none(object);
    of.late.push_back(&object);
  }

  // What a foreign key refers to is known of an object as long as that is its primary key; else it may have expired.
  static void read_key(const relation_info& relation, record& parent) {
    if (parent.lacks(relation.key->parent_columns)) parent.store->reload(parent);
  }

  void refer_child(const relation_info& relation, record& child, record& parent) {
    read_key(relation, parent);
    if (child.is_doomed || relation.key->refers(child, parent)) return;
    if (child.state == object_state::persistent) child.touch();
    parts_.of(child).note(child);
    relation.key->refer(child, parent);
  }

  // What was taken out of relations refers to their objects no more.
  void let_children_go(flush_part& of) {
    for (std::size_t i = 0; i != of.store.touched.size(); ++i) {
      record& owner = *of.store.touched[i];
      for (const relation_info* relation : of.entity.relations)
        if (const related_objects* held = changed_children(*relation, owner))
          for (record* child : held->taken_out()) let_child_go(*relation, *child, owner);
    }
  }

  void let_child_go(const relation_info& relation, record& child, record& parent) {
    if (child.is_doomed || child.waits || child.state != object_state::persistent) return;
    read_key(relation, parent);
    if (!relation.key->refers(child, parent)) return;
    if (parent.leaves_row && is_held_by_heir(relation, child, parent)) return;
    if (!relation.key->may_be_null) refuse_orphan(relation, child);
    child.touch();
    parts_.of(child).note(child);
    relation.key->refer_to_none(child);
  }

  // What an object holds in a relation whose objects refer to it, where that has changed; else null.
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
};

}  // namespace sqlalloy::inline v0
