// SPDX-License-Identifier: MIT

// libpq by hand and the library side by side, each on a connection of its own with an open transaction. Names are
// <what>/<who>; scripts/bench pairs them. Times are those of the wall: most of it is the server's.

#include <benchmark/benchmark.h>

#include <sqlalloy/driver/libpq.hpp>

#include "by_library.hpp"
#include "postgresql_by_hand.hpp"
#include "postgresql_url.hpp"

namespace {

namespace sa = sqlalloy;

PGconn* connection_by_hand() {
  static PGconn* const connection = [] {
    PGconn* opened = by_hand::open(libpq_url().c_str());
    by_hand::create_and_fill(opened);
    by_hand::prepare_select(opened);
    by_hand::prepare_insert(opened);
    return opened;
  }();
  return connection;
}

// The table is a temporary one and lives as long as the connection does.
auto& connection_of_the_library() {
  static auto engine = sa::create_engine<sa::postgresql::libpq>(postgresql_url());
  static auto db = [] {
    auto connected = engine.connect();
    connected.exec_driver_sql(by_hand::create_people);
    connected.exec_driver_sql(by_hand::fill_people);
    connected.exec_driver_sql("ANALYZE person");
    connected.commit();
    return connected;
  }();
  return db;
}

void point_select_by_hand(benchmark::State& state, bool prepared) {
  PGconn* connection = connection_by_hand();
  by_hand::run(connection, "BEGIN");
  std::int64_t i = 0;
  for (auto _ : state) {
    person row = by_hand::find(connection, key_of(i++), prepared);
    benchmark::DoNotOptimize(row);
  }
  by_hand::run(connection, "ROLLBACK");
}

void insert_by_hand(benchmark::State& state) {
  PGconn* connection = connection_by_hand();
  by_hand::run(connection, "BEGIN");
  const person row = person_of(1);
  for (auto _ : state) by_hand::insert(connection, row);
  by_hand::run(connection, "ROLLBACK");
}

void scan_by_hand(benchmark::State& state) {
  PGconn* connection = connection_by_hand();
  by_hand::run(connection, "BEGIN");
  person row;
  for (auto _ : state) {
    PGresult* result = PQexecParams(connection, by_hand::select_people, 0, nullptr, nullptr, nullptr, nullptr, 1);
    if (PQresultStatus(result) != PGRES_TUPLES_OK) by_hand::stop(connection, "scan");
    for (int i = 0; i < PQntuples(result); ++i) {
      by_hand::read(result, i, row);
      benchmark::DoNotOptimize(row);
    }
    PQclear(result);
  }
  by_hand::run(connection, "ROLLBACK");
  state.SetItemsProcessed(state.iterations() * people);
}

void point_select_by_library(benchmark::State& state) {
  auto& db = connection_of_the_library();
  std::int64_t i = 0;
  for (auto _ : state) {
    person row = by_library::find(db, key_of(i++));
    benchmark::DoNotOptimize(row);
  }
  db.rollback();
}

void point_select_at_call_site_by_library(benchmark::State& state) {
  auto& db = connection_of_the_library();
  std::int64_t i = 0;
  for (auto _ : state) {
    person row = by_library::find_at_call_site(db, key_of(i++));
    benchmark::DoNotOptimize(row);
  }
  db.rollback();
}

void insert_by_library(benchmark::State& state) {
  auto& db = connection_of_the_library();
  const person row = person_of(1);
  for (auto _ : state) by_library::insert(db, row);
  db.rollback();
}

void scan_by_library(benchmark::State& state) {
  auto& db = connection_of_the_library();
  for (auto _ : state)
    for (const person& row : db.execute(by_library::select_people)) benchmark::DoNotOptimize(&row);
  db.rollback();
  state.SetItemsProcessed(state.iterations() * people);
}

BENCHMARK_CAPTURE(point_select_by_hand, prepared, true)->Name("point select, prepared/c")->UseRealTime();
BENCHMARK(point_select_by_library)->Name("point select, prepared/library")->UseRealTime();
BENCHMARK_CAPTURE(point_select_by_hand, parsed, false)->Name("point select, at the call site/c")->UseRealTime();
BENCHMARK(point_select_at_call_site_by_library)->Name("point select, at the call site/library")->UseRealTime();
BENCHMARK(insert_by_hand)->Name("insert/c")->UseRealTime();
BENCHMARK(insert_by_library)->Name("insert/library")->UseRealTime();
BENCHMARK(scan_by_hand)->Name("scan/c")->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(scan_by_library)->Name("scan/library")->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace

BENCHMARK_MAIN();
