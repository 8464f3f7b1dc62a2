// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/clock.hpp>
#include <sqlalloy/driver/error_info.hpp>
#include <sqlalloy/engine/engine_options.hpp>
#include <sqlalloy/engine/jitter.hpp>

#include <cstdint>

namespace sqlalloy::inline v0 {

/// How `run()` runs a transaction, and how often. Every field may be left out.
struct run_options {
  isolation_level isolation = isolation_level::database_default;
  bool read_only = false;
  bool deferrable = false;
  sqlalloy::deadline deadline{};  ///< of all attempts together: see `begin_options`
  int attempts = 5;               ///< how often it is run at most
  double pause = 0.01;            ///< seconds before the second attempt at most; twice as long before each further one
  double longest_pause = 1;       ///< seconds between two attempts at most

  constexpr begin_options begin() const { return {isolation, read_only, deferrable, deadline}; }
};

/// The attempts of one `run()`, and the pauses between them: each a random part of what is allowed, so that two
/// transactions that were in each other's way do not meet again.
class attempts {
 public:
  explicit attempts(const run_options& options) noexcept
      : deadline_(options.deadline),
        left_(options.attempts),
        pause_(options.pause),
        longest_pause_(options.longest_pause),
        random_(this) {}

  /// Whether a transaction that failed so may be run again: another one was in its way, or its connection was lost
  /// before COMMIT, so that the database has rolled it back. One that may have been kept is never run again, nor is
  /// one whose time is over.
  bool may_try_again(const error_info& failed) noexcept {
    if (failed.kind == failure::in_doubt || failed.kind == failure::timeout || deadline_.has_passed()) return false;
    return (failed.is_retryable || failed.is_disconnect) && --left_ > 0;
  }

  /// Pauses before the next attempt.
  void pause() noexcept {
    const std::int64_t wanted = nanoseconds_of(random_.next() * (pause_ < longest_pause_ ? pause_ : longest_pause_)),
                       left = deadline_.left();
    sleep_nanoseconds(wanted < left ? wanted : left);
    pause_ *= 2;
  }

 private:
  deadline deadline_;
  int left_;
  double pause_;
  double longest_pause_;
  jitter random_;
};

}  // namespace sqlalloy::inline v0
