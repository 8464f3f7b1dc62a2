// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/status.hpp>

#include <cstdint>
#include <cstdio>
#include <ctime>
#include <string_view>

namespace sqlalloy::inline v0 {

/// What an engine tells of one statement, BEGIN, COMMIT, ROLLBACK and savepoints included: once before it is executed
/// and once after. The texts are valid during the call.
struct execute_event {
  bool finished = false;  ///< false: about to be executed
  std::string_view sql{};
  std::string_view parameters{};    ///< the bound values; empty unless the engine was made with `show_parameters`
  failure outcome = failure::none;  ///< once finished
  std::int64_t nanoseconds = 0;     ///< once finished, where durations were asked for: from execution to the first row
};

/// A function that is called before and after each statement of an engine. It may be called by several threads at
/// once, must not throw, and must not use the connection that is executing.
struct event_hook {
  void (*call)(void* context, const execute_event& event) = nullptr;
  void* context = nullptr;
  bool durations = false;
};

/// What `echo` does: each statement as a line on stderr, when it begins.
inline void echo_to_stderr(void*, const execute_event& event) {
  if (event.finished) return;
  std::fprintf(stderr, "sqlalloy: %.*s", static_cast<int>(event.sql.size()), event.sql.data());
  if (!event.parameters.empty())
    std::fprintf(stderr, " [%.*s]", static_cast<int>(event.parameters.size()), event.parameters.data());
  std::fputc('\n', stderr);
}

/// A clock that never goes back, in nanoseconds.
inline std::int64_t monotonic_nanoseconds() noexcept {
  std::timespec now{};
  ::clock_gettime(CLOCK_MONOTONIC, &now);
  return std::int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
}

}  // namespace sqlalloy::inline v0
