// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/engine/engine_options.hpp>
#include <sqlalloy/engine/jitter.hpp>
#include <sqlalloy/engine/pooled_connection.hpp>

#include <cstdint>

#include <pthread.h>

namespace sqlalloy::inline v0 {

/// A connection, and what its pool knows of it.
template <class Driver>
struct pool_member : pooled_connection<Driver> {
  using pooled_connection<Driver>::pooled_connection;

  static constexpr std::int64_t never = INT64_MAX;

  pool_member* next = nullptr;      ///< of those that are idle
  unsigned generation = 0;          ///< all of one generation are given up together
  std::int64_t expires_at = never;  ///< when it is to be replaced
  std::int64_t used_at = 0;         ///< when it was given back, where the pool keeps the time
  ::pthread_t user{};               ///< the thread that gave it back, where that matters

  /// Decides when it is to be replaced; it has just been opened.
  void set_lifetime(const engine_options& options) noexcept {
    if (!(options.pool_recycle >= 0)) return;
    const double earlier = jitter(this).next() * options.pool_recycle_jitter;
    expires_at = monotonic_nanoseconds() + nanoseconds_of(options.pool_recycle * (1 - earlier));
  }

  /// Whether it may be handed out after it was idle. One that was used a moment ago is not asked, nor one that can do
  /// nothing in time.
  [[gnu::noinline]] bool is_fit(const engine_options& options) noexcept {
    constexpr std::int64_t a_moment = 500'000'000;
    const std::int64_t now = monotonic_nanoseconds();
    if (now >= expires_at) return false;
    return !options.pool_pre_ping || now - used_at < a_moment || this->is_late() || this->answers();
  }
};

}  // namespace sqlalloy::inline v0
