// SPDX-License-Identifier: MIT
#pragma once

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
};

}  // namespace sqlalloy::inline v0
