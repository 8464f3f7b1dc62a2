// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/orm/record.hpp>
#include <sqlalloy/orm/relations.hpp>

#include <memory>
#include <utility>

namespace sqlalloy::inline v0 {

/// Its address stands for a struct.
template <class T>
inline constexpr char entity_tag = 0;

/// An object with its struct.
template <class T>
class object_record final : public record {
 public:
  T object;
  std::unique_ptr<T> before{};  ///< the columns as they are in the database, once the object was touched

  explicit object_record(T&& initial) : object(std::move(initial)) {}

  /// The columns as they are in the database, as far as is known.
  const T& as_loaded() const noexcept { return before ? *before : object; }

  const void* entity() const noexcept override { return &entity_tag<T>; }
  void take_snapshot() override {
    if (!before) before = std::make_unique<T>(std::as_const(object));
  }
  void drop_snapshot() noexcept override { before.reset(); }
  void prepare_relations() override {
    is_bare = false;
    prepare_relations_of(object, *this, starts_empty);
  }
  void clear_relations() noexcept override {
    clear_relations_of(object);
    starts_empty = false;
    is_bare = has_relations<T>;
  }
};

}  // namespace sqlalloy::inline v0
