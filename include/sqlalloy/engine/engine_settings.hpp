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

  /// Whether anybody is told what connections do.
  constexpr bool is_watched() const { return options.echo || options.hook.call || options.hook.notice; }
};

}  // namespace sqlalloy::inline v0
