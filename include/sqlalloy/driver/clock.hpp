// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <ctime>

namespace sqlalloy::inline v0 {

/// A clock that never goes back, in nanoseconds.
inline std::int64_t monotonic_nanoseconds() noexcept {
  std::timespec now{};
  ::clock_gettime(CLOCK_MONOTONIC, &now);
  return std::int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
}

/// Seconds as an option says them, in nanoseconds, rounded up; what is negative or no number is 0, and more than a
/// century is one.
constexpr std::int64_t nanoseconds_of(double seconds) noexcept {
  constexpr double century = 3.15e9;
  if (!(seconds > 0)) return 0;
  return static_cast<std::int64_t>((seconds < century ? seconds : century) * 1e9 + 0.999);
}

/// Sleeps at least as long.
inline void sleep_nanoseconds(std::int64_t duration) noexcept {
  std::timespec left{};
  left.tv_sec = static_cast<decltype(left.tv_sec)>(duration / 1'000'000'000);
  left.tv_nsec = static_cast<decltype(left.tv_nsec)>(duration % 1'000'000'000);
  while (::nanosleep(&left, &left) != 0) {
  }
}

}  // namespace sqlalloy::inline v0
