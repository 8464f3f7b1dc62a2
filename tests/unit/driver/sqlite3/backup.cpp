// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/sqlite3/backup.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

namespace sa = sqlalloy;
using sa::failure;
using sa::sqlite::backup;
using sa::sqlite::backup_progress;
using sa::sqlite::sqlite3_connection;

namespace {

constexpr auto count = [](const backup_progress&) {};
constexpr auto go_on = [](backup_progress) { return true; };
constexpr auto number = [](backup_progress) { return 1; };
static_assert(sa::sqlite::backup_listener<decltype(count)> && sa::sqlite::backup_listener<decltype(go_on)>);
static_assert(!sa::sqlite::backup_listener<decltype(number)>);

struct full_database {
  sqlite3_connection db;
  full_database() {
    REQUIRE(db.open({}).ok());
    REQUIRE(db.run("CREATE TABLE t (id INTEGER PRIMARY KEY, filler TEXT);"
                   "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200) "
                   "INSERT INTO t SELECT i, printf('%1000d', i) FROM n")
                .ok());
  }
};

std::int64_t rows_of(sqlite3_connection& db) {
  sqlite3_connection::cursor rows;
  constexpr std::string_view sql = "SELECT count(*) FROM t";
  std::int64_t found = -1;
  if (db.execute_text(sql.data(), sql.size(), rows).ok() && db.fetch(rows) == sa::fetch_result::row)
    (void)db.read(rows, 0, found);
  db.finish(rows);
  return found;
}

TEST_CASE_METHOD(full_database, "sqlite3: a backup is copied in steps, and tells how far it is") {
  sqlite3_connection copy;
  REQUIRE(copy.open({}).ok());
  std::vector<backup_progress> steps;
  REQUIRE(backup(db, copy, {.pages = 10}, [&](const backup_progress& now) { steps.push_back(now); }).ok());
  CHECK(rows_of(copy) == 200);
  REQUIRE(steps.size() > 2);
  CHECK(steps[0].total > 50);  // 200 rows of 1000 bytes in pages of 4096
  CHECK(steps[0].remaining == steps[0].total - 10);
  CHECK(steps[1].remaining == steps[0].remaining - 10);
  int calls = 0;
  REQUIRE(backup(db, copy, {.pages = -1}, [&](const backup_progress&) { ++calls; }).ok());
  CHECK(calls == 0);
  CHECK(backup(db, copy, {.pages = 0}).ok());
}

TEST_CASE_METHOD(full_database, "sqlite3: a backup can be stopped") {
  sqlite3_connection copy;
  REQUIRE(copy.open({}).ok());
  CHECK(backup(db, copy, {.pages = 1}, [](backup_progress) { return false; }).kind == failure::operational);
  CHECK(db.error().message == "sqlite3: the backup was stopped");
  CHECK_THROWS_AS(backup(db, copy, {.pages = 1}, [](backup_progress) { throw std::runtime_error("enough"); }),
                  std::runtime_error);
  CHECK(copy.run("CREATE TABLE other (id INTEGER)").ok());  // it can be used again
  CHECK(backup(db, copy).ok());
}

TEST_CASE_METHOD(full_database, "sqlite3: a backup that cannot be is told") {
  sqlite3_connection closed, copy;
  REQUIRE(copy.open({}).ok());
  CHECK(backup(db, closed).kind == failure::interface);
  CHECK(db.error().message == "sqlite3: a backup needs two connections that are open");
  CHECK(backup(closed, copy).kind == failure::interface);
  CHECK(backup(db, db).kind == failure::operational);
  CHECK(db.error().message == "source and destination must be distinct (in a backup)");
  CHECK(backup(db, std::string("/nowhere/copy.db")).kind == failure::operational);
  CHECK(db.error().message == "unable to open database file: /nowhere/copy.db");
  REQUIRE(copy.run("BEGIN; CREATE TABLE other (id INTEGER)").ok());
  CHECK(backup(db, copy).kind == failure::operational);
  CHECK(db.error().message == "destination database is in use (in a backup)");
}

TEST_CASE_METHOD(full_database, "sqlite3: what is not committed is not backed up") {
  sqlite3_connection copy;
  REQUIRE(copy.open({}).ok());
  REQUIRE(db.run("BEGIN; DELETE FROM t").ok());
  CHECK(backup(db, copy).kind == failure::interface);
  CHECK(db.error().message == "sqlite3: a connection that has written and not committed cannot be backed up");
  REQUIRE(db.run("ROLLBACK").ok());
  REQUIRE(db.run("BEGIN; SELECT * FROM t").ok());
  CHECK(backup(db, copy).ok());
  CHECK(rows_of(copy) == 200);
}

}  // namespace
