// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/clock.hpp>
#include <sqlalloy/driver/mutex.hpp>

#include <cstdint>

namespace sqlalloy::inline v0 {

/// Threads that wait for a connection, in the order in which they came. Its user holds one mutex over all calls.
template <class Member>
class waiting_line {
 public:
  int size() const noexcept { return size_; }
  bool is_empty() const noexcept { return first_ == nullptr; }

  /// Whether it was served before the deadline (`monotonic_nanoseconds()`), and with what: null is leave to open one.
  struct outcome {
    bool is_served = false;
    Member* given = nullptr;
  };

  /// Waits at the end of the line, with the mutex given up meanwhile.
  outcome wait(mutex& held, std::int64_t deadline) noexcept {
    place mine;
    (last_ ? last_->next : first_) = &mine;
    last_ = &mine;
    ++size_;
    while (!mine.got.is_served) {
      if (mine.woken.wait(held, deadline) || mine.got.is_served || monotonic_nanoseconds() < deadline) continue;
      leave(mine);
      break;
    }
    return mine.got;
  }

  /// Serves the first in the line.
  void serve(Member* given) noexcept {
    place* const first = first_;
    first_ = first->next;
    if (!first_) last_ = nullptr;
    --size_;
    first->got = {true, given};
    first->woken.signal();
  }

 private:
  struct place {
    wake_up woken{};
    outcome got{};
    place* next = nullptr;
  };

  place* first_ = nullptr;
  place* last_ = nullptr;
  int size_ = 0;

  void leave(place& mine) noexcept {
    place* before = nullptr;
    for (place* one = first_; one != &mine; one = one->next) before = one;
    (before ? before->next : first_) = mine.next;
    if (last_ == &mine) last_ = before;
    --size_;
  }
};

}  // namespace sqlalloy::inline v0
