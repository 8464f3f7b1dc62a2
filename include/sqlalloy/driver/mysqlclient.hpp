// SPDX-License-Identifier: MIT
#pragma once

#include <sqlalloy/dialect/tag.hpp>
#include <sqlalloy/driver/concept.hpp>
#include <sqlalloy/driver/mysqlclient/batch.hpp>
#include <sqlalloy/driver/mysqlclient/session.hpp>

#include <string_view>

namespace sqlalloy::inline v0::mysql {

/// MySQL by its client library or MariaDB's, with binary parameters and results:
/// `mysql://user:password@host:port/database`.
struct mysqlclient {
  using dialect = mysql::dialect;
  using connection = mysqlclient_session<server_kind::mysql>;
  static constexpr std::string_view dialect_name = "mysql";
  static constexpr std::string_view name = "mysqlclient";
  static constexpr bool is_default = true;
};

static_assert(driver<mysqlclient>);

}  // namespace sqlalloy::inline v0::mysql

namespace sqlalloy::inline v0::mariadb {

/// MariaDB by its client library or MySQL's: `mariadb://user:password@host:port/database`.
struct mysqlclient {
  using dialect = mariadb::dialect;
  using connection = mysql::mysqlclient_session<mysql::server_kind::mariadb>;
  static constexpr std::string_view dialect_name = "mariadb";
  static constexpr std::string_view name = "mysqlclient";
  static constexpr bool is_default = true;
};

static_assert(driver<mysqlclient>);

}  // namespace sqlalloy::inline v0::mariadb
