// SPDX-License-Identifier: MIT
#include <sqlalloy/engine/isolation_level.hpp>

#include <catch2/catch.hpp>

#include <string_view>

namespace sa = sqlalloy;
using sa::isolation_level;

namespace {

static_assert(sa::name_of(isolation_level::repeatable_read) == "REPEATABLE READ");
static_assert(std::string_view(sa::begin_text("sqlite", isolation_level::database_default)) == "BEGIN");
static_assert(std::string_view(sa::begin_text("sqlite", isolation_level::serializable)) == "BEGIN IMMEDIATE");
static_assert(std::string_view(sa::begin_text("sqlite", isolation_level::autocommit)).empty());
static_assert(sa::begin_text("sqlite", isolation_level::read_committed) == nullptr, "SQLite has no such level");
static_assert(sa::begin_text("sqlite", isolation_level::repeatable_read) == nullptr);
static_assert(std::string_view(sa::begin_text("postgresql", isolation_level::serializable)) ==
              "START TRANSACTION ISOLATION LEVEL SERIALIZABLE");
// MySQL says the level of the next transaction before it begins (MySQL 8.0, 15.3.7).
static_assert(std::string_view(sa::begin_text("mysql", isolation_level::database_default)) == "START TRANSACTION");
static_assert(std::string_view(sa::begin_text("mariadb", isolation_level::serializable)) ==
              "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE; START TRANSACTION");
static_assert(std::string_view(sa::begin_text("other", isolation_level::database_default)) == "START TRANSACTION");

TEST_CASE("SQLite's dirty reads are switched on for one transaction") {
  CHECK(std::string_view(sa::begin_text("sqlite", isolation_level::read_uncommitted)) ==
        "PRAGMA read_uncommitted = 1; BEGIN");
  CHECK(std::string_view(sa::reset_text("sqlite", isolation_level::read_uncommitted)) == "PRAGMA read_uncommitted = 0");
  CHECK(std::string_view(sa::reset_text("sqlite", isolation_level::serializable)).empty());
  CHECK(std::string_view(sa::reset_text("postgresql", isolation_level::read_uncommitted)).empty());
}

TEST_CASE("a level that a dialect does not have is told with those that it has") {
  CHECK(sa::no_such_level("sqlite", isolation_level::read_committed) ==
        "sqlalloy: sqlite has no isolation level READ COMMITTED; it has AUTOCOMMIT, READ UNCOMMITTED, SERIALIZABLE");
}

}  // namespace
