// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/deadline.hpp>
#include <sqlalloy/driver/libpq/connection.hpp>
#include <sqlalloy/driver/wait_for_socket.hpp>

#include <string>
#include <string_view>

#include <libpq-fe.h>

namespace sqlalloy::inline v0::postgresql {

/// What `NOTIFY` said to a channel.
struct notification {
  std::string channel{};
  std::string payload{};
  int pid = 0;  ///< of the server's process that serves whoever said it; `PQbackendPID` tells a connection's own
};

// "LISTEN" and the channel as a name in quotes.
inline status run_with_channel(libpq_connection& db, const char* verb, std::string_view channel) {
  if (!db.is_open()) return db.record().refuse(failure::interface, "libpq: the connection is closed");
  if (channel.empty() || channel.size() > 63 || channel.find('\0') != channel.npos)
    return db.record().refuse(failure::data, "libpq: the name of a channel has 1 to 63 bytes, and no NUL");
  char* const quoted = ::PQescapeIdentifier(db.native_handle(), channel.data(), channel.size());
  if (!quoted) return db.record().lost(db.native_handle());  // out of memory, or no UTF-8
  const std::string sql = std::string(verb) + quoted;
  ::PQfreemem(quoted);
  return db.run(sql.c_str());
}

/// Hears from now on what is said to a channel; in a transaction from its COMMIT on. The channel's name is taken as it
/// is, capitals included.
inline status listen(libpq_connection& db, std::string_view channel) {
  return run_with_channel(db, "LISTEN ", channel);
}

/// Hears of a channel no more.
inline status unlisten(libpq_connection& db, std::string_view channel) {
  return run_with_channel(db, "UNLISTEN ", channel);
}

/// Says something to all who listen to a channel, once the transaction is committed; twice the same in one transaction
/// is said once. A payload has less than 8000 bytes.
inline status notify(libpq_connection& db, std::string_view channel, std::string_view payload = {}) {
  if (!db.is_open()) return db.record().refuse(failure::interface, "libpq: the connection is closed");
  if (channel.find('\0') != channel.npos || payload.find('\0') != payload.npos)
    return db.record().refuse(failure::data, "libpq: a channel and a payload hold no NUL");
  return db.run_with("SELECT pg_catalog.pg_notify($1, $2)", {std::string(channel), std::string(payload)});
}

/// Waits for what is said next to a channel that the connection listens to: `row` where there is something, `done`
/// where the time is over, `failed` where `error()` says why. With 0 seconds it does not wait, with less than 0 for
/// ever. While it waits it does nothing but wait. Where the connection's deadline comes first that is a
/// `failure::timeout`, and the connection stays.
///
/// Within a transaction the server tells of nothing, so that to wait there is refused. With an engine take
/// `engine.connect({.isolation = sa::isolation_level::autocommit})`.
inline fetch_result next_notification(libpq_connection& db, notification& out, double seconds) {
  const auto fail = [](status) { return fetch_result::failed; };
  if (!db.is_open()) return fail(db.record().refuse(failure::interface, "libpq: the connection is closed"));
  const deadline end = seconds < 0 ? deadline() : deadline::in(seconds);
  const deadline first = db.until().nanoseconds() < end.nanoseconds() ? db.until() : end;
  for (;;) {
    if (!::PQconsumeInput(db.native_handle())) return fail(db.record().lost(db.native_handle()));
    if (::PGnotify* const heard = ::PQnotifies(db.native_handle())) {
      out.channel = heard->relname;
      out.payload = heard->extra;
      out.pid = heard->be_pid;
      ::PQfreemem(heard);
      return fetch_result::row;
    }
    if (db.in_transaction())
      return fail(db.record().refuse(failure::interface,
                                     "libpq: notifications do not come within a transaction; commit it first"));
    if (end.has_passed()) return fetch_result::done;
    if (first.has_passed())
      return fail(
          db.record().refuse(failure::timeout, "libpq: the deadline has passed before there was a notification"));
    (void)wait_for_socket(::PQsocket(db.native_handle()), POLLIN, first);
  }
}

}  // namespace sqlalloy::inline v0::postgresql
