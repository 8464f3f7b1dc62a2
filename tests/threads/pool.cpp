// SPDX-License-Identifier: MIT
// Many threads and few connections: never more than the limit are open, none is lost, and nobody waits for ever.

#include <sqlalloy/engine/pool.hpp>

#include <catch2/catch.hpp>
#include <support/fake_pool.hpp>

#include <atomic>
#include <cstdint>
#include <thread>
#include <vector>

namespace sa = sqlalloy;

namespace {

using one_pool = fake::one_pool<>;
using pooled = sa::pooled_connection<fake::sqlite>;

// Each thread takes a connection and gives it back so many times.
struct crowd {
  sa::pool<fake::sqlite>& pool;
  const int limit;
  std::atomic<int> in_use = 0, too_many = 0, refused = 0, done = 0;

  template <class Use>
  void run(int threads, int cycles, Use use) {
    std::vector<std::thread> all;
    for (int number = 0; number != threads; ++number)
      all.emplace_back([&, number] {
        for (int cycle = number; cycle < cycles; cycle += threads) {
          auto found = pool.check_out();
          if (!found) {
            ++refused;
            continue;
          }
          too_many += ++in_use > limit;
          (void)(*found)->use({});  // writes: two threads with one connection would be a race
          use(**found, cycle);
          --in_use;
          pool.check_in(*found);
          ++done;
        }
      });
    for (std::thread& one : all) one.join();
  }
};

TEST_CASE("threads by the dozen share connections, a million times") {
  constexpr int cycles = 112'000;  // nine times
  for (const int threads : {1, 8, 64})
    for (const int connections : {1, 4, 32}) {
      CAPTURE(threads, connections);
      one_pool made({.pool_size = connections, .max_overflow = 0, .pool_timeout = 120});
      crowd all{*made.pool, connections};
      all.run(threads, cycles, [](pooled&, int) {});
      CHECK(all.done == cycles);
      CHECK(all.refused == 0);
      CHECK(all.too_many == 0);
      CHECK(made.database->most_open <= connections);
      const sa::pool_status now = made.pool->status();
      CHECK(now.checked_out == static_cast<std::uint64_t>(cycles));
      CHECK(now.in_use == 0);
      CHECK(now.waiting == 0);
      CHECK(now.open == now.idle);
      CHECK(now.idle == made.database->open);
    }
}

TEST_CASE("connections break, expire, overflow and are disposed of while threads wait for them") {
  for (const sa::pool_class kind : {sa::pool_class::queue_pool, sa::pool_class::null_pool, sa::pool_class::static_pool,
                                    sa::pool_class::singleton_thread_pool}) {
    one_pool made({.poolclass = kind,
                   .pool_size = 2,
                   .max_overflow = 2,
                   .max_connecting = 2,
                   .pool_timeout = 120,
                   .pool_recycle = 0.002,
                   .pool_pre_ping = true});
    const bool is_limited = kind == sa::pool_class::queue_pool || kind == sa::pool_class::static_pool;
    const int limit = kind == sa::pool_class::static_pool ? 1 : is_limited ? 4 : 8;
    crowd all{*made.pool, limit};
    all.run(8, 16'000, [&](pooled& one, int cycle) {
      if (cycle % 97 == 0) one.driver.close();
      if (cycle % 211 == 0) made.pool->dispose();
      if (cycle % 7 == 0) (void)made.pool->status();
    });
    CHECK(all.done == 16'000);
    CHECK(all.refused == 0);
    CHECK(all.too_many == 0);
    if (is_limited) CHECK(made.database->most_open <= limit);
    const sa::pool_status now = made.pool->status();
    CHECK(now.in_use == 0);
    CHECK(now.waiting == 0);
    CHECK(now.connecting == 0);
    CHECK(now.open == now.idle);
    CHECK(now.made == now.closed + static_cast<std::uint64_t>(now.open));
    made.pool->dispose();
    CHECK(made.database->open == 0);
  }
}

TEST_CASE("a pool ends once, while another thread gives the last connection back") {
  for (int times = 0; times != 2'000; ++times) {
    fake::fresh_database database;
    auto* pool = sa::pool<fake::sqlite>::make(fake::settings());
    pooled* last = *pool->check_out();
    std::atomic<int> ready = 0;
    std::thread other([&] {
      for (++ready; ready != 2;) {
      }
      pool->check_in(last);
    });
    for (++ready; ready != 2;) {
    }
    pool->retire();
    other.join();
    CHECK(database->open == 0);
  }
}

TEST_CASE("threads that wait in vain leave the line to the others") {
  one_pool made({.pool_size = 1, .max_overflow = 0, .max_waiting = 6, .pool_timeout = 0.0005});
  crowd all{*made.pool, 1};
  all.run(8, 4'000, [](pooled&, int cycle) {
    if (cycle % 50 == 0) sa::sleep_nanoseconds(1'000'000);
  });
  CHECK(all.done + all.refused == 4'000);
  CHECK(all.too_many == 0);
  CHECK(made.pool->status().timeouts == static_cast<std::uint64_t>(all.refused));
  CHECK(made.pool->status().waiting == 0);
  made.pool->check_in(*made.pool->check_out());
}

}  // namespace
