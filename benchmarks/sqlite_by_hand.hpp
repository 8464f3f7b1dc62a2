// SPDX-License-Identifier: MIT
#pragma once

// What a careful C programmer writes against SQLite: every statement prepared once, every result checked, the row
// copied into a struct, the statement reset as soon as the row was read (a key has no second row to step to), and a
// column's type asked for only where it may be NULL.

#include <cstdio>
#include <cstdlib>
#include <string>

#include <sqlite3.h>

#include "person.hpp"

namespace by_hand::inline sqlite {

[[noreturn, gnu::cold]] inline void stop(sqlite3* database, const char* what) {
  std::fprintf(stderr, "%s: %s\n", what, database ? sqlite3_errmsg(database) : "no database");
  std::exit(1);
}

inline sqlite3* open(const char* name, int flags) {
  sqlite3* database = nullptr;
  if (sqlite3_open_v2(name, &database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | flags, nullptr) != SQLITE_OK)
    stop(database, name);
  return database;
}

inline void run(sqlite3* database, const char* sql) {
  if (sqlite3_exec(database, sql, nullptr, nullptr, nullptr) != SQLITE_OK) stop(database, sql);
}

inline sqlite3_stmt* prepare(sqlite3* database, const char* sql) {
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(database, sql, -1, &statement, nullptr) != SQLITE_OK) stop(database, sql);
  return statement;
}

inline constexpr char create_people[] =
    "CREATE TABLE person (id INTEGER PRIMARY KEY NOT NULL, name TEXT NOT NULL, age INTEGER, score REAL NOT NULL) "
    "STRICT";
inline constexpr char fill_people[] =
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 100000) "
    "INSERT INTO person SELECT i, 'name' || i, CASE WHEN i % 2 = 1 THEN i % 90 END, i * 0.5 FROM n";
inline constexpr char select_person[] =
    "SELECT person.id, person.name, person.age, person.score FROM person WHERE person.id = ?";
inline constexpr char select_people[] = "SELECT person.id, person.name, person.age, person.score FROM person";
inline constexpr char insert_person[] = "INSERT INTO person (name, age, score) VALUES (?, ?, ?)";

inline void read(sqlite3_stmt* statement, person& row) {
  row.id = sqlite3_column_int64(statement, 0);
  const char* name = reinterpret_cast<const char*>(sqlite3_column_text(statement, 1));
  row.name.assign(name, static_cast<std::size_t>(sqlite3_column_bytes(statement, 1)));
  if (sqlite3_column_type(statement, 2) == SQLITE_NULL)
    row.age.reset();
  else
    row.age = sqlite3_column_int(statement, 2);
  row.score = sqlite3_column_double(statement, 3);
}

/// A point select with a statement that is prepared.
inline person find(sqlite3_stmt* statement, std::int64_t key) {
  person row;
  if (sqlite3_bind_int64(statement, 1, key) != SQLITE_OK || sqlite3_step(statement) != SQLITE_ROW)
    stop(sqlite3_db_handle(statement), "find");
  read(statement, row);
  sqlite3_reset(statement);
  return row;
}

/// An insert with a statement that is prepared; the database gives the key.
inline void insert(sqlite3_stmt* statement, const person& row) {
  int code = sqlite3_bind_text(statement, 1, row.name.data(), static_cast<int>(row.name.size()), SQLITE_STATIC);
  if (code == SQLITE_OK) code = row.age ? sqlite3_bind_int(statement, 2, *row.age) : sqlite3_bind_null(statement, 2);
  if (code == SQLITE_OK) code = sqlite3_bind_double(statement, 3, row.score);
  if (code != SQLITE_OK || sqlite3_step(statement) != SQLITE_DONE) stop(sqlite3_db_handle(statement), "insert");
  sqlite3_reset(statement);
}

}  // namespace by_hand::inline sqlite
