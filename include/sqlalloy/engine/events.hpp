// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/clock.hpp>
#include <sqlalloy/driver/error_info.hpp>
#include <sqlalloy/driver/status.hpp>

#include <cstdint>
#include <cstdio>
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

/// What happens to a connection, beside its statements.
enum class connection_event_kind : unsigned char {
  connect,   ///< it was opened, or could not be: then there is an error
  checkout,  ///< it was handed out
  checkin,   ///< it is being given back
  close,     ///< it is being closed
  begin,     ///< a transaction has begun
  commit,    ///< one was kept, or could not be
  rollback,  ///< one was undone
  error,     ///< the database refused something, or the connection was lost
};

/// What an engine tells of a connection, once it has happened.
struct connection_event {
  connection_event_kind kind = connection_event_kind::connect;
  const void* connection = nullptr;   ///< which one: the same for as long as it is open
  const error_info* error = nullptr;  ///< why it failed; null where it did not; valid during the call
};

/// Functions that are told what an engine does; either may be left out. They may be called by several threads at once,
/// must not throw, and must not use the connection that they are told of, nor take another.
struct event_hook {
  void (*call)(void* context, const execute_event& event) = nullptr;  ///< before and after each statement
  void* context = nullptr;                                            ///< is passed to both
  bool durations = false;                                             ///< whether statements are timed
  void (*notice)(void* context, const connection_event& event) = nullptr;
};

/// What `echo` does: each statement as a line on stderr, when it begins.
inline void echo_to_stderr(void*, const execute_event& event) {
  if (event.finished) return;
  std::fprintf(stderr, "sqlalloy: %.*s", static_cast<int>(event.sql.size()), event.sql.data());
  if (!event.parameters.empty())
    std::fprintf(stderr, " [%.*s]", static_cast<int>(event.parameters.size()), event.parameters.data());
  std::fputc('\n', stderr);
}

/// Prints a statement that took long as a line on stderr: `{.hook = log.hook()}` with `slow_query_log log{0.25};`. It
/// must live as long as the engine.
struct slow_query_log {
  double seconds = 1;

  event_hook hook() { return {.call = &print_slow, .context = this, .durations = true}; }

  static void print_slow(void* log, const execute_event& event) {
    const double took = static_cast<double>(event.nanoseconds) / 1e9;
    if (!event.finished || took < static_cast<slow_query_log*>(log)->seconds) return;
    std::fprintf(stderr, "sqlalloy: %.3f s: %.*s", took, static_cast<int>(event.sql.size()), event.sql.data());
    if (!event.parameters.empty())
      std::fprintf(stderr, " [%.*s]", static_cast<int>(event.parameters.size()), event.parameters.data());
    std::fputc('\n', stderr);
  }
};

}  // namespace sqlalloy::inline v0
