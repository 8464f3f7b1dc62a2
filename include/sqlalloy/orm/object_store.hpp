// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/meta/type_name.hpp>
#include <sqlalloy/orm/columns_of.hpp>
#include <sqlalloy/orm/identity_map.hpp>
#include <sqlalloy/orm/tracked.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sqlalloy::inline v0 {

/// The objects of a struct in a session.
template <class T>
class object_store final : public record_store {
 public:
  using reload_function = void (*)(session_core&, object_record<T>&);

  identity_map<T> map{};

  object_store(session_core* of, reload_function how) noexcept : record_store(of), reload_(how) {}

  void reload(record& object) override { reload_(*core, static_cast<object_record<T>&>(object)); }

  std::string_view name() const noexcept override { return meta::type_name<T>(); }
  const void* entity() const noexcept override { return &entity_tag<T>; }

  /// A new object comes into the session: the next flush inserts it.
  void adopt(record& object) override {
    if (!object.store) object.enter(*this);
    object.state = object_state::pending;
    object.pin();
    pending.push_back(&object);
    object.is_bare = has_relations<T>;
    object.starts_empty = true;
    // What the struct was given in its relations is new, too.
    for (const relation_info* relation : relations_of<T>)
      if (relation->member(object).content()) return object.prepare_relations();
  }

  void make_room(std::size_t more) override { map.reserve(more); }
  void remember(record& object) override { map.insert(static_cast<object_record<T>&>(object)); }

  void forget(record& object) noexcept override {
    if (object.state == object_state::persistent) map.erase(static_cast<object_record<T>&>(object));
    if (spare_ == &object) spare_ = nullptr;
  }

  /// An object for the next row to be read into; see `keep_read()`.
  object_record<T>& spare() {
    if (!spare_) {
      spare_ = new object_record<T>;
      spare_->state = object_state::detached;
    }
    return *spare_;
  }

  /// The one object for the row that was read into `spare()`. One that the session has already stays as it is, unless
  /// it has expired or `refresh` says to take what was read.
  object_record<T>& keep_read(bool refresh) {
    object_record<T>& read = *spare_;
    if (object_record<T>* known = map.find_or_insert(read)) {
      if (known->is_expired || refresh) take_columns(*known, read.object);
      return *known;
    }
    spare_ = nullptr;
    read.enter(*this);
    read.state = object_state::persistent;
    read.is_bare = has_relations<T>;
    return read;
  }

  /// What was read from the database becomes what the object has.
  void take_columns(object_record<T>& object, T& read) {
    move_columns(read, object.object);
    object.is_expired = false;
    if (object.before) copy_columns(object.object, *object.before);
  }

  ~object_store() { delete_spare(); }

 private:
  reload_function reload_;
  object_record<T>* spare_ = nullptr;

  void delete_spare() noexcept {
    if (spare_) std::exchange(spare_, nullptr)->discard();
  }
};

}  // namespace sqlalloy::inline v0
