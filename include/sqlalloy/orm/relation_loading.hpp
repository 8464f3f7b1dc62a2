// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/orm/record_order.hpp>
#include <sqlalloy/orm/relations.hpp>
#include <sqlalloy/orm/session_objects.hpp>

#include <cstddef>
#include <type_traits>
#include <utility>
#include <vector>

namespace sqlalloy::inline v0 {

/// Whether the relation of an object is to be loaded: it is not yet, or it is `again`, or it was assumed to be empty.
/// What is to be deleted needs all that is in it.
inline bool is_to_be_loaded(const relation_info& relation, record& owner, bool again) {
  if (owner.state != object_state::persistent) return false;
  const related_objects* const held = loaded_relation(relation, owner);
  if (!held || (again && held->is_old())) return true;
  return held->extent() == relation_extent::assumed || (held->extent() == relation_extent::limited && owner.is_doomed);
}

/// The relation of an object begins to be loaded; null where it is not to be. What was changed in it stays, and what
/// the database has is added.
inline related_objects* begin_loading(const relation_info& relation, record& owner, bool again) {
  if (owner.state != object_state::persistent) return nullptr;
  owner.look();
  if (!is_to_be_loaded(relation, owner, again)) return nullptr;
  if (related_objects* const held = loaded_relation(relation, owner); held && held->is_changed())
    return relation.is_collection ? held : nullptr;
  auto* const fresh = new related_objects(relation, owner, owner.store->core->refreshes);
  relation.member(owner).set_content(fresh);
  return fresh;
}

/// Whether an object of a relation has left an owner, as its other side says, and the database does not know of it yet.
inline bool has_left(const related_objects& other_side, const record& owner) {
  if (!other_side.is_changed() || other_side.contains(&owner)) return false;
  return !other_side.relation()->is_collection || other_side.contained(&owner);
}

// What is written already and has been found there stays beside others.
inline void put_in(related_objects& held, record& object) {
  if (held.contains(&object)) return;
  held.relation()->is_collection ? static_cast<void>(held.append(object)) : held.set(&object);
}

/// What was loaded is what the database has. What the other sides say that is not flushed changes it.
inline void follow_other_sides(const session_objects& session, const relation_info& relation,
                               std::vector<record*> owners) {
  const relation_info* const other = relation.other_side();
  if (!other || relation.kind == relation_kind::many_to_one) return;
  for (record* owner : owners) {
    related_objects& held = *loaded_relation(relation, *owner);
    for (record* one : std::vector<record*>(held.now()))
      if (const related_objects* said = loaded_relation(*other, *one); said && has_left(*said, *owner))
        held.remove(*one);
  }
  leave_each_once(owners);
  for (const record_store* store : session.stores()) {
    if (!store->is_kind_of(relation.target_entity)) continue;
    for (const auto* list : {&store->touched, &store->pending})
      for (std::size_t i = 0; i != list->size(); ++i)  // owners of the same struct join the list
        if (const related_objects* said = loaded_relation(*other, *(*list)[i]); said && said->is_changed())
          for (record* owner : said->put_in())
            if (is_among(owners, owner)) put_in(*loaded_relation(relation, *owner), *(*list)[i]);
  }
}

/// A relation of objects, while it is being loaded: where that fails, it is not loaded, or what it was before where it
/// was changed.
class relation_loading {
 public:
  relation_loading(const relation_info& relation, bool again) noexcept : relation_(relation), again_(again) {}
  relation_loading(const relation_loading&) = delete;
  relation_loading& operator=(const relation_loading&) = delete;
  ~relation_loading() {
    for (record* one : owners_)
      if (!loaded_relation(relation_, *one)->is_changed())
        relation_.member(*one).set_content(&relation_.unloaded(false));
  }

  related_objects* begin(record& owner) {
    related_objects* const held = begin_loading(relation_, owner, again_);
    if (held) owners_.push_back(&owner);
    return held;
  }
  /// `found` says how much of it.
  void end(const session_objects& session, relation_extent found) {
    const std::vector<record*> owners = std::exchange(owners_, {});
    for (record* one : owners) loaded_relation(relation_, *one)->set_extent(found);
    follow_other_sides(session, relation_, owners);
  }

 private:
  const relation_info& relation_;
  const bool again_;
  std::vector<record*> owners_{};
};

/// How much of a relation the queries of a session find: `Entities` are the structs that they read.
template <class State, class... Entities>
inline constexpr relation_extent found_extent =
    !std::is_same_v<State, typename State::unguarded> && (State::limits_type::template concern<Entities> || ...)
        ? relation_extent::limited
        : relation_extent::all;

/// What is known of an object by having found it through its other side.
inline void note_other_side(const relation_info& relation, record& target, record& owner) {
  const relation_info* const other = relation.other_side();
  if (!other || other->is_collection) return;
  if (related_objects* const held = begin_loading(*other, target, false)) held->load(owner);
}

}  // namespace sqlalloy::inline v0
