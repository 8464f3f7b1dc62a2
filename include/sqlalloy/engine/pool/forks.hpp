// SPDX-License-Identifier: MIT
#pragma once

#include <pthread.h>

namespace sqlalloy::inline v0 {

// How often this process has been forked off since it was first asked. The process id would be a system call.
inline constinit unsigned forks_counted = 0;

/// A number that is another one in a child process than it was in its parent.
inline unsigned forks() noexcept { return forks_counted; }

/// Has the number kept; to be called before it is asked for.
inline void count_forks() noexcept {
  static constinit ::pthread_once_t once = PTHREAD_ONCE_INIT;
  ::pthread_once(&once, [] { ::pthread_atfork(nullptr, nullptr, [] { ++forks_counted; }); });
}

}  // namespace sqlalloy::inline v0
