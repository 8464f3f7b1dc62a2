// SPDX-License-Identifier: MIT
#pragma once

#include <catch2/catch.hpp>

#include <cstdlib>
#include <string>

namespace support {

/// Where a server of the tests is, by the variable of the environment that says it.
inline std::string server_url(const char* variable) {
  const char* given = std::getenv(variable);
  if (!given) FAIL(variable << " is not set; start a server with scripts/servers up and export what it prints");
  return given;
}

}  // namespace support
