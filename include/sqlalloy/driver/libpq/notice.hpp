// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/libpq/connection.hpp>

#include <string_view>
#include <type_traits>

#include <libpq-fe.h>

namespace sqlalloy::inline v0::postgresql {

/// What the server says beside the answer: `RAISE NOTICE`, a warning. The texts are valid during the call.
struct notice {
  std::string_view severity{};  ///< WARNING, NOTICE, DEBUG, INFO or LOG, in English
  std::string_view sqlstate{};  ///< five characters; empty where libpq says it itself
  std::string_view message{};
};

inline notice notice_of(const ::PGresult* said) noexcept {
  std::string_view severity = failure_record::field(said, PG_DIAG_SEVERITY_NONLOCALIZED);
  if (severity.empty()) severity = failure_record::field(said, PG_DIAG_SEVERITY);
  return {severity, failure_record::field(said, PG_DIAG_SQLSTATE),
          failure_record::field(said, PG_DIAG_MESSAGE_PRIMARY)};
}

/// A lambda without captures.
template <class F>
concept stateless = std::is_empty_v<F> && std::is_default_constructible_v<F>;

/// Calls `f(notice)` for what the server says from now on, while a call of the connection runs; what was given before
/// hears no more. By default it is dropped. `f` has no captures, must not use the connection, and what it throws ends
/// the program.
template <stateless F>
  requires std::is_invocable_v<F, const notice&>
status on_notice(libpq_connection& db, F) {
  if (!db.is_open()) return db.record().refuse(failure::interface, "libpq: the connection is closed");
  ::PQsetNoticeReceiver(
      db.native_handle(), [](void*, const ::PGresult* said) noexcept { F{}(notice_of(said)); }, nullptr);
  return {};
}

/// The same with a context, which must live as long as the connection: `f(context, notice)`.
template <stateless F, class Context>
  requires std::is_invocable_v<F, Context&, const notice&>
status on_notice(libpq_connection& db, F, Context& context) {
  if (!db.is_open()) return db.record().refuse(failure::interface, "libpq: the connection is closed");
  ::PQsetNoticeReceiver(
      db.native_handle(),
      [](void* held, const ::PGresult* said) noexcept { F{}(*static_cast<Context*>(held), notice_of(said)); },
      &context);
  return {};
}

/// Drops what the server says, as by default.
inline void drop_notices(libpq_connection& db) noexcept {
  if (db.is_open())
    ::PQsetNoticeReceiver(
        db.native_handle(), [](void*, const ::PGresult*) {}, nullptr);
}

}  // namespace sqlalloy::inline v0::postgresql
