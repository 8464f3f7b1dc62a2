// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/driver/any_of.hpp>
#include <sqlalloy/driver/concept.hpp>

#include <cstddef>
#include <string_view>

namespace sqlalloy::inline v0 {

/// What the engine asks of the drivers that it was made with: of one, or of several among which the URL chooses. They
/// are numbered in the order in which `create_engine` names them.
template <class Driver>
struct driver_of {
  using connection = typename Driver::connection;
  static constexpr std::size_t size = 1;

  static constexpr std::string_view dialect_name(std::size_t) { return Driver::dialect_name; }
  static constexpr std::string_view name(std::size_t) { return Driver::name; }

  /// The number of the driver for a URL's dialect and driver (empty: any); `size` where there is none.
  static constexpr std::size_t find(std::string_view dialect, std::string_view name) {
    return dialect == Driver::dialect_name && (name.empty() || name == Driver::name) ? 0 : size;
  }

  static status open(connection& connection, const connect_options& options, std::size_t) {
    return connection.open(options);
  }
};

template <class... Drivers>
struct driver_of<any_of<Drivers...>> {
  using connection = typename any_of<Drivers...>::connection;
  static constexpr std::size_t size = sizeof...(Drivers);

  static constexpr std::string_view dialect_name(std::size_t number) {
    return any_of<Drivers...>::dialect_names[number];
  }
  static constexpr std::string_view name(std::size_t number) { return any_of<Drivers...>::names[number]; }

  static constexpr std::size_t find(std::string_view dialect, std::string_view name) {
    return any_of<Drivers...>::find(dialect, name);
  }

  static status open(connection& connection, const connect_options& options, std::size_t number) {
    return connection.open(options, number);
  }
};

/// Whether it depends on the driver that was opened if there is a batch, a pipeline or a COPY of that type.
template <class Facility, class Connection>
inline constexpr bool depends_on_driver = requires(const Connection& connection) { Facility::is_of(connection); };

/// Whether there is one for this connection.
template <class Facility, class Connection>
bool is_available([[maybe_unused]] const Connection& connection) {
  if constexpr (depends_on_driver<Facility, Connection>)
    return Facility::is_of(connection);
  else
    return true;
}

}  // namespace sqlalloy::inline v0
