// SPDX-License-Identifier: MIT

// The C API by hand and the library side by side, on equal terms: a database in memory of the same kind, a connection
// that belongs to one thread, an open transaction. Names are <what>/<who>; scripts/bench pairs them.

#include <benchmark/benchmark.h>

#include <sqlalloy/driver/sqlite3.hpp>

#include "by_library.hpp"
#include "sqlite_by_hand.hpp"

namespace {

namespace sa = sqlalloy;

sqlite3* database_by_hand() {
  static sqlite3* const database = [] {
    sqlite3* opened = by_hand::open("file:/by_hand?vfs=memdb", SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX);
    by_hand::run(opened, by_hand::create_people);
    by_hand::run(opened, by_hand::fill_people);
    return opened;
  }();
  return database;
}

auto& engine_of_the_library() {
  static auto engine = [] {
    auto created = sa::create_engine<sa::sqlite::sqlite3>("sqlite://");
    auto db = created.connect();
    db.exec_driver_sql(by_hand::create_people);
    db.exec_driver_sql(by_hand::fill_people);
    db.commit();
    return created;
  }();
  return engine;
}

void point_select_by_hand(benchmark::State& state) {
  sqlite3* database = database_by_hand();
  by_hand::run(database, "BEGIN");
  sqlite3_stmt* statement = by_hand::prepare(database, by_hand::select_person);
  std::int64_t i = 0;
  for (auto _ : state) {
    person row = by_hand::find(statement, key_of(i++));
    benchmark::DoNotOptimize(row);
  }
  sqlite3_finalize(statement);
  by_hand::run(database, "ROLLBACK");
}

void point_select_at_call_site_by_hand(benchmark::State& state) {
  sqlite3* database = database_by_hand();
  by_hand::run(database, "BEGIN");
  std::int64_t i = 0;
  for (auto _ : state) {
    sqlite3_stmt* statement = by_hand::prepare(database, by_hand::select_person);
    person row = by_hand::find(statement, key_of(i++));
    sqlite3_finalize(statement);
    benchmark::DoNotOptimize(row);
  }
  by_hand::run(database, "ROLLBACK");
}

void insert_by_hand(benchmark::State& state) {
  sqlite3* database = database_by_hand();
  by_hand::run(database, "BEGIN");
  sqlite3_stmt* statement = by_hand::prepare(database, by_hand::insert_person);
  const person row = person_of(1);
  for (auto _ : state) by_hand::insert(statement, row);
  sqlite3_finalize(statement);
  by_hand::run(database, "ROLLBACK");
}

void scan_by_hand(benchmark::State& state) {
  sqlite3* database = database_by_hand();
  by_hand::run(database, "BEGIN");
  sqlite3_stmt* statement = by_hand::prepare(database, by_hand::select_people);
  person row;
  for (auto _ : state) {
    int code = sqlite3_step(statement);
    for (; code == SQLITE_ROW; code = sqlite3_step(statement)) {
      by_hand::read(statement, row);
      benchmark::DoNotOptimize(row);
    }
    if (code != SQLITE_DONE) by_hand::stop(database, "scan");
    sqlite3_reset(statement);
  }
  sqlite3_finalize(statement);
  by_hand::run(database, "ROLLBACK");
  state.SetItemsProcessed(state.iterations() * people);
}

void point_select_by_library(benchmark::State& state) {
  auto db = engine_of_the_library().connect();
  std::int64_t i = 0;
  for (auto _ : state) {
    person row = by_library::find(db, key_of(i++));
    benchmark::DoNotOptimize(row);
  }
}

void point_select_at_call_site_by_library(benchmark::State& state) {
  auto db = engine_of_the_library().connect();
  std::int64_t i = 0;
  for (auto _ : state) {
    person row = by_library::find_at_call_site(db, key_of(i++));
    benchmark::DoNotOptimize(row);
  }
}

void insert_by_library(benchmark::State& state) {
  auto db = engine_of_the_library().connect();
  const person row = person_of(1);
  for (auto _ : state) by_library::insert(db, row);
}

void scan_by_library(benchmark::State& state) {
  auto db = engine_of_the_library().connect();
  for (auto _ : state)
    for (const person& row : db.execute(by_library::select_people)) benchmark::DoNotOptimize(&row);
  state.SetItemsProcessed(state.iterations() * people);
}

BENCHMARK(point_select_by_hand)->Name("point select, prepared/c");
BENCHMARK(point_select_by_library)->Name("point select, prepared/library");
BENCHMARK(point_select_at_call_site_by_hand)->Name("point select, at the call site/c");
BENCHMARK(point_select_at_call_site_by_library)->Name("point select, at the call site/library");
BENCHMARK(insert_by_hand)->Name("insert/c");
BENCHMARK(insert_by_library)->Name("insert/library");
BENCHMARK(scan_by_hand)->Name("scan/c")->Unit(benchmark::kMillisecond);
BENCHMARK(scan_by_library)->Name("scan/library")->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
