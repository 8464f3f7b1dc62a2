// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/orm/attachment.hpp>
#include <sqlalloy/orm/cascades.hpp>
#include <sqlalloy/orm/record.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sqlalloy::inline v0 {

/// All objects of a session: what does not depend on their structs.
class session_objects : public session_core {
 public:
  std::vector<record*> created{};  ///< in this transaction
  std::vector<record*> removed{};  ///< the same
  std::vector<record*> dropped{};  ///< new, and not wanted any more by the flush that goes on
  bool is_flushing = false;
  bool is_writing = false;  ///< the part of a flush in which nobody may use the session
  int autoflush_pauses = 0;

  /// The stores, one for each struct.
  std::span<record_store* const> stores() const noexcept { return stores_; }

  record_store* store_of(const void* entity) const noexcept override {
    for (record_store* one : stores_)
      if (one->entity() == entity) return one;
    return nullptr;
  }

  void adopt(record& object) override {
    refuse_while_writing();
    const std::uint32_t before = last_turn();
    std::vector<record*> readmitted;
    try {
      object.state == object_state::detached ? readmit_with_related(object, readmitted) : adopt_new(object);
    } catch (...) {
      for (record_store* one : stores_) give_up_pending(*one, before);
      for (record* one : readmitted) expunge_one(*one);
      throw;
    }
  }

  [[noreturn, gnu::cold]] static void refuse_unknown_kind() {
    throw_refusal(
        "sqlalloy: an object inherits a struct of the session, and its own is none; name it in sa::tables where the "
        "session is made");
  }

  /// Refuses what a relation was given and has left the session since: it would be passed over in silence. What was
  /// removed may be there.
  void check_given(const relation_info& relation, const record& object) const {
    if (object.is_admitted() || object.state == object_state::deleted) return;
    for (const record* one : dropped)
      if (one == &object) return;
    throw_refusal("sqlalloy: " + std::string(relation.owner) + "::" + std::string(relation.name) + " holds a " +
                  std::string(relation.target) + " that is in no session; add() it, or take it out of the relation");
  }

  /// Something of an object is to be loaded.
  void check_load(const record& object, std::string_view struct_name) const {
    if (object.state == object_state::detached)
      throw_as<detached_instance_error>(failure::invalid_request,
                                        "sqlalloy: load() of a " + std::string(struct_name) +
                                            " that is in no session any more; add() or merge() it first");
    if (object.store && object.store->core != this)
      throw_refusal("sqlalloy: load() of a relation of a " + std::string(struct_name) + " that is another session's");
  }

  void refuse_while_writing() const {
    if (is_writing)
      throw_refusal(
          "sqlalloy: the session is flushing already, and is used by a function that it calls; do so in "
          "before_flush or after_flush");
  }

  /// Whether a flush would write something.
  bool is_modified() const {
    for (const record_store* one : stores_) {
      if (!one->pending.empty() || !one->doomed.empty()) return true;
      for (const record* object : one->touched)
        if (object->is_changed()) return true;
    }
    return false;
  }

  /// Whether there is anything to flush.
  bool has_changes() const noexcept {
    for (const record_store* one : stores_)
      if (!one->pending.empty() || !one->touched.empty() || !one->doomed.empty()) return true;
    return false;
  }

  /// What was flushed holds, and references to objects are good no more.
  void keep_changes() {
    for (const record_store* of : stores_)
      for (record* one : of->touched) one->is_reached = false;
    for (record* one : std::exchange(created, {})) {
      one->is_new = false;
      one->unpin();
    }
    for (record* one : std::exchange(removed, {})) {
      one->state = object_state::detached;
      one->is_gone = true;
      one->note_session();
      one->unpin();
    }
  }

  /// What was not changed is not watched any more.
  void untouch_unchanged() {
    for (record_store* of : stores_) of->untouch_all([](const record& one) { return !one.is_changed(); });
  }

  /// How much has been inserted and deleted in the transaction.
  struct progress {
    std::size_t created = 0;
    std::size_t removed = 0;
  };
  progress mark() const noexcept { return {created.size(), removed.size()}; }

  /// The objects are what they were then, as far as is known: what they have is read again.
  void undo_to(progress then) {
    forget_changes();
    undo_since(then);
    expire_all();
  }

  /// Lets an object go out of the session, and what its cascades name.
  void expunge(record& object) {
    std::vector<record*> all = with_related(object, &cascade_set::expunge);
    for (record* one : all) one->pin();  // they refer to each other
    for (record* one : all)
      if (one->is_in_session() && one->store->core == this) expunge_one(*one);
    for (record* one : all) one->unpin();
  }
  void expunge_one(record& object) {
    record_store& store = *object.store;
    object.pin();
    store.forget(object);
    store.put_aside(object);
    if (object.is_doomed) {
      object.is_doomed = false;
      record_store::take_out(store.doomed, object);
      object.unpin();
    }
    if (object.state == object_state::pending) {
      record_store::take_out(store.pending, object);
      object.state = object_state::transient;
      object.unpin();
    } else if (object.state == object_state::persistent) {
      object.state = object_state::detached;
      object.note_session();
    }
    object.unpin();
  }

  /// The next flush deletes an object; one that has no row yet just leaves the session. False where that is known.
  bool doom(record& object) {
    if (object.is_doomed) return false;
    if (object.state == object_state::pending) {
      record_store::take_out(object.store->pending, object);
      object.state = object_state::transient;
      dropped.push_back(&object);  // its pin goes along
      return true;
    }
    if (object.state != object_state::persistent) return false;
    object.is_doomed = true;
    object.is_expanded = false;
    object.pin();
    record_store::put_in(object.store->doomed, object);
    return true;
  }

  /// It is not deleted after all.
  void undoom(record& object) noexcept {
    record_store::take_out(object.store->doomed, object);
    object.is_doomed = false;
    object.unpin();
  }

  /// What was dropped stays out.
  void forget_dropped() noexcept {
    for (record* one : std::exchange(dropped, {})) one->unpin();
  }

  /// The row of an object is gone, as long as the transaction is not undone.
  void note_deleted(record& object) {
    object.pin();
    removed.push_back(&object);
    object.store->forget(object);
    object.store->untouch(object);
    object.state = object_state::deleted;
    if (!std::exchange(object.is_doomed, false)) return;
    record_store::take_out(object.store->doomed, object);
    object.unpin();
  }

  /// An object is read again when it is next used, and what its cascades name.
  void expire_with_related(record& object) {
    std::vector<record*> all = with_related(object, &cascade_set::refresh_expire);
    for (record* one : all) one->pin();
    for (record* one : all)
      if (one->state == object_state::persistent && one->store->core == this) expire(*one);
    for (record* one : all) one->unpin();
  }

  /// The columns of an object are read again when it is next used.
  void expire(record& object) {
    object.take_back_changes();  // its key is that of the row
    object.store->untouch(object);
    expire_untouched(object);
  }

  /// All objects are read again when they are next used.
  void expire_all() {
    for (record_store* of : stores_) {
      of->take_back_changes();
      for (record* one = of->first; one;) {
        one->pin();
        if (one->state == object_state::persistent) expire_untouched(*one);
        record* const next = one->next;
        one->unpin();
        one = next;
      }
    }
  }

 protected:
  explicit session_objects(std::span<record_store* const> stores) noexcept : stores_(stores) {}

  // The objects do not wait for anything any more.
  void let_go() noexcept {
    for (record_store* of : stores_)
      for (auto* list : {&of->pending, &of->doomed, &of->touched})
        for (record* one : std::exchange(*list, {})) {
          one->is_touched = one->is_doomed = false;
          one->unpin();
        }
    for (auto* list : {&created, &removed})
      for (record* one : std::exchange(*list, {})) one->unpin();
    for (record_store* of : stores_)
      for (record* one = of->first; one; one = one->next) {
        const bool has_row = one->state != object_state::pending && one->state != object_state::transient;
        one->state = has_row ? object_state::detached : object_state::transient;
        one->note_session();
      }
  }

  // The objects end.
  void destroy() noexcept {
    is_ending_ = true;
    for (record_store* of : stores_) record_list::clear_relations(*of);
    for (record_store* of : stores_) record_list::destroy(*of);
  }

 private:
  std::span<record_store* const> stores_;

  void adopt_new(record& object) {
    record_store* const into = store_of(object.entity());
    if (!into) refuse_unknown_kind();
    into->adopt(object);
  }

  void readmit_with_related(record& object, std::vector<record*>& readmitted) {
    const attaching_guard all_at_once(*this, nullptr);  // other sides are told when all are there
    const std::vector<record*> all = with_related(object, &cascade_set::save_update);
    for (record* one : all)
      if (one->state == object_state::detached && one->store->core == this && !one->is_gone) {
        one->store->readmit(*one);
        readmitted.push_back(one);
      }
    for (record* one : all)
      if (one->state == object_state::transient) adopt_new(*one);
    for (record* one : readmitted)
      for (const relation_info* relation : one->relations())
        if (related_objects* const held = loaded_relation(*relation, *one)) held->tell_other_sides();
  }

  // Those that have been added since some turn leave the session.
  static void give_up_pending(record_store& of, std::uint32_t since) noexcept {
    while (!of.pending.empty() && of.pending.back()->turn > since) {
      record* const one = of.pending.back();
      of.pending.pop_back();
      one->state = object_state::transient;
      one->unpin();
    }
  }

  // New objects leave the session, and what was to be deleted stays.
  void forget_changes() {
    for (record_store* of : stores_) {
      give_up_pending(*of, 0);
      for (record* one : std::exchange(of->doomed, {})) {
        one->is_doomed = false;
        one->unpin();
      }
    }
  }

  // What was inserted or deleted since then is as it was.
  void undo_since(progress then) {
    while (removed.size() > then.removed) {
      record* const one = removed.back();
      removed.pop_back();
      one->state = object_state::persistent;
      one->store->remember(*one);
      one->unpin();
    }
    while (created.size() > then.created) {
      record* const one = created.back();
      created.pop_back();
      if (one->state == object_state::persistent) one->store->forget(*one);
      one->state = object_state::transient;
      one->is_new = one->is_expired = false;  // it has what it was inserted with, but for its number
      if (std::exchange(one->is_gone, false)) one->note_session();  // its row has another object again
      one->store->clear_number(*one);
      one->note_session();
      one->unpin();
    }
  }

  static void expire_untouched(record& object) {
    object.pin();
    object.clear_relations();
    object.is_expired = true;
    object.unpin();
  }
};

/// As long as queries do not flush.
class autoflush_pause {
 public:
  explicit autoflush_pause(session_objects& of) noexcept : of_(of) { ++of_.autoflush_pauses; }
  autoflush_pause(const autoflush_pause&) = delete;
  autoflush_pause& operator=(const autoflush_pause&) = delete;
  ~autoflush_pause() { --of_.autoflush_pauses; }

 private:
  session_objects& of_;
};

}  // namespace sqlalloy::inline v0
