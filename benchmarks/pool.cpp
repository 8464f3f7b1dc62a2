// SPDX-License-Identifier: MIT

// What it costs to take a connection from the pool and to give it back while nobody else wants one, beside a mutex that
// is locked and unlocked. A second thread exists all the time: with one thread alone, glibc spares the atomic
// instructions of a mutex.

#include <benchmark/benchmark.h>

#include <sqlalloy.hpp>
#include <sqlalloy/driver/sqlite3.hpp>

#include "allocations.hpp"

#include <mutex>
#include <thread>

namespace {

namespace sa = sqlalloy;

// Lives as long as the program, and sleeps.
void have_a_second_thread() {
  static std::mutex closed;
  static const bool started = [] {
    closed.lock();
    std::thread([] { const std::lock_guard never(closed); }).detach();
    return true;
  }();
  benchmark::DoNotOptimize(started);
}

void mutex_pair(benchmark::State& state) {
  have_a_second_thread();
  std::mutex one;
  for (auto _ : state) {
    one.lock();
    benchmark::ClobberMemory();
    one.unlock();
  }
}
BENCHMARK(mutex_pair);

void pool_pair(benchmark::State& state, sa::engine_options options) {
  have_a_second_thread();
  sa::engine_settings settings;
  settings.options = options;
  settings.dialect = "sqlite";
  auto* pool = sa::pool<sa::sqlite::sqlite3>::make(settings);
  pool->check_in(*pool->check_out());
  const long before = allocations::count;
  for (auto _ : state) {
    auto found = pool->check_out();
    benchmark::DoNotOptimize(found);
    pool->check_in(*found);
  }
  state.counters["allocations"] = static_cast<double>(allocations::count - before);
  pool->retire();
}
BENCHMARK_CAPTURE(pool_pair, as_it_is, {});
BENCHMARK_CAPTURE(pool_pair, with_recycle_and_pre_ping, {.pool_recycle = 3600, .pool_pre_ping = true});

void connect_and_close(benchmark::State& state) {
  have_a_second_thread();
  auto engine = sa::create_engine<sa::sqlite::sqlite3>("sqlite://");
  for (auto _ : state) {
    auto db = engine.connect();
    benchmark::DoNotOptimize(db);
  }
}
BENCHMARK(connect_and_close);

}  // namespace

BENCHMARK_MAIN();
