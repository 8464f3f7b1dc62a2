// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/meta/type_name.hpp>
#include <sqlalloy/orm/columns_of.hpp>
#include <sqlalloy/orm/identity_map.hpp>
#include <sqlalloy/orm/tracked.hpp>

#include <array>
#include <cstddef>
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

  void clear_number(record& object) noexcept override {
    if constexpr (has_numbered_key<T>)
      []<auto Key>(columns<Key>, T& of) { meta::field<Key>(of) = {}; }(primary_key_t<T>{},
                                                                       static_cast<object_record<T>&>(object).object);
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

  /// The one object for the row that was read into `spare()`. One that the session has already stays as it is, but for
  /// columns that it misses, unless it has expired or `refresh` says to take what was read. Where not all columns were
  /// read, `wanted` says which.
  object_record<T>& keep_read(bool refresh, const bool* wanted = nullptr) {
    object_record<T>& read = *spare_;
    if (object_record<T>* known = map.find_or_insert(read)) {
      if (known->is_expired || refresh || known->missing != 0) [[unlikely]]
        take_read(*known, read.object, refresh, wanted);
      return *known;
    }
    spare_ = nullptr;
    read.enter(*this);
    read.state = object_state::persistent;
    read.is_bare = has_relations<T>;
    read.missing = missing_columns(wanted);
    if (!wanted) core->tell(session_event::load, &entity_tag<T>, &read);  // of a part most would be false
    return read;
  }

  /// What was read from the database becomes what the object has.
  void take_columns(object_record<T>& object, T& read) {
    move_columns(read, object.object);
    object.is_expired = false;
    object.missing = 0;
    if (object.before) copy_columns(object.object, *object.before);
  }

  ~object_store() { delete_spare(); }

 private:
  reload_function reload_;
  object_record<T>* spare_ = nullptr;

  static column_mask missing_columns(const bool* wanted) noexcept {
    column_mask missing = 0;
    if (wanted)
      for (std::size_t column = 0; column != column_fields<T>::size; ++column)
        if (!wanted[column]) missing |= mask_of_column(column);
    return missing;
  }

  void take_read(object_record<T>& object, T& read, bool refresh, const bool* wanted) {
    if (!wanted && (object.is_expired || refresh)) return take_columns(object, read);
    static constexpr auto all = [] {
      std::array<bool, column_fields<T>::size + 1> every{};
      every.fill(true);
      return every;
    }();
    const column_mask before = object.is_expired ? ~column_mask{} : object.missing;
    const column_mask taken = refresh ? ~column_mask{} : before;
    copy_missing_columns(read, object.object, wanted ? wanted : all.data(), taken);
    if (object.before) copy_missing_columns(read, *object.before, wanted ? wanted : all.data(), taken);
    object.missing = before & missing_columns(wanted);
    object.is_expired = false;
  }

  void delete_spare() noexcept {
    if (spare_) std::exchange(spare_, nullptr)->discard();
  }
};

}  // namespace sqlalloy::inline v0
