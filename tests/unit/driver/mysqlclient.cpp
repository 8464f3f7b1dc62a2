// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/mysqlclient.hpp>

#include <catch2/catch.hpp>

#include <type_traits>

namespace sa = sqlalloy;

static_assert(sa::driver<sa::mysql::mysqlclient> && sa::driver<sa::mariadb::mysqlclient>);
static_assert(sa::mysql::mysqlclient::dialect_name == "mysql" && sa::mysql::mysqlclient::is_default);
static_assert(sa::mariadb::mysqlclient::dialect_name == "mariadb" && sa::mariadb::mysqlclient::is_default);
static_assert(std::is_same_v<sa::mysql::mysqlclient::dialect, sa::mysql::dialect> &&
              std::is_same_v<sa::mariadb::mysqlclient::dialect, sa::mariadb::dialect>);

TEST_CASE("mysqlclient is the driver of mysql+mysqlclient:// and of mariadb+mysqlclient://") {
  CHECK(sa::mysql::mysqlclient::name == "mysqlclient");
  CHECK(sa::mariadb::mysqlclient::name == "mysqlclient");
}
