// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/sqlite3/error.hpp>

#include <catch2/catch.hpp>

namespace sa = sqlalloy;
using sa::failure;
using sa::sqlite::constraint_of;
using sa::sqlite::failure_of;

TEST_CASE("SQLite's result codes, by kind") {
  CHECK(failure_of(SQLITE_CONSTRAINT_UNIQUE, "", false) == failure::integrity);
  CHECK(failure_of(SQLITE_CONSTRAINT_FOREIGNKEY, "", false) == failure::integrity);
  CHECK(failure_of(SQLITE_CONSTRAINT_TRIGGER, "", false) == failure::integrity);
  CHECK(failure_of(SQLITE_CONSTRAINT, "", false) == failure::integrity);
  CHECK(failure_of(3091, "", false) == failure::data);  // SQLITE_CONSTRAINT_DATATYPE, of SQLite 3.37
  CHECK(failure_of(SQLITE_MISMATCH, "", false) == failure::data);
  CHECK(failure_of(SQLITE_TOOBIG, "", false) == failure::data);
  CHECK(failure_of(SQLITE_BUSY, "", false) == failure::operational);
  CHECK(failure_of(SQLITE_BUSY_SNAPSHOT, "", false) == failure::operational);
  CHECK(failure_of(SQLITE_LOCKED_SHAREDCACHE, "", false) == failure::operational);
  CHECK(failure_of(SQLITE_READONLY, "", false) == failure::operational);
  CHECK(failure_of(SQLITE_FULL, "", false) == failure::operational);
  CHECK(failure_of(SQLITE_CANTOPEN, "", false) == failure::operational);
  CHECK(failure_of(SQLITE_NOMEM, "", false) == failure::operational);
  CHECK(failure_of(SQLITE_CORRUPT, "", false) == failure::internal);
  CHECK(failure_of(SQLITE_NOTADB, "", false) == failure::internal);
  CHECK(failure_of(SQLITE_MISUSE, "", false) == failure::interface);
  CHECK(failure_of(SQLITE_RANGE, "", false) == failure::interface);
  CHECK(failure_of(SQLITE_ERROR, "near \"x\": syntax error", true) == failure::programming);
  CHECK(failure_of(SQLITE_ERROR, "no such table: t", false) == failure::programming);
  CHECK(failure_of(SQLITE_ERROR, "integer overflow", false) == failure::data);
  CHECK(failure_of(SQLITE_ERROR, "cannot start a transaction within a transaction", false) == failure::operational);
}

TEST_CASE("the constraint in SQLite's sentence") {
  CHECK(constraint_of("UNIQUE constraint failed: users.email") == "users.email");
  CHECK(constraint_of("UNIQUE constraint failed: a.x, a.y") == "a.x, a.y");
  CHECK(constraint_of("UNIQUE constraint failed: index 'lower_email'") == "lower_email");
  CHECK(constraint_of("NOT NULL constraint failed: users.name") == "users.name");
  CHECK(constraint_of("CHECK constraint failed: age_is_positive") == "age_is_positive");
  CHECK(constraint_of("FOREIGN KEY constraint failed").empty());
  CHECK(constraint_of("cannot store TEXT value in INTEGER column t.a") == "t.a");
  CHECK(constraint_of("a trigger's own words").empty());
}

TEST_CASE("a failure without a database has SQLite's general sentence") {
  sa::sqlite::failure_record record;
  CHECK(record.fail(nullptr, SQLITE_MISUSE).kind == failure::interface);
  CHECK(record.info().code == SQLITE_MISUSE);
  CHECK(record.info().message == sqlite3_errstr(SQLITE_MISUSE));
  CHECK(record.refuse(failure::argument, "no").kind == failure::argument);
  CHECK(record.info().message == "no");
  CHECK(record.info().code == 0);
}

TEST_CASE("a busy database may be free when the transaction is run anew") {
  sa::sqlite::failure_record record;
  for (const int code : {SQLITE_BUSY, SQLITE_LOCKED, SQLITE_BUSY_SNAPSHOT, SQLITE_LOCKED_SHAREDCACHE}) {
    CHECK(record.fail(nullptr, code).kind == failure::operational);
    CHECK(record.info().is_retryable);
  }
  CHECK(record.fail(nullptr, SQLITE_FULL).kind == failure::operational);
  CHECK_FALSE(record.info().is_retryable);
}
