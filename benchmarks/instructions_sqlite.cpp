// SPDX-License-Identifier: MIT
//
// instructions_sqlite MODE N: N point selects on SQLite, for a counter of instructions to look at.
//
//   c                     the C API by hand on a private database in memory, opened with SQLite's defaults
//   c_on_equal_terms      the same on the library's terms: its kind of database in memory, no mutex because a
//                         connection belongs to one thread, an open transaction
//   c_at_call_site        on these terms, the statement prepared anew for each select
//   library               a query that was written once
//   library_at_call_site  the query written out where it is executed
//
// instructions_sqlite version: SQLite's version.

#include <cstdio>
#include <string_view>

#include <sqlalloy/driver/sqlite3.hpp>

#include "by_library.hpp"
#include "repeat.hpp"
#include "sqlite_by_hand.hpp"

namespace {

sqlite3* filled(const char* name, int flags) {
  sqlite3* database = by_hand::open(name, flags);
  by_hand::run(database, by_hand::create_people);
  by_hand::run(database, by_hand::fill_people);
  return database;
}

sqlite3* on_equal_terms() {
  sqlite3* database = filled("file:/by_hand?vfs=memdb", SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX);
  by_hand::run(database, "BEGIN");
  return database;
}

void prepared_by_hand(std::int64_t n, sqlite3* database) {
  sqlite3_stmt* statement = by_hand::prepare(database, by_hand::select_person);
  repeat(n, [&](std::int64_t key) { return by_hand::find(statement, key); });
  sqlite3_finalize(statement);
  sqlite3_close(database);
}

void at_call_site_by_hand(std::int64_t n, sqlite3* database) {
  repeat(n, [&](std::int64_t key) {
    sqlite3_stmt* statement = by_hand::prepare(database, by_hand::select_person);
    person row = by_hand::find(statement, key);
    sqlite3_finalize(statement);
    return row;
  });
  sqlite3_close(database);
}

template <class Find>
void by_the_library(std::int64_t n, Find find) {
  auto engine = sqlalloy::create_engine<sqlalloy::sqlite::sqlite3>("sqlite://");
  auto db = engine.connect();
  db.exec_driver_sql(by_hand::create_people);
  db.exec_driver_sql(by_hand::fill_people);
  db.commit();
  repeat(n, [&](std::int64_t key) { return find(db, key); });
}

}  // namespace

int main(int count, char** words) {
  if (count == 2 && words[1] == std::string_view("version")) {
    std::puts(sqlite3_libversion());
    return 0;
  }
  const arguments given(count, words);
  if (given.mode == "c")
    prepared_by_hand(given.n, filled(":memory:", 0));
  else if (given.mode == "c_on_equal_terms")
    prepared_by_hand(given.n, on_equal_terms());
  else if (given.mode == "c_at_call_site")
    at_call_site_by_hand(given.n, on_equal_terms());
  else if (given.mode == "library")
    by_the_library(given.n, [](auto& db, std::int64_t key) { return by_library::find(db, key); });
  else if (given.mode == "library_at_call_site")
    by_the_library(given.n, [](auto& db, std::int64_t key) { return by_library::find_at_call_site(db, key); });
  else
    given.refuse();
}
