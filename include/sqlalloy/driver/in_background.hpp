// SPDX-License-Identifier: MIT
#pragma once

#include <pthread.h>

namespace sqlalloy::inline v0 {

/// Calls `work(with)` in a thread of its own that nobody waits for. False where there can be no thread.
/// (A thread of POSIX, because <thread> costs every file that includes the library.)
inline bool in_background(void* (*work)(void*), void* with) noexcept {
  ::pthread_attr_t attributes;
  ::pthread_t made;
  ::pthread_attr_init(&attributes);
  ::pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  const bool is_made = ::pthread_create(&made, &attributes, work, with) == 0;
  ::pthread_attr_destroy(&attributes);
  return is_made;
}

}  // namespace sqlalloy::inline v0
