// SPDX-License-Identifier: MIT
#include <sqlalloy/dialect/mariadb.hpp>
#include <sqlalloy/dialect/mysql.hpp>
#include <sqlalloy/dialect/mysql/transaction.hpp>
#include <sqlalloy/dialect/transaction_sql.hpp>

#include <catch2/catch.hpp>

namespace sa = sqlalloy;
using sa::isolation_level;
using my = sa::transaction_sql<sa::mysql::dialect>;
using maria = sa::transaction_sql<sa::mariadb::dialect>;

static_assert(my::has({.isolation = isolation_level::read_uncommitted}) && !my::has({.deferrable = true}));

// MySQL 8.0, 15.3.1 and 15.3.7; MariaDB, "SET TRANSACTION".
TEST_CASE("MySQL and MariaDB say the level of a transaction before it begins") {
  CHECK(my::begin({}) == "START TRANSACTION");
  CHECK(my::begin({.read_only = true}) == "START TRANSACTION READ ONLY");
  CHECK(maria::begin({.isolation = isolation_level::serializable}) ==
        "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE; START TRANSACTION");
  CHECK(maria::begin({.isolation = isolation_level::read_committed, .read_only = true}) ==
        "SET TRANSACTION ISOLATION LEVEL READ COMMITTED; START TRANSACTION READ ONLY");
  CHECK(my::begin({.isolation = isolation_level::autocommit}).empty());
  CHECK(my::after({.isolation = isolation_level::serializable}).empty());
}
