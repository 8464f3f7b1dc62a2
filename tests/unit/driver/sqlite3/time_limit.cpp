// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/sqlite3/time_limit.hpp>

#include <catch2/catch.hpp>

#include <filesystem>
#include <string>

#include <unistd.h>

namespace sa = sqlalloy;

namespace {

constexpr const char* endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n";

TEST_CASE("sqlite3: what is computed ends with the deadline") {
  ::sqlite3* database = nullptr;
  REQUIRE(::sqlite3_open(":memory:", &database) == SQLITE_OK);
  sa::sqlite::time_limit limit;
  limit.set(database, sa::deadline::in(0.02), 5000);
  const auto before = sa::monotonic_nanoseconds();
  CHECK(::sqlite3_exec(database, endless, nullptr, nullptr, nullptr) == SQLITE_INTERRUPT);
  CHECK(sa::monotonic_nanoseconds() - before >= 20'000'000);
  CHECK(limit.has_passed());
  limit.set(database, {}, 5000);
  CHECK_FALSE(limit.has_passed());
  CHECK(::sqlite3_exec(database, "SELECT 1", nullptr, nullptr, nullptr) == SQLITE_OK);
  ::sqlite3_close(database);
}

TEST_CASE("sqlite3: a busy database is waited for until the deadline, or the end of busy_timeout") {
  const auto path = std::filesystem::temp_directory_path() / ("sqlalloy-busy-" + std::to_string(::getpid()) + ".db");
  ::sqlite3 *one = nullptr, *other = nullptr;
  REQUIRE(::sqlite3_open(path.c_str(), &one) == SQLITE_OK);
  REQUIRE(::sqlite3_open(path.c_str(), &other) == SQLITE_OK);
  REQUIRE(::sqlite3_exec(one, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr) == SQLITE_OK);
  sa::sqlite::time_limit limit;
  const auto waited = [&](const sa::deadline& until, int busy_timeout) {
    limit.set(other, until, busy_timeout);
    const auto before = sa::monotonic_nanoseconds();
    CHECK(::sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr) == SQLITE_BUSY);
    return sa::monotonic_nanoseconds() - before;
  };
  CHECK(waited(sa::deadline::in(0.02), 1'000'000) >= 20'000'000);
  CHECK(limit.has_passed());
  CHECK(waited(sa::deadline::in(1000), 20) >= 20'000'000);
  CHECK_FALSE(limit.has_passed());
  ::sqlite3_close(other);
  ::sqlite3_close(one);
  std::filesystem::remove(path);
}

}  // namespace
