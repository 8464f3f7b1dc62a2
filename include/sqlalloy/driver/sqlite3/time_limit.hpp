// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/deadline.hpp>

#include <cstdint>

#include <sqlite3.h>

namespace sqlalloy::inline v0::sqlite {

/// Ends what SQLite computes, and its waiting for a database that is busy, when a deadline comes. It must stay where it
/// is while it is set.
class time_limit {
 public:
  time_limit() = default;
  time_limit(const time_limit&) = delete;
  time_limit& operator=(const time_limit&) = delete;

  /// From now on; without a deadline SQLite waits by itself. `busy_timeout` is in milliseconds.
  void set(::sqlite3* database, const deadline& until, int busy_timeout) noexcept {
    constexpr int instructions = 1000;  // of SQLite's machine, between two looks at the clock
    until_ = until;
    busy_timeout_ = busy_timeout;
    ::sqlite3_progress_handler(database, instructions, until.is_set() ? &look : nullptr, this);
    if (until.is_set())
      ::sqlite3_busy_handler(database, &wait, this);
    else
      ::sqlite3_busy_timeout(database, busy_timeout);
  }

  bool has_passed() const noexcept { return until_.has_passed(); }

 private:
  deadline until_{};
  std::int64_t gives_up_at_ = 0;
  int busy_timeout_ = 0;

  static int look(void* self) noexcept { return static_cast<const time_limit*>(self)->has_passed() ? 1 : 0; }

  // Pauses as long as SQLite's own handler, and no longer than until the deadline.
  static int wait(void* self, int attempts) noexcept {
    constexpr std::int64_t millisecond = 1'000'000, pauses[] = {1, 2, 5, 10, 15, 20, 25, 25, 25, 50, 50, 100};
    auto& limit = *static_cast<time_limit*>(self);
    const std::int64_t now = monotonic_nanoseconds();
    if (attempts == 0) limit.gives_up_at_ = now + limit.busy_timeout_ * millisecond;
    if (now >= limit.gives_up_at_ || limit.has_passed()) return 0;
    const std::int64_t pause = pauses[attempts < 12 ? attempts : 11] * millisecond, left = limit.until_.left();
    sleep_nanoseconds(pause < left ? pause : left);
    return 1;
  }
};

}  // namespace sqlalloy::inline v0::sqlite
