// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/clock.hpp>

#include <cstdint>

namespace sqlalloy::inline v0 {

/// Numbers that differ from caller to caller, so that those who began together do not meet again. No randomness for
/// secrets (SplitMix64, seeded with the time and the caller's place).
class jitter {
 public:
  explicit jitter(const void* caller) noexcept
      : state_(static_cast<std::uint64_t>(monotonic_nanoseconds()) ^ reinterpret_cast<std::uintptr_t>(caller)) {}

  /// Between 0 and 1, 1 excluded.
  double next() noexcept {
    std::uint64_t mixed = (state_ += 0x9E3779B97F4A7C15u);
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9u;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBu;
    return static_cast<double>((mixed ^ (mixed >> 31)) >> 11) * 0x1p-53;
  }

 private:
  std::uint64_t state_;
};

}  // namespace sqlalloy::inline v0
