// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/sqlite3/statement.hpp>

#include <catch2/catch.hpp>

#include <type_traits>

namespace sa = sqlalloy;

namespace {

static_assert(std::is_nothrow_move_constructible_v<sa::sqlite::sqlite3_statement>);
static_assert(!std::is_copy_constructible_v<sa::sqlite::sqlite3_statement>);
static_assert(!std::is_copy_constructible_v<sa::sqlite::sqlite3_cursor>);

bool counts(const char* sql) {
  ::sqlite3* database = nullptr;
  ::sqlite3_stmt* statement = nullptr;
  REQUIRE(::sqlite3_open(":memory:", &database) == SQLITE_OK);
  REQUIRE(::sqlite3_exec(database, "CREATE TABLE t (i INTEGER)", nullptr, nullptr, nullptr) == SQLITE_OK);
  REQUIRE(::sqlite3_prepare_v2(database, sql, -1, &statement, nullptr) == SQLITE_OK);
  const bool found = sa::sqlite::counts_changes(statement);
  ::sqlite3_finalize(statement);
  ::sqlite3_close(database);
  return found;
}

TEST_CASE("sqlite3: only what changes rows has a number of changed rows") {
  CHECK(counts("INSERT INTO t VALUES (1)"));
  CHECK(counts("\n\t -- why\n /* and how */ update t SET i = 1"));
  CHECK(counts("DELETE FROM t"));
  CHECK(counts("REPLACE INTO t VALUES (1)"));
  CHECK(counts("WITH x AS (SELECT 1) INSERT INTO t SELECT * FROM x"));
  CHECK_FALSE(counts("WITH x AS (SELECT 1) SELECT * FROM x"));
  CHECK_FALSE(counts("SELECT 1"));
  CHECK_FALSE(counts("CREATE TABLE u (i INTEGER)"));
  CHECK_FALSE(counts("DROP TABLE t"));
  CHECK_FALSE(counts("PRAGMA user_version = 3"));
}

TEST_CASE("sqlite3: a statement is empty until it is prepared") {
  const sa::sqlite::sqlite3_statement statement;
  CHECK_FALSE(statement);
  CHECK(statement.native_handle() == nullptr);
}

}  // namespace
