// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/sqlite3/transaction_bounds.hpp>

#include <catch2/catch.hpp>

#include <string_view>

namespace sa = sqlalloy;

namespace {

TEST_CASE("sqlite3: what begins and ends transactions is compiled once, and nothing else is kept") {
  ::sqlite3* database = nullptr;
  REQUIRE(::sqlite3_open(":memory:", &database) == SQLITE_OK);
  sa::sqlite::transaction_bounds bounds;
  for (const char* sql : {"BEGIN", "COMMIT", "BEGIN IMMEDIATE", "ROLLBACK"}) {
    ::sqlite3_stmt* const kept = bounds.find(database, sql);
    REQUIRE(kept);
    CHECK(::sqlite3_sql(kept) == std::string_view(sql));
    CHECK(::sqlite3_step(kept) == SQLITE_DONE);
    CHECK(::sqlite3_reset(kept) == SQLITE_OK);
    CHECK(bounds.find(database, sql) == kept);
  }
  CHECK_FALSE(bounds.find(database, "BEGIN; SELECT 1"));
  CHECK_FALSE(bounds.find(database, "SAVEPOINT one"));
  CHECK_FALSE(bounds.find(database, ""));
  while (::sqlite3_stmt* left = ::sqlite3_next_stmt(database, nullptr)) ::sqlite3_finalize(left);
  CHECK(::sqlite3_close(database) == SQLITE_OK);
}

}  // namespace
