// SPDX-License-Identifier: MIT
#include <sqlalloy/dialect/ansi.hpp>
#include <sqlalloy/dialect/postgresql.hpp>
#include <sqlalloy/dialect/sqlite.hpp>
#include <sqlalloy/dialect/transaction_sql.hpp>

#include <catch2/catch.hpp>

namespace sa = sqlalloy;
using sa::isolation_level;

namespace {

using sqlite = sa::transaction_sql<sa::sqlite::dialect>;
using postgresql = sa::transaction_sql<sa::postgresql::dialect>;
using standard = sa::transaction_sql<sa::ansi::dialect>;

TEST_CASE("what begins a transaction in PostgreSQL") {
  CHECK(postgresql::begin({}) == "BEGIN");
  CHECK(postgresql::begin({.isolation = isolation_level::serializable}) ==
        "START TRANSACTION ISOLATION LEVEL SERIALIZABLE");
  CHECK(postgresql::begin({.read_only = true}) == "START TRANSACTION READ ONLY");
  CHECK(postgresql::begin({isolation_level::serializable, true, true}) ==
        "START TRANSACTION ISOLATION LEVEL SERIALIZABLE, READ ONLY, DEFERRABLE");
  CHECK(postgresql::begin({.isolation = isolation_level::autocommit}).empty());
  CHECK(postgresql::after({isolation_level::read_uncommitted, true, true}).empty());
  CHECK(postgresql::has({isolation_level::read_uncommitted, true, true}));
}

TEST_CASE("what begins a transaction in SQLite, and what takes its pragmas back") {
  CHECK(sqlite::begin({}) == "BEGIN");
  CHECK(sqlite::after({}).empty());
  CHECK(sqlite::begin({.isolation = isolation_level::serializable}) == "BEGIN IMMEDIATE");
  CHECK(sqlite::begin({.isolation = isolation_level::read_uncommitted}) == "PRAGMA read_uncommitted = 1; BEGIN");
  CHECK(sqlite::after({.isolation = isolation_level::read_uncommitted}) == "PRAGMA read_uncommitted = 0");
  CHECK(sqlite::begin({.read_only = true}) == "PRAGMA query_only = 1; BEGIN");
  CHECK(sqlite::after({.read_only = true}) == "PRAGMA query_only = 0");
  CHECK(sqlite::after({isolation_level::read_uncommitted, true, false}) ==
        "PRAGMA read_uncommitted = 0; PRAGMA query_only = 0");
}

TEST_CASE("a transaction of SQLite that only reads takes no lock for writing") {
  CHECK(sqlite::begin({isolation_level::serializable, true, true}) == "PRAGMA query_only = 1; BEGIN");
}

TEST_CASE("the standard has no deferrable transactions") {
  CHECK(standard::begin({isolation_level::repeatable_read, true, false}) ==
        "START TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
  CHECK_FALSE(standard::has({.deferrable = true}));
  CHECK(sa::no_such_mode("other", {.deferrable = true}, &standard::has) ==
        "sqlalloy: other has no deferrable transactions; leave that out");
}

TEST_CASE("a level that a dialect does not have is told with those that it has") {
  static_assert(!sqlite::has({.isolation = isolation_level::repeatable_read}));
  constexpr sa::transaction_mode committed{.isolation = isolation_level::read_committed};
  static_assert(!sqlite::has(committed));
  CHECK(sa::no_such_mode("sqlite", committed, &sqlite::has) ==
        "sqlalloy: sqlite has no isolation level READ COMMITTED; it has AUTOCOMMIT, READ UNCOMMITTED, SERIALIZABLE");
}

TEST_CASE("without a transaction there is none that could be read only") {
  constexpr sa::transaction_mode mode{isolation_level::autocommit, true, false};
  static_assert(!postgresql::has(mode) && postgresql::has({.isolation = isolation_level::autocommit}));
  CHECK(sa::no_such_mode("postgresql", mode, &postgresql::has) ==
        "sqlalloy: with autocommit there is no transaction that could be read_only or deferrable; leave that out");
}

struct writes_only : sa::ansi::dialect {
  static constexpr bool has_mode(const sa::transaction_mode& mode) { return !mode.read_only; }
};

TEST_CASE("a dialect may have no transactions that are read only") {
  CHECK(sa::no_such_mode("other", {.read_only = true}, &sa::transaction_sql<writes_only>::has) ==
        "sqlalloy: other has no transactions that are read_only; leave that out");
}

}  // namespace
