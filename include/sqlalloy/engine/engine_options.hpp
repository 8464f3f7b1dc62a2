// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/dialect/transaction_mode.hpp>
#include <sqlalloy/driver/deadline.hpp>
#include <sqlalloy/engine/events.hpp>
#include <sqlalloy/engine/pool/pool_class.hpp>

#include <cstddef>

namespace sqlalloy::inline v0 {

/// How an engine works. Every field may be left out. The names are SQLAlchemy's where it has the same.
struct engine_options {
  pool_class poolclass = pool_class::queue_pool;
  int pool_size = 5;                 ///< connections that are kept open; 0: as many as there ever were at once
  int max_overflow = 10;             ///< connections beyond these, closed when given back; -1: no limit
  int max_waiting = -1;              ///< threads that may wait for a connection; one more is refused; -1: no limit
  int max_connecting = -1;           ///< connections that may be opened at the same time; -1: no limit
  double pool_timeout = 30;          ///< seconds to wait for a connection before it is a timeout_error
  double pool_recycle = -1;          ///< seconds after which a connection is replaced; -1: never
  double pool_recycle_jitter = 0.1;  ///< a connection is replaced earlier by up to this part of `pool_recycle`
  bool pool_pre_ping = false;        ///< ask a connection that was idle for half a second whether it still answers
  bool pool_use_lifo = true;         ///< hand out the connection that was given back last, or first
  reset_on_return pool_reset_on_return = reset_on_return::rollback;
  bool echo = false;                   ///< print each statement on stderr
  bool show_parameters = false;        ///< show bound values in errors, events and echo; they may be secrets
  std::size_t query_cache_size = 500;  ///< statements that a connection keeps prepared; beyond, the oldest are released
  isolation_level isolation = isolation_level::database_default;
  event_hook hook{};
};

/// How one transaction, or all of a connection, differ from those of the engine. Every field may be left out.
struct begin_options {
  isolation_level isolation = isolation_level::database_default;
  bool read_only = false;   ///< what would change something is refused
  bool deferrable = false;  ///< may wait when it begins, so that reading never fails: see `transaction_mode`

  /// Past this time nothing is waited for any more, be it for a connection, for a server that is connected to, or for
  /// the end of a statement, which is then stopped: a timeout_error. A COMMIT that it cuts off is an in_doubt_error.
  sqlalloy::deadline deadline{};

  constexpr transaction_mode mode() const { return {isolation, read_only, deferrable}; }
};

}  // namespace sqlalloy::inline v0
