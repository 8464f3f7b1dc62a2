// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/engine/engine_options.hpp>
#include <sqlalloy/engine/error.hpp>

#include <climits>
#include <cstdio>
#include <string>

namespace sqlalloy::inline v0 {

/// How many connections a pool may have open.
constexpr int most_open(const engine_options& options) noexcept {
  if (options.poolclass == pool_class::static_pool) return 1;
  const bool is_limited =
      options.poolclass == pool_class::queue_pool && options.pool_size > 0 && options.max_overflow >= 0;
  return is_limited ? options.pool_size + options.max_overflow : INT_MAX;
}

/// How many of them it keeps while nobody uses them.
constexpr int most_idle(const engine_options& options) noexcept {
  if (options.poolclass == pool_class::static_pool) return 1;
  if (options.poolclass == pool_class::null_pool) return 0;
  return options.pool_size > 0 ? options.pool_size : INT_MAX;
}

[[gnu::cold]] inline error_info refuse_after_fork() {
  return make_error(failure::invalid_request,
                    "sqlalloy: the engine was made before fork(); a child process makes an engine of its own");
}

[[gnu::cold]] inline error_info refuse_to_wait(const engine_options& options) {
  return make_error(failure::timeout, "sqlalloy: " + std::to_string(options.max_waiting) +
                                          " threads wait for a connection already (max_waiting)");
}

[[gnu::cold]] inline error_info refuse_past_deadline() {
  return make_error(failure::timeout, "sqlalloy: no connection became free before the deadline");
}

[[gnu::cold]] inline error_info refuse_after_waiting(const engine_options& options) {
  char seconds[32];
  std::snprintf(seconds, sizeof seconds, "%g", options.pool_timeout);
  std::string sentence = "sqlalloy: no connection became free in " + std::string(seconds) + " seconds (";
  sentence +=
      options.poolclass == pool_class::static_pool
          ? "static_pool"
          : "pool_size " + std::to_string(options.pool_size) + ", max_overflow " + std::to_string(options.max_overflow);
  return make_error(failure::timeout, sentence += ')');
}

}  // namespace sqlalloy::inline v0
