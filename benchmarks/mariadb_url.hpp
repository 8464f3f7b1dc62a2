// SPDX-License-Identifier: MIT
#pragma once

#include <cstdio>
#include <cstdlib>
#include <string>

/// Where the benchmarks find MariaDB: the environment's SQLALLOY_MARIADB_URL.
inline std::string mariadb_url() {
  const char* url = std::getenv("SQLALLOY_MARIADB_URL");
  if (!url) {
    std::fprintf(stderr, "SQLALLOY_MARIADB_URL is not set\n");
    std::exit(2);
  }
  return url;
}
