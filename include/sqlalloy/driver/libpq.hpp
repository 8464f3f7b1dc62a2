// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/dialect/tag.hpp>
#include <sqlalloy/driver/concept.hpp>
#include <sqlalloy/driver/libpq/array_batch.hpp>
#include <sqlalloy/driver/libpq/connection.hpp>
#include <sqlalloy/driver/libpq/copy.hpp>
#include <sqlalloy/driver/libpq/pipeline.hpp>

#include <string_view>

namespace sqlalloy::inline v0::postgresql {

/// PostgreSQL by libpq, with binary parameters and results: `postgresql://user:password@host:port/database`, and
/// `?host=/folder` for a unix socket.
struct libpq {
  using dialect = postgresql::dialect;
  using connection = libpq_connection;
  static constexpr std::string_view dialect_name = "postgresql";
  static constexpr std::string_view name = "libpq";
  static constexpr bool is_default = true;
};

static_assert(driver<libpq>);

}  // namespace sqlalloy::inline v0::postgresql
