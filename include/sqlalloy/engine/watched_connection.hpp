// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/engine/engine_settings.hpp>
#include <sqlalloy/engine/pool/forks.hpp>
#include <sqlalloy/engine/result.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace sqlalloy::inline v0 {

/// What a connection tells the hook of its engine. Where nobody listens that is one branch over `attention`.
class watched_connection {
 public:
  // What a statement has to look after before it is executed; none in steady state.
  static constexpr unsigned char must_begin = 1;  // no transaction yet
  static constexpr unsigned char watched = 2;     // a hook wants to know
  static constexpr unsigned char aborted = 4;     // the database has ended the transaction by itself
  static constexpr unsigned char detailed = 8;    // bound values are written down
  static constexpr unsigned char timed = 16;      // there is a deadline
  static constexpr unsigned char streaming = 32;  // rows are coming, and nothing else can be done
  static constexpr unsigned char of_parent = 64;  // this is a child process, and must not touch it

  unsigned char attention = 0;
  std::string shown_parameters{};  ///< of the last execution, where they are written down

  explicit watched_connection(const engine_settings& settings) noexcept : settings_(settings) {
    set(watched, settings.is_watched());
    set(detailed, settings.options.show_parameters);
  }
  watched_connection(const watched_connection&) = delete;
  watched_connection& operator=(const watched_connection&) = delete;

  /// Tells that a statement is about to be executed, or has been.
  [[gnu::noinline]] void tell_before(std::string_view sql) {
    if (!(attention & watched)) return;
    if (settings_.options.echo) echo_to_stderr(nullptr, {.sql = sql, .parameters = shown_parameters});
    const event_hook& hook = settings_.options.hook;
    if (hook.call) hook.call(hook.context, {.sql = sql, .parameters = shown_parameters});
    if (hook.durations) began_ = monotonic_nanoseconds();
  }
  [[gnu::noinline]] void tell_after(std::string_view sql, failure outcome) {
    const event_hook& hook = settings_.options.hook;
    if (!(attention & watched) || !hook.call) return;
    const std::int64_t took = hook.durations ? monotonic_nanoseconds() - began_ : 0;
    hook.call(hook.context,
              {.finished = true, .sql = sql, .parameters = shown_parameters, .outcome = outcome, .nanoseconds = took});
  }

  /// Tells what has happened to the connection.
  void tell(connection_event_kind kind, const error_info* error = nullptr) const {
    if (attention & watched) [[unlikely]]
      notice(kind, error);
  }
  void tell(connection_event_kind kind, const result<>& outcome) const {
    tell(kind, outcome ? nullptr : &outcome.error());
  }

  void set(unsigned char flag, bool on) noexcept {
    attention = static_cast<unsigned char>(on ? attention | flag : attention & ~flag);
  }

 protected:
  const engine_settings& settings_;

  ~watched_connection() = default;

 private:
  const fork_mark mark_{attention, of_parent};
  std::int64_t began_ = 0;  // the statement that is being executed, where durations were asked for

  [[gnu::cold, gnu::noinline]] void notice(connection_event_kind kind, const error_info* error) const {
    const event_hook& hook = settings_.options.hook;
    if (hook.notice) hook.notice(hook.context, {.kind = kind, .connection = this, .error = error});
  }
};

}  // namespace sqlalloy::inline v0
