// SPDX-License-Identifier: MIT
#pragma once

#include <catch2/catch.hpp>

#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

namespace support {

/// Where a server of the tests is, by the variable of the environment that says it.
inline std::string server_url(const char* variable) {
  const char* given = std::getenv(variable);
  if (!given) FAIL(variable << " is not set; start a server with scripts/servers up and export what it prints");
  return given;
}

/// Says where a MySQL server is. Debian has none, so what runs on MySQL does nothing where the environment names none.
inline constexpr char mysql_server[] = "SQLALLOY_MYSQL_URL";
inline bool has_mysql() { return std::getenv(mysql_server) != nullptr; }

/// A database of each: in memory, and on the servers that there are.
inline std::vector<std::string> all_urls(std::string sqlite = "sqlite://") {
  std::vector<std::string> urls{std::move(sqlite), server_url("SQLALLOY_POSTGRESQL_URL"),
                                server_url("SQLALLOY_MARIADB_URL")};
  if (has_mysql()) urls.push_back(server_url(mysql_server));
  return urls;
}

}  // namespace support
