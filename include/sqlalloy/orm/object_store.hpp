// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/meta/type_name.hpp>
#include <sqlalloy/orm/columns_of.hpp>
#include <sqlalloy/orm/identity_map.hpp>
#include <sqlalloy/orm/tracked.hpp>

#include <memory>
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

  /// A new object comes into the session: the next flush inserts it.
  void adopt(record& object) override {
    if (!object.store) object.enter(*this);
    object.state = object_state::pending;
    object.pin();
    pending.push_back(&object);
    object.is_bare = has_relations<T>;
    object.starts_empty = true;
    attach_given(static_cast<object_record<T>&>(object));
  }

  void forget(record& object) noexcept override {
    if (object.state == object_state::persistent) map.erase(static_cast<object_record<T>&>(object));
    if (spare_ == &object) spare_ = nullptr;
  }

  /// An object for the next row to be read into; see `keep_read()`.
  object_record<T>& spare() {
    if (!spare_) {
      spare_ = new object_record<T>(T{});
      spare_->state = object_state::detached;
    }
    return *spare_;
  }

  /// The one object for the row that was read into `spare()`. One that the session has already stays as it is, unless
  /// it has expired or `refresh` says to take what was read.
  object_record<T>& keep_read(bool refresh) {
    object_record<T>& read = *spare_;
    if (object_record<T>* known = map.find(primary_key_reader<T>::read(read.object))) {
      if (known->is_expired || refresh) take_columns(*known, read.object);
      return *known;
    }
    spare_ = nullptr;
    read.enter(*this);
    read.state = object_state::persistent;
    read.is_bare = has_relations<T>;
    map.insert(read);
    return read;
  }

  /// What was read from the database becomes what the object has.
  void take_columns(object_record<T>& object, T& read) {
    move_columns(read, object.object);
    object.is_expired = false;
    if (object.before) copy_columns(object.object, *object.before);
  }

  /// The columns of all changed rows are again what they were loaded with, their keys among them.
  void take_back_changes() {
    for (record* one : std::exchange(touched, {})) {
      auto& object = static_cast<object_record<T>&>(*one);
      if (object.state == object_state::persistent) copy_columns(*object.before, object.object);
      object.is_touched = false;
      object.drop_snapshot();
      object.unpin();
    }
  }

  /// The object does not count as changed any more.
  void untouch(record& object) noexcept {
    if (!object.is_touched) return;
    object.is_touched = false;
    object.drop_snapshot();
    std::erase(touched, &object);
    object.unpin();
  }

  /// An object goes out of the session, and remembers what it was loaded with.
  void put_aside(record& object) noexcept {
    if (!std::exchange(object.is_touched, false)) return;
    std::erase(touched, &object);
    object.unpin();
  }

  /// A row comes back into the session, with what has changed meanwhile.
  void readmit(object_record<T>& object) {
    object.state = object_state::persistent;
    map.insert(object);
    if (!object.before) return;
    object.is_touched = true;
    object.pin();
    touched.push_back(&object);
  }

  ~object_store() { delete_spare(); }

 private:
  reload_function reload_;
  object_record<T>* spare_ = nullptr;

  void delete_spare() noexcept {
    if (spare_) std::exchange(spare_, nullptr)->discard();
  }

  // What the struct was given in its relations is new, too.
  void attach_given(object_record<T>& object) {
    bool has_given = false;
    for_each_relation<T>([&]<class Relation>(Relation) {
      has_given |= meta::field_at<Relation::field>(object.object).content() != nullptr;
    });
    if (has_given) object.prepare_relations();
  }
};

}  // namespace sqlalloy::inline v0
