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

// MySQL 8.0, 15.3.1 and 15.3.7; MariaDB, "SET TRANSACTION".
static_assert(my::begin({}) == "START TRANSACTION");
static_assert(my::begin({.read_only = true}) == "START TRANSACTION READ ONLY");
static_assert(maria::begin({.isolation = isolation_level::serializable}) ==
              "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE; START TRANSACTION");
static_assert(maria::begin({.isolation = isolation_level::read_committed, .read_only = true}) ==
              "SET TRANSACTION ISOLATION LEVEL READ COMMITTED; START TRANSACTION READ ONLY");
static_assert(my::begin({.isolation = isolation_level::autocommit}).empty());
static_assert(my::after({.isolation = isolation_level::serializable}).empty());
static_assert(my::has({.isolation = isolation_level::read_uncommitted}) && !my::has({.deferrable = true}));

TEST_CASE("MySQL's and MariaDB's transactions begin alike") {
  for (const bool read_only : {false, true})
    CHECK(my::begin({.isolation = isolation_level::repeatable_read, .read_only = read_only}) ==
          maria::begin({.isolation = isolation_level::repeatable_read, .read_only = read_only}));
}
