// SPDX-License-Identifier: MIT
#pragma once

#include <cstdio>
#include <cstdlib>
#include <string>

/// Where the benchmarks find PostgreSQL: the environment's SQLALLOY_POSTGRESQL_URL, such as
/// postgresql://postgres@/postgres?host=/run/postgresql for a socket.
inline std::string postgresql_url() {
  const char* url = std::getenv("SQLALLOY_POSTGRESQL_URL");
  if (!url) {
    std::fprintf(stderr, "SQLALLOY_POSTGRESQL_URL is not set\n");
    std::exit(2);
  }
  return url;
}

/// The same for libpq, which does not know that a URL may name a driver.
inline std::string libpq_url() {
  std::string url = postgresql_url();
  const std::size_t plus = url.find('+');
  const std::size_t colon = url.find("://");
  if (plus < colon) url.erase(plus, colon - plus);
  return url;
}
