// SPDX-License-Identifier: MIT
#pragma once

#include <utility>

namespace sqlalloy::inline v0 {

/// The connections that nobody uses, the one to be handed out next first. They are linked by their own `next`.
template <class Member>
class idle_list {
 public:
  int size() const noexcept { return size_; }

  void put_first(Member* given) noexcept {
    given->next = first_;
    first_ = given;
    if (!last_) last_ = given;
    ++size_;
  }

  void put_last(Member* given) noexcept {
    given->next = nullptr;
    (last_ ? last_->next : first_) = given;
    last_ = given;
    ++size_;
  }

  /// Null where there is none.
  Member* take_first() noexcept {
    Member* const found = first_;
    if (!found) return nullptr;
    first_ = found->next;
    if (!first_) last_ = nullptr;
    found->next = nullptr;
    --size_;
    return found;
  }

  /// The first one that suits; null where there is none.
  template <class Suits>
  Member* take_if(Suits suits) noexcept {
    Member* before = nullptr;
    for (Member* one = first_; one; before = std::exchange(one, one->next)) {
      if (!suits(*one)) continue;
      (before ? before->next : first_) = one->next;
      if (last_ == one) last_ = before;
      one->next = nullptr;
      --size_;
      return one;
    }
    return nullptr;
  }

  /// All of them, linked.
  Member* take_all() noexcept {
    size_ = 0;
    last_ = nullptr;
    return std::exchange(first_, nullptr);
  }

 private:
  Member* first_ = nullptr;
  Member* last_ = nullptr;
  int size_ = 0;
};

}  // namespace sqlalloy::inline v0
