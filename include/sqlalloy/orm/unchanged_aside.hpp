// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/orm/record.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace sqlalloy::inline v0 {

/// As long as a flush goes on: objects that may have been changed, and were not, are not among those that it looks at.
/// They are watched until the transaction ends, since somebody may have a reference, and there may be many of them.
class unchanged_aside {
 public:
  explicit unchanged_aside(std::span<record_store* const> stores) {
    std::size_t all = 0;
    for (const record_store* one : stores) all += one->touched.size();
    aside_.reserve(all);
    for (record_store* one : stores) leave_changed(one->touched);
  }
  unchanged_aside(const unchanged_aside&) = delete;
  unchanged_aside& operator=(const unchanged_aside&) = delete;
  ~unchanged_aside() {
    for (record* one : aside_) put_back(*one);
  }

 private:
  std::vector<record*> aside_{};

  void leave_changed(std::vector<record*>& touched) {
    std::size_t kept = 0;
    for (record* one : touched)
      if (one->state == object_state::persistent && !one->is_doomed && !one->is_changed()) {
        one->is_touched = false;
        aside_.push_back(one);
      } else {
        one->place = static_cast<std::uint32_t>(kept);
        touched[kept++] = one;
      }
    touched.resize(kept);
  }

  static void put_back(record& one) {
    if (one.is_touched) return one.unpin();  // the flush has touched it, and pinned it again
    if (one.state == object_state::persistent) {
      one.is_touched = true;
      return record_store::put_in(one.store->touched, one);
    }
    one.drop_snapshot();
    one.unpin();
  }
};

}  // namespace sqlalloy::inline v0
