// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/mysqlclient/statement.hpp>

#include <catch2/catch.hpp>

#include <type_traits>
#include <utility>

namespace sa = sqlalloy;
using sa::mysql::counts_changes;

namespace {

static_assert(std::is_nothrow_move_constructible_v<sa::mysql::mysqlclient_statement>);
static_assert(!std::is_copy_constructible_v<sa::mysql::mysqlclient_statement>);
static_assert(!std::is_copy_constructible_v<sa::mysql::mysqlclient_cursor>);

// Only what changes rows has a number of changed rows.
static_assert(counts_changes("INSERT INTO t VALUES (1)", false));
static_assert(counts_changes("INSERT INTO t VALUES (1) RETURNING i", true));
static_assert(counts_changes("\n\t -- why\n /* and how */ # and who\nupdate t SET i = 1", false));
static_assert(counts_changes("DELETE FROM t", false));
static_assert(counts_changes("REPLACE INTO t VALUES (1)", false));
static_assert(counts_changes("WITH x AS (SELECT 1) UPDATE t, x SET i = 1", false));
static_assert(!counts_changes("WITH x AS (SELECT 1) SELECT * FROM x", true));
static_assert(!counts_changes("SELECT 1", true));
static_assert(!counts_changes("CREATE TABLE u (i INTEGER)", false));
static_assert(!counts_changes("/* INSERT", false) && !counts_changes("-- INSERT", false) && !counts_changes("", false));

TEST_CASE("mysqlclient: a statement is empty until it is prepared") {
  sa::mysql::mysqlclient_statement statement;
  CHECK_FALSE(statement);
  sa::mysql::mysqlclient_statement other = std::move(statement);
  statement = std::move(other);
  CHECK_FALSE(statement);
}

}  // namespace
