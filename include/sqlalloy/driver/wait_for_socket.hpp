// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/deadline.hpp>

#include <cstdint>

#include <poll.h>

namespace sqlalloy::inline v0 {

/// Waits until a socket can be read or written (`POLLIN`, `POLLOUT`: poll(2)), or has failed, which its owner then
/// finds out. False where the deadline came first; never early.
inline bool wait_for_socket(int socket, short events, const deadline& until) noexcept {
  constexpr std::int64_t millisecond = 1'000'000, longest = 1'000'000;
  for (;;) {
    ::pollfd one{socket, events, 0};
    const std::int64_t left = until.left() / millisecond + 1;
    const int found = ::poll(&one, 1, until.is_set() ? static_cast<int>(left < longest ? left : longest) : -1);
    if (found > 0) return true;
    if (until.has_passed()) return false;
  }
}

}  // namespace sqlalloy::inline v0
