// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/meta/field.hpp>
#include <sqlalloy/orm/columns_of.hpp>
#include <sqlalloy/orm/deferred.hpp>
#include <sqlalloy/orm/record.hpp>
#include <sqlalloy/orm/relations.hpp>
#include <sqlalloy/schema/inheritance.hpp>

#include <utility>

namespace sqlalloy::inline v0 {

template <class T, class Base = base_of_t<T>>
struct record_above {
  using type = object_record<Base>;

  template <class Struct>
  static auto& part(Struct& of) noexcept {
    return meta::field<base_in<typename mapping<T>::options>::member>(of);
  }
};
template <class T>
struct record_above<T, void> {
  using type = record;
};

/// An object as its struct. Where that inherits another one, the object is one of that struct, too.
template <class T>
class object_record : public record_above<T>::type {
  using above = typename record_above<T>::type;

 public:
  T& object;
  T* before = nullptr;  ///< the columns as they are in the database, once the object was touched

  /// The columns as they are in the database, as far as is known.
  const T& as_loaded() const noexcept { return before ? *before : object; }

  bool is_a(const void* entity) const noexcept override {
    if constexpr (has_base<T>)
      return entity == &entity_tag<T> || above::is_a(entity);
    else
      return entity == &entity_tag<T>;
  }

 protected:
  explicit object_record(T& of) noexcept
    requires(!has_base<T>)
      : object(of) {}
  explicit object_record(T& of) noexcept
    requires has_base<T>
      : above(record_above<T>::part(of)), object(of) {}

  void set_before(T* copy) noexcept {
    before = copy;
    if constexpr (has_base<T>) above::set_before(copy ? &record_above<T>::part(*copy) : nullptr);
  }
};

template <class T>
struct object_storage {
  T stored{};
};

/// An object with its struct.
template <class T>
class stored_object final : object_storage<T>, public object_record<T> {
 public:
  using object_record<T>::object;
  using object_record<T>::before;

  stored_object() : object_record<T>(this->stored) {}
  explicit stored_object(T&& initial) : object_storage<T>{std::move(initial)}, object_record<T>(this->stored) {}
  ~stored_object() override { delete before; }

  const void* entity() const noexcept override { return &entity_tag<T>; }
  relation_list relations() const noexcept override { return relations_of<T>; }
  void take_snapshot() override {
    if (!before) this->set_before(copy_of_columns());
  }
  void drop_snapshot() noexcept override { exchange_before(nullptr); }
  bool has_snapshot() const noexcept override { return before != nullptr; }
  bool is_changed() const override {
    for (const relation_info* relation : relations_of<T>)
      if (const auto* held = loaded_relation(*relation, const_cast<stored_object&>(*this)); held && held->is_changed())
        return true;
    return before && changed_columns(object, *before) != 0;
  }
  void take_back_changes() override {
    if (before) sqlalloy::copy_columns(*before, object);
  }
  column_copy copy_columns() const override { return {copy_of_columns(), &destroy}; }
  void put_back_columns(column_copy copy) noexcept override { move_columns(*static_cast<T*>(copy.get()), object); }
  column_copy exchange_snapshot() override {
    column_copy copy = copy_columns();
    put_back(copy);
    return copy;
  }
  void put_back_snapshot(column_copy former) noexcept override { put_back(former); }
  void prepare_relations() override {
    this->is_bare = false;
    prepare_relations_of(*this, relations_of<T>, this->starts_empty);
  }
  void note_session() noexcept override {
    const bool is_detached = this->state == object_state::detached;
    const bool has_no_row = this->starts_empty && this->state < object_state::persistent;
    if (!this->is_bare) renew_unloaded(*this, relations_of<T>, is_detached, has_no_row);
    note_reach(object, !is_detached);
  }
  void clear_relations() noexcept override {
    clear_relations_of(*this, relations_of<T>);
    this->starts_empty = false;
    this->is_bare = has_relations<T>;
  }

 private:
  T* copy_of_columns() const {
    if constexpr (has_relations<T>) {
      const relations_aside<relation_count<T>> aside(const_cast<stored_object&>(*this), relations_of<T>);
      return new T(std::as_const(object));
    } else {
      return new T(std::as_const(object));
    }
  }
  static void destroy(void* copy) noexcept { delete static_cast<T*>(copy); }

  void exchange_before(T* copy) noexcept {
    T* const former = before;
    this->set_before(copy);
    delete former;
  }
  void put_back(column_copy& copy) noexcept {
    T* const former = before;
    this->set_before(static_cast<T*>(copy.exchange(former)));
  }
};

}  // namespace sqlalloy::inline v0
