// SPDX-License-Identifier: MIT

// Many rows into PostgreSQL and MariaDB, by each of the ways there are, and out again: where one way begins to be the
// faster one. Times are for a row; a transaction is rolled back after each. Of rows out "Time" is what passes, "CPU"
// what the program takes of the processor.

#include <benchmark/benchmark.h>

#include <sqlalloy.hpp>
#include <sqlalloy/driver/libpq.hpp>
#include <sqlalloy/driver/libpq/copy_rows.hpp>
#include <sqlalloy/driver/mysqlclient.hpp>
#include <sqlalloy/driver/sqlite3.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "postgresql_by_hand.hpp"

namespace {

namespace sa = sqlalloy;

struct Sample {
  std::int64_t id{};
  std::string name{};
  std::optional<std::int32_t> age{};
  double score{};

  using table = sa::table<"bench_bulk", sa::primary_key<&Sample::id>>;
};

const char* url_of(const char* variable) {
  const char* given = std::getenv(variable);
  return given ? given : "";
}

struct on_sqlite {
  static auto engine() { return sa::create_engine<sa::sqlite::sqlite3>("sqlite://"); }
};
struct on_postgresql {
  static auto engine() { return sa::create_engine<sa::postgresql::libpq>(url_of("SQLALLOY_POSTGRESQL_URL")); }
};
struct on_mariadb {
  static auto engine() { return sa::create_engine<sa::mariadb::mysqlclient>(url_of("SQLALLOY_MARIADB_URL")); }
};

std::vector<Sample> samples(std::int64_t count) {
  std::vector<Sample> made(static_cast<std::size_t>(count));
  for (std::size_t i = 0; i != made.size(); ++i) {
    made[i].name = "a name of twenty " + std::to_string(i % 1000);
    if (i % 2 == 0) made[i].age = static_cast<std::int32_t>(i % 90);
    made[i].score = static_cast<double>(i) / 3;
  }
  return made;
}

constexpr auto one_by_one = [](auto& db, const std::vector<Sample>& rows) {
  for (const Sample& row : rows) db.execute(sa::insert(row));
};
constexpr auto range = [](auto& db, const std::vector<Sample>& rows) { db.execute(sa::insert(rows)); };
constexpr auto bulk = [](auto& db, const std::vector<Sample>& rows) { db.bulk_insert(rows); };
constexpr auto with_keys = [](auto& db, const std::vector<Sample>& rows) { db.bulk_insert(rows, sa::returning_keys); };

template <class On, class Insert>
void insert(benchmark::State& state, On, Insert way) {
  auto engine = On::engine();
  engine.begin([](auto& db) {
    db.drop_all(sa::tables<Sample>);
    db.create_all(sa::tables<Sample>);
  });
  const std::vector<Sample> rows = samples(state.range(0));
  auto db = engine.connect();
  for (auto _ : state) {
    way(db, rows);
    state.PauseTiming();
    db.rollback();
    state.ResumeTiming();
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

template <class On, class Read>
void read(benchmark::State& state, On, Read way) {
  auto engine = On::engine();
  engine.begin([](auto& db) {
    db.drop_all(sa::tables<Sample>);
    db.create_all(sa::tables<Sample>);
  });
  auto db = engine.connect();
  db.bulk_insert(samples(state.range(0)));
  for (auto _ : state) {
    double sum = 0;
    way(db, [&](const Sample& row) { sum += row.score; });
    benchmark::DoNotOptimize(sum);
  }
  db.rollback();
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

constexpr auto at_once = [](auto& db, auto each) {
  for (const Sample& row : db.execute(sa::select<Sample>())) each(row);
};
constexpr auto streamed = [](auto& db, auto each) {
  for (const Sample& row : db.yield_per(1000).execute(sa::select<Sample>())) each(row);
};

constexpr auto copied = [](auto& db, auto each) {
  if (!sa::copy_rows(*db.driver_connection(), sa::select<Sample>(), each).ok()) std::exit(1);
};

// What a careful C programmer writes for these columns: lengths are checked, NULL is looked for, types are known.
constexpr auto copied_by_hand = [](auto& db, auto each) {
  PGconn* const connection = db.driver_connection()->native_handle();
  PGresult* const begun =
      PQexec(connection, "COPY (SELECT id, name, age, score FROM bench_bulk) TO STDOUT (FORMAT binary)");
  if (PQresultStatus(begun) != PGRES_COPY_OUT) by_hand::stop(connection, "COPY");
  PQclear(begun);
  Sample row;
  char* piece = nullptr;
  bool is_first = true;
  for (int size = 0; (size = PQgetCopyData(connection, &piece, 0)) > 0; PQfreemem(piece)) {
    const char *at = piece + (is_first ? 19 : 0), *const end = piece + size;
    is_first = false;
    const auto number = [&]<class Unsigned>(Unsigned value) {
      if (end - at < static_cast<std::ptrdiff_t>(sizeof value)) by_hand::stop(connection, "a row is cut off");
      std::memcpy(&value, at, sizeof value);
      at += sizeof value;
      return by_hand::swap(value);
    };
    if (end - at < 2) by_hand::stop(connection, "a row is cut off");
    const int count = static_cast<unsigned char>(at[0]) * 256 + static_cast<unsigned char>(at[1]);
    at += 2;
    if (count == 0xFFFF) continue;
    if (count != 4 || number(std::uint32_t{}) != 8) by_hand::stop(connection, "an id is of another length");
    row.id = static_cast<std::int64_t>(number(std::uint64_t{}));
    const std::uint32_t length = number(std::uint32_t{});
    if (length > static_cast<std::size_t>(end - at)) by_hand::stop(connection, "a name is cut off");
    row.name.assign(at, length);
    at += length;
    row.age.reset();
    if (number(std::uint32_t{}) == 4) row.age = static_cast<std::int32_t>(number(std::uint32_t{}));
    if (number(std::uint32_t{}) != 8) by_hand::stop(connection, "a score is of another length");
    row.score = std::bit_cast<double>(number(std::uint64_t{}));
    each(std::as_const(row));
  }
  PGresult* const done = PQgetResult(connection);
  if (PQresultStatus(done) != PGRES_COMMAND_OK) by_hand::stop(connection, "COPY");
  PQclear(done);
  while (PGresult* const more = PQgetResult(connection)) PQclear(more);
};

#define SIZES Arg(1)->Arg(2)->Arg(3)->Arg(5)->Arg(20)->Arg(50)->Arg(200)->Arg(1000)->Arg(100000)->UseRealTime()
BENCHMARK_CAPTURE(insert, sqlite_one_by_one, on_sqlite(), one_by_one)->Arg(100000)->UseRealTime();
BENCHMARK_CAPTURE(insert, sqlite_range, on_sqlite(), range)->Arg(100000)->UseRealTime();
BENCHMARK_CAPTURE(insert, sqlite_with_keys, on_sqlite(), with_keys)->Arg(100000)->UseRealTime();
BENCHMARK_CAPTURE(insert, postgresql_one_by_one, on_postgresql(), one_by_one)->Arg(1)->Arg(1000)->UseRealTime();
BENCHMARK_CAPTURE(insert, postgresql_range, on_postgresql(), range)->SIZES;
BENCHMARK_CAPTURE(insert, postgresql_bulk, on_postgresql(), bulk)->SIZES;
BENCHMARK_CAPTURE(insert, postgresql_with_keys, on_postgresql(), with_keys)->SIZES;
BENCHMARK_CAPTURE(insert, mariadb_one_by_one, on_mariadb(), one_by_one)->Arg(1)->Arg(1000)->UseRealTime();
BENCHMARK_CAPTURE(insert, mariadb_range, on_mariadb(), range)->SIZES;
BENCHMARK_CAPTURE(insert, mariadb_with_keys, on_mariadb(), with_keys)->SIZES;
#define OUT Arg(1)->Arg(1000)->Arg(100000)->Arg(1000000)->UseRealTime()
BENCHMARK_CAPTURE(read, postgresql_at_once, on_postgresql(), at_once)->OUT;
BENCHMARK_CAPTURE(read, postgresql_streamed, on_postgresql(), streamed)->OUT;
BENCHMARK_CAPTURE(read, postgresql_copied, on_postgresql(), copied)->OUT;
BENCHMARK_CAPTURE(read, postgresql_copied_by_hand, on_postgresql(), copied_by_hand)->OUT;
#undef OUT
BENCHMARK_CAPTURE(read, mariadb_at_once, on_mariadb(), at_once)->Arg(100000)->UseRealTime();
BENCHMARK_CAPTURE(read, mariadb_streamed, on_mariadb(), streamed)->Arg(100000)->UseRealTime();
#undef SIZES

}  // namespace

BENCHMARK_MAIN();
