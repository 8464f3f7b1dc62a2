// SPDX-License-Identifier: MIT
#pragma once

// POSIX itself, because <mutex> with <condition_variable> nearly doubles what the compiler has to read for the whole
// library, and this adds a fiftieth.

#include <cstdint>

#include <pthread.h>

namespace sqlalloy::inline v0 {

/// A lock that one thread has at a time.
class mutex {
 public:
  mutex() = default;
  mutex(const mutex&) = delete;
  mutex& operator=(const mutex&) = delete;
  ~mutex() { ::pthread_mutex_destroy(&handle_); }

  void lock() noexcept { ::pthread_mutex_lock(&handle_); }
  void unlock() noexcept { ::pthread_mutex_unlock(&handle_); }

 private:
  friend class wake_up;
  ::pthread_mutex_t handle_ = PTHREAD_MUTEX_INITIALIZER;
};

/// Has a mutex for as long as it lives.
class mutex_lock {
 public:
  explicit mutex_lock(mutex& held) noexcept : held_(held) { held_.lock(); }
  mutex_lock(const mutex_lock&) = delete;
  mutex_lock& operator=(const mutex_lock&) = delete;
  ~mutex_lock() { held_.unlock(); }

 private:
  mutex& held_;
};

/// By which one thread wakes another that waits with a deadline.
class wake_up {
 public:
  wake_up() {
    ::pthread_condattr_t attributes;
    ::pthread_condattr_init(&attributes);
    ::pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    ::pthread_cond_init(&handle_, &attributes);
    ::pthread_condattr_destroy(&attributes);
  }
  wake_up(const wake_up&) = delete;
  wake_up& operator=(const wake_up&) = delete;
  ~wake_up() { ::pthread_cond_destroy(&handle_); }

  void signal() noexcept { ::pthread_cond_signal(&handle_); }

  /// Waits with the mutex given up meanwhile; false once the deadline (`monotonic_nanoseconds()`) has passed. It may
  /// return early, so that the caller has to look for itself.
  bool wait(mutex& held, std::int64_t deadline) noexcept {
    ::timespec until{};
    until.tv_sec = static_cast<decltype(until.tv_sec)>(deadline / 1'000'000'000);
    until.tv_nsec = static_cast<decltype(until.tv_nsec)>(deadline % 1'000'000'000);
    return ::pthread_cond_timedwait(&handle_, &held.handle_, &until) == 0;
  }

 private:
  ::pthread_cond_t handle_;
};

}  // namespace sqlalloy::inline v0
