// SPDX-License-Identifier: MIT
#include <sqlalloy.hpp>
#include <sqlalloy/driver/libpq.hpp>
#include <sqlalloy/driver/mysqlclient.hpp>
#include <sqlalloy/driver/sqlite3.hpp>

#include <catch2/catch.hpp>
#include <integration/types.hpp>

#include <cstdlib>
#include <string>

namespace sa = sqlalloy;

namespace {

std::string server_url(const char* variable) {
  const char* url = std::getenv(variable);
  if (!url) FAIL(variable << " is not set; start a server with scripts/servers up and export what it prints");
  return url;
}

struct in_memory {
  static auto engine() { return sa::create_engine<sa::sqlite::sqlite3>("sqlite://"); }
};
struct on_postgresql {
  static auto engine() { return sa::create_engine<sa::postgresql::libpq>(server_url("SQLALLOY_POSTGRESQL_URL")); }
};
struct on_mariadb {
  static auto engine() { return sa::create_engine<sa::mariadb::mysqlclient>(server_url("SQLALLOY_MARIADB_URL")); }
};

TEST_CASE("sqlite3: types of headers of their own") { types_suite::run<in_memory>(); }
TEST_CASE("libpq: types of headers of their own") { types_suite::run<on_postgresql>(); }
TEST_CASE("mysqlclient: types of headers of their own") { types_suite::run<on_mariadb>(); }

}  // namespace
