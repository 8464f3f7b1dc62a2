// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/orm/columns_of.hpp>
#include <sqlalloy/orm/record.hpp>
#include <sqlalloy/orm/relations.hpp>

#include <utility>

namespace sqlalloy::inline v0 {

/// An object with its struct.
template <class T>
class object_record final : public record {
 public:
  T object;
  T* before = nullptr;  ///< the columns as they are in the database, once the object was touched; it is owned

  object_record() : object{} {}
  explicit object_record(T&& initial) : object(std::move(initial)) {}
  ~object_record() override { delete before; }

  /// The columns as they are in the database, as far as is known.
  const T& as_loaded() const noexcept { return before ? *before : object; }

  const void* entity() const noexcept override { return &entity_tag<T>; }
  void take_snapshot() override {
    if (!before) before = new T(std::as_const(object));
  }
  void drop_snapshot() noexcept override { delete std::exchange(before, nullptr); }
  bool has_snapshot() const noexcept override { return before != nullptr; }
  bool is_changed() const override {
    for (const relation_info* relation : relations_of<T>)
      if (const auto* held = loaded_relation(*relation, const_cast<object_record&>(*this)); held && held->is_changed())
        return true;
    return before && changed_columns(object, *before) != 0;
  }
  void take_back_changes() override {
    if (before) sqlalloy::copy_columns(*before, object);
  }
  column_copy copy_columns() const override { return {new T(object), &destroy}; }
  void put_back_columns(column_copy copy) noexcept override { move_columns(*static_cast<T*>(copy.get()), object); }
  column_copy exchange_snapshot() override {
    column_copy copy = copy_columns();
    before = static_cast<T*>(copy.exchange(before));
    return copy;
  }
  void put_back_snapshot(column_copy former) noexcept override { before = static_cast<T*>(former.exchange(before)); }
  void prepare_relations() override {
    is_bare = false;
    prepare_relations_of(*this, relations_of<T>, starts_empty);
  }
  void clear_relations() noexcept override {
    clear_relations_of(*this, relations_of<T>);
    starts_empty = false;
    is_bare = has_relations<T>;
  }

 private:
  static void destroy(void* copy) noexcept { delete static_cast<T*>(copy); }
};

}  // namespace sqlalloy::inline v0
