// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/engine/events.hpp>
#include <sqlalloy/engine/isolation_level.hpp>

#include <cstddef>

namespace sqlalloy::inline v0 {

/// How an engine works. Every field may be left out.
struct engine_options {
  int pool_size = 5;                   ///< connections that are kept open; 0: as many as there ever were at once
  int max_overflow = 10;               ///< connections beyond these, closed when given back; -1: no limit
  double pool_timeout = 30;            ///< seconds to wait for a connection before it is a timeout_error
  bool echo = false;                   ///< print each statement on stderr
  bool show_parameters = false;        ///< show bound values in errors, events and echo; they may be secrets
  std::size_t query_cache_size = 500;  ///< statements that a connection keeps prepared; beyond, the oldest are released
  isolation_level isolation = isolation_level::database_default;
  event_hook hook{};
};

/// How one transaction, or one connection, differs from its engine.
struct begin_options {
  isolation_level isolation = isolation_level::database_default;  ///< the default is the engine's
};

}  // namespace sqlalloy::inline v0
