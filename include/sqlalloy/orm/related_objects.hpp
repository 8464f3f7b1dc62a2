// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/orm/record.hpp>
#include <sqlalloy/orm/record_order.hpp>
#include <sqlalloy/schema/cascade_set.hpp>
#include <sqlalloy/schema/relation.hpp>
#include <sqlalloy/schema/relation_facts.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sqlalloy::inline v0 {

class related_objects;

/// What a foreign key does to the two objects that it joins.
struct foreign_key_functions {
  bool may_be_null;
  void (*refer)(record& child, const record& parent);
  bool (*refers)(const record& child, const record& parent);
  void (*refer_to_none)(record& child);
  bool (*refers_to_any)(const record& child);  ///< whether none of it is NULL
  std::uint64_t parent_columns;                ///< the bits of what it refers to, where that is not the primary key
};

/// A relation as the session handles it; one constant for each.
struct relation_info {
  std::string_view owner;   ///< the struct, in words
  std::string_view name;    ///< the member
  std::string_view target;  ///< the other struct
  bool is_collection;
  cascade_set cascade;
  relation_member& (*member)(record& owner);                ///< of an object
  const relation_info* (*other_side)() noexcept;            ///< gives null where the target has none
  related_objects& (*unloaded)(bool is_detached) noexcept;  ///< what stands in all objects in which it is not loaded
  related_objects& (*unloaded_copy)(bool is_detached) noexcept;  ///< what stands in plain structs that are their copies
  const void* owner_entity;
  const void* target_entity;
  relation_kind kind;
  bool passive_deletes;
  const foreign_key_functions* key;  ///< null where a table is between the two
};

/// How much of what the database has is in a relation.
enum class relation_extent : unsigned char {
  all,
  assumed,  ///< nothing was read: its object was new, and nobody has given it anything
  limited,  ///< what the criteria of the session have left
};

/// The relations of a struct, in order.
using relation_list = std::span<const relation_info* const>;

/// The objects that a relation holds. In an object of a session they are linked; in a plain struct, and in an object
/// without session, they are kept as handles keep them.
class related_objects final : public relation_content {
 public:
  related_objects() = default;
  /// What stands in an object whose relation is not loaded, or in copies of its struct. It is shared by all of them.
  related_objects(const relation_info& relation, bool is_detached, bool is_copy) noexcept
      : relation_(&relation), is_loaded_(false), is_detached_(is_detached), is_copy_(is_copy) {}
  /// What stands in an object of a session; `refresh` is the number of the query that loads it.
  related_objects(const relation_info& relation, record& owner, std::uint32_t refresh = 0) noexcept
      : relation_(&relation), owner_(&owner), refresh_(refresh) {}
  related_objects(const related_objects&) = delete;
  related_objects& operator=(const related_objects&) = delete;
  ~related_objects() {
    for (record* one : now_) owner_ ? one->drop_link() : one->drop_handle();
    for (record* one : before_) one->drop_link();
    if (is_changed_) owner_->unpin();
  }

  const relation_info* relation() const noexcept { return relation_; }
  record* owner() const noexcept { return owner_; }
  bool is_loaded() const noexcept { return is_loaded_; }
  /// Whether it stands in a plain struct: one that was copied of an object in which the relation is not loaded.
  bool is_unloaded_copy() const noexcept { return is_copy_; }
  bool is_changed() const noexcept { return is_changed_; }
  /// Whether a query that reads objects anew replaces it: what has changed or was given stays, and what it has loaded.
  bool is_old() const noexcept { return owner_ && !is_changed_ && refresh_ != owner_->store->core->refreshes; }
  relation_extent extent() const noexcept { return extent_; }
  void set_extent(relation_extent extent) noexcept { extent_ = extent; }
  const std::vector<record*>& now() const noexcept { return now_; }
  const std::vector<record*>& before() const noexcept { return before_; }

  /// The object at a place; null behind the last.
  record* at(std::size_t place) const noexcept { return place < now_.size() ? now_[place] : nullptr; }
  bool contains(const record* object) const noexcept { return place_of(now_, object) != now_.size(); }
  /// Whether the database has it, where `is_changed()`.
  bool contained(const record* object) const noexcept { return place_of(before_, object) != before_.size(); }

  /// What is there and not in the database, where `is_changed()`; and the other way round.
  std::vector<record*> put_in() const { return without(now_, before_); }
  std::vector<record*> taken_out() const { return without(before_, now_); }

  /// While it is loaded: adds what is in the database. What has changed stays as it is.
  void load(record& object) {
    if (is_changed_) {
      if (contained(&object)) return;
      before_.push_back(&object);
      object.add_link();
      if (contains(&object)) return;
    }
    now_.push_back(&object);
    object.add_link();
  }

  /// What is there now is what the database has.
  void settle() {
    if (!is_changed_) return;
    for (record* one : before_) one->drop_link();
    before_.clear();
    is_changed_ = false;
    owner_->unpin();
  }

  /// Adds an object, and keeps the other side in step. False where it was there.
  bool append(record& object) {
    if (owner_ ? object.is_linked() && contains(&object) : contains(&object)) return false;
    if (!owner_) return hold(object), true;
    take_in(object);
    add(object);
    tell_other_side(object);
    return true;
  }

  /// Adds an object that was made for it.
  void append_new(record& object) { owner_ ? static_cast<void>(append(object)) : hold(object); }

  /// Takes an object out, and keeps the other side in step. False where it was not there.
  bool remove(record& object) {
    const std::size_t place = place_of(now_, &object);
    if (place == now_.size()) return false;
    if (!owner_) {
      take_away(place);
      object.drop_handle();
      return true;
    }
    object.pin();
    drop(object, place);
    if (related_objects* const back = other_side_of(object)) back->drop(*owner_);
    object.unpin();
    return true;
  }

  /// Makes an object, or none, the only one.
  void set(record* object) {
    if (object && owner_) take_in(*object);  // what is refused is refused before the former is taken out
    if (!now_.empty() && now_.front() != object) remove(*now_.front());
    if (object) append(*object);
  }

  /// Makes some objects, in their order, what it holds.
  void set_all(const std::vector<record*>& wanted) {
    if (owner_)
      for (record* one : wanted) take_in(*one);
    for (record* old : without(now_, wanted)) remove(*old);
    for (record* one : without(wanted, now_)) append(*one);
    put_in_order(wanted);
  }

  void clear() {
    while (!now_.empty()) remove(*now_.back());
  }

  /// The object comes back into its session: so that both sides say the same of what it was given meanwhile.
  void tell_other_sides() {
    for (record* one : std::vector<record*>(now_)) tell_other_side(*one);
  }

  /// The object comes into a session, or comes back: gives what it refers to, with a handle of each. Each is to be
  /// taken in then, and attached.
  std::vector<record*> enter(const relation_info& relation, record& owner) {
    if (owner_) return begin_anew();
    relation_ = &relation;
    for (const record* one : now_) check_session(*one, *owner.store->core);
    owner_ = &owner;
    return std::exchange(now_, {});
  }
  void attach(record& object) {
    if (!object.is_linked() || !contains(&object)) add(object);
    tell_other_side(object);
  }

  /// An object that is in no session comes into that of the one that refers to it, or later along with that.
  void take_in(record& object) {
    session_core& core = *owner_->store->core;
    check_session(object, core);
    if (object.is_admitted()) return;
    if (object.state == object_state::deleted || object.is_gone) return contains(&object) ? void() : refuse_deleted();
    if (!owner_->is_admitted()) return stay_with(core, object);
    if (!relation_->cascade.save_update) refuse_stranger();
    core.adopt(object);
  }

  /// The same objects; where it is not loaded, that is known of the copy, too.
  relation_content* copy() const override {
    if (!is_loaded_) return &relation_->unloaded_copy(is_detached_);
    auto* copied = new related_objects;
    for (record* one : now_) copied->hold(*one);
    return copied;
  }
  void release() noexcept override {
    if (is_loaded_) delete this;
  }
  bool stays() const noexcept override { return owner_ || (!is_loaded_ && !is_copy_); }
  void assign(relation_content* given) override {
    const owned_content from{static_cast<related_objects*>(given)};
    if (!is_loaded_) refuse_unloaded(this);
    if (!from.content->is_loaded_) refuse_unloaded(from.content);
    set_all(from.content->now_);
  }

  [[noreturn, gnu::cold]] static void refuse_unloaded(const related_objects* held) {
    if (!held)
      throw_refusal(
          "sqlalloy: a relation was read of a struct that is in no session; query it through a session, and load it "
          "there");
    const std::string member = std::string(held->relation_->owner) + "::" + std::string(held->relation_->name);
    const std::string option = ".options(sa::selectin(sa::col<&" + member + ">)) with the query, or ";
    if (held->is_detached_)
      throw_as<detached_instance_error>(failure::invalid_request,
                                        "sqlalloy: " + member +
                                            " was not loaded before its object left the session; load it there, by " +
                                            option + "merge() the object into a session");
    throw_refusal("sqlalloy: " + member + " is not loaded; say " + option + "session.load(object, sa::col<&" + member +
                  ">)");
  }

 private:
  const relation_info* relation_ = nullptr;
  record* owner_ = nullptr;  // null: a plain struct
  bool is_loaded_ = true;
  bool is_detached_ = false;  // where it is not loaded: there is no session to load it
  bool is_copy_ = false;      // the same: it stands in a plain struct
  bool is_changed_ = false;
  relation_extent extent_ = relation_extent::all;
  std::uint32_t refresh_ = 0;
  std::vector<record*> now_{};
  std::vector<record*> before_{};  // as in the database, where that is not what is there now

  // From both ends: where all is taken out, it goes from one of them.
  static std::size_t place_of(const std::vector<record*>& all, const record* object) noexcept {
    for (std::size_t first = 0, last = all.size(); first != last; ++first) {
      if (all[first] == object) return first;
      if (all[last - 1] == object) return last - 1;
      if (--last == first) break;
    }
    return all.size();
  }

  // Those of a list that are not in another one, in their order.
  static std::vector<record*> without(const std::vector<record*>& all, std::vector<record*> others) {
    leave_each_once(others);
    std::vector<record*> left;
    for (record* one : all)
      if (!is_among(others, one)) left.push_back(one);
    return left;
  }

  // In a plain struct.
  void hold(record& object) {
    object.add_handle();
    now_.push_back(&object);
  }

  void take_away(std::size_t place) { now_.erase(now_.begin() + static_cast<std::ptrdiff_t>(place)); }

  struct owned_content {
    related_objects* content;
    ~owned_content() { content->release(); }
  };

  // The object has left the session, and comes back as a new one: nothing that it holds is in the database.
  std::vector<record*> begin_anew() {
    if (now_.empty() && !is_changed_) return {};  // nobody has set it
    if (!std::exchange(is_changed_, true)) owner_->pin();
    for (record* one : std::exchange(before_, {})) one->drop_link();
    for (record* one : now_) one->add_handle();
    return now_;
  }

  void note_change() {
    if (is_changed_) return;
    is_changed_ = true;
    owner_->pin();
    before_ = now_;
    for (record* one : before_) one->add_link();
    const bool may_come_back = owner_->state == object_state::detached && !owner_->is_expired;
    if (owner_->state == object_state::persistent || may_come_back) owner_->touch();
  }

  void add(record& object) {
    note_change();
    now_.push_back(&object);
    object.add_link();
  }
  void drop(record& object) { drop(object, place_of(now_, &object)); }
  void drop(record& object, std::size_t place) {
    if (place == now_.size()) return;
    note_change();
    take_away(place);
    object.drop_link();
  }

  // A list may name an object twice, and then has it where it is first.
  void put_in_order(const std::vector<record*>& wanted) {
    std::vector<record*> each_once = wanted;
    leave_each_once(each_once);
    std::vector<record*> ordered;
    for (record* one : wanted)
      if (each_once.size() == wanted.size() || place_of(ordered, one) == ordered.size()) ordered.push_back(one);
    if (ordered.size() == now_.size()) now_ = std::move(ordered);
  }

  void tell_other_side(record& object) {
    related_objects* const back = other_side_of(object);
    if (!back) return;
    if (!back->relation_->is_collection && !back->now_.empty()) {
      record& former = *back->now_.front();
      if (&former == owner_) return;
      if (related_objects* const left = loaded_in(*relation_, former)) left->drop(object);
      back->drop(former);
    }
    if (!owner_->is_linked() || !back->contains(owner_)) back->add(*owner_);
  }

  void check_session(const record& object, const session_core& core) const {
    if (object.store && object.store->core != &core) refuse_other_session(object);
  }

  // What an object that is in no session refers to comes into that of the object, or into none.
  static void stay_with(const session_core& core, record& object) {
    record_store* const of = object.store ? nullptr : core.store_of(object.entity());
    if (of) object.enter(*of);
  }

  [[noreturn, gnu::cold]] void refuse_deleted() const {
    throw_refusal("sqlalloy: " + std::string(relation_->owner) + "::" + std::string(relation_->name) + " is given a " +
                  std::string(relation_->target) + " whose row was deleted; give it another, or a new one");
  }

  [[noreturn, gnu::cold]] void refuse_stranger() const {
    throw_refusal("sqlalloy: " + std::string(relation_->owner) + "::" + std::string(relation_->name) + " is given a " +
                  std::string(relation_->target) +
                  " that is in no session, and its cascades do not add it; add() it first");
  }

  [[noreturn, gnu::cold]] void refuse_other_session(const record& object) const {
    throw_refusal("sqlalloy: " + std::string(relation_->owner) + "::" + std::string(relation_->name) + " is given a " +
                  std::string(object.store->name()) + " of another session; merge() it into this one first");
  }

  related_objects* other_side_of(record& object) const {
    const relation_info* const other = relation_->other_side();
    if (!other || !object.store) return nullptr;  // it will be told when it comes into the session
    if (object.is_bare) object.prepare_relations();
    relation_member& member = other->member(object);
    related_objects* found = static_cast<related_objects*>(member.content());
    // What the object refers to is known now, if it was not loaded; what refers to it, not.
    if ((!found || !found->is_loaded_) && other->kind == relation_kind::many_to_one) {
      found = new related_objects(*other, object);
      member.set_content(found);
    }
    return found && found->is_loaded_ && found->owner_ ? found : nullptr;
  }

  static related_objects* loaded_in(const relation_info& relation, record& of) {
    auto* const found = static_cast<related_objects*>(relation.member(of).content());
    return found && found->is_loaded_ && found->owner_ ? found : nullptr;
  }
};

}  // namespace sqlalloy::inline v0
