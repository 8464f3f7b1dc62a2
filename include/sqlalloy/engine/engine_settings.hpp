// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/connect_options.hpp>
#include <sqlalloy/engine/engine_options.hpp>

#include <cstddef>
#include <string_view>

namespace sqlalloy::inline v0 {

/// What all connections of an engine have in common. It does not change while the engine lives.
struct engine_settings {
  engine_options options{};
  connect_options connect{};
  std::size_t driver = 0;      ///< which of the engine's drivers
  std::string_view dialect{};  ///< its dialect's name

  /// What is called before and after each statement; echo is such a hook too.
  constexpr event_hook watcher() const {
    if (options.hook.call) return options.hook;
    return {options.echo ? &echo_to_stderr : nullptr};
  }
};

}  // namespace sqlalloy::inline v0
