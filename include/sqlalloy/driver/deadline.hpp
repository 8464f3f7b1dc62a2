// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/clock.hpp>

#include <cstdint>

namespace sqlalloy::inline v0 {

/// A point of time past which nothing is waited for: `sa::deadline::in(0.2)` is a fifth of a second from now. One that
/// was made without a time never comes. A plain value, to be handed down from call to call.
class deadline {
 public:
  constexpr deadline() = default;

  /// So many seconds from now.
  static deadline in(double seconds) noexcept { return at(monotonic_nanoseconds() + nanoseconds_of(seconds)); }

  /// At a time of `monotonic_nanoseconds()`.
  static constexpr deadline at(std::int64_t nanoseconds) noexcept { return deadline(nanoseconds); }

  constexpr bool is_set() const noexcept { return nanoseconds_ != never; }

  bool has_passed() const noexcept { return is_set() && monotonic_nanoseconds() >= nanoseconds_; }

  /// When it is, by `monotonic_nanoseconds()`; far in the future where there is none.
  constexpr std::int64_t nanoseconds() const noexcept { return nanoseconds_; }

  /// Nanoseconds that are left; 0 where it has passed.
  std::int64_t left() const noexcept {
    const std::int64_t now = is_set() ? monotonic_nanoseconds() : 0;
    return now < nanoseconds_ ? nanoseconds_ - now : 0;
  }

  friend constexpr bool operator==(const deadline&, const deadline&) = default;

 private:
  static constexpr std::int64_t never = 0x7FFF'FFFF'FFFF'FFFF;

  std::int64_t nanoseconds_ = never;

  constexpr explicit deadline(std::int64_t nanoseconds) : nanoseconds_(nanoseconds) {}
};

}  // namespace sqlalloy::inline v0
