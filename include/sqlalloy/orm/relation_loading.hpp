// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/orm/relations.hpp>

#include <vector>

namespace sqlalloy::inline v0 {

/// The relation of an object begins to be loaded; null where it is loaded already, or the object has no row. What was
/// changed since it was assumed to be empty stays, and what the database has is added.
inline related_objects* begin_loading(const relation_info& relation, record& owner, bool again) {
  if (owner.state != object_state::persistent) return nullptr;
  owner.look();
  if (related_objects* const held = loaded_relation(relation, owner)) {
    if (!(again && held->is_old()) && held->extent() == relation_extent::all) return nullptr;
    if (held->is_changed()) return relation.is_collection ? held : nullptr;
  }
  auto* const fresh = new related_objects(relation, owner, owner.store->core->refreshes);
  relation.member(owner).set_content(fresh);
  return fresh;
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
  void end() noexcept {
    for (record* one : owners_) loaded_relation(relation_, *one)->set_extent(relation_extent::all);
    owners_.clear();
  }

 private:
  const relation_info& relation_;
  const bool again_;
  std::vector<record*> owners_{};
};

/// What is known of an object by having found it through its other side.
inline void note_other_side(const relation_info& relation, record& target, record& owner) {
  const relation_info* const other = relation.other_side();
  if (!other || other->is_collection) return;
  if (related_objects* const held = begin_loading(*other, target, false)) held->load(owner);
}

}  // namespace sqlalloy::inline v0
