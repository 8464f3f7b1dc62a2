// SPDX-License-Identifier: MIT
#pragma once

#include <utility>

namespace sqlalloy::inline v0 {

/// The columns of an object at some time: a struct of its type, which it owns.
class column_copy {
 public:
  column_copy(void* object, void (*destroy)(void*) noexcept) noexcept : object_(object), destroy_(destroy) {}
  column_copy(column_copy&& other) noexcept : object_(other.exchange(nullptr)), destroy_(other.destroy_) {}
  column_copy& operator=(column_copy&& other) noexcept {
    std::swap(object_, other.object_);
    return *this;
  }
  ~column_copy() { destroy_(object_); }

  void* get() const noexcept { return object_; }
  /// Gives what it owns, and owns another one.
  void* exchange(void* other) noexcept {
    void* const given = object_;
    object_ = other;
    return given;
  }

 private:
  void* object_;
  void (*destroy_)(void*) noexcept;
};

}  // namespace sqlalloy::inline v0
