// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace sqlalloy::inline v0 {

/// What a pool holds at one moment, and what it has done since it was made.
struct pool_status {
  int open = 0;        ///< connections: those in use, idle, and just being opened or closed
  int idle = 0;        ///< of these, nobody uses
  int in_use = 0;      ///< of these, were handed out
  int connecting = 0;  ///< of these, are being opened
  int waiting = 0;     ///< threads that wait for one

  std::uint64_t checked_out = 0;  ///< how often one was handed out
  std::uint64_t made = 0;         ///< opened
  std::uint64_t failed = 0;       ///< could not be opened
  std::uint64_t closed = 0;
  std::uint64_t timeouts = 0;       ///< waited in vain, or were refused because too many waited
  std::uint64_t invalidations = 0;  ///< a lost connection, or `dispose()`, ended all that were open
};

}  // namespace sqlalloy::inline v0
