// SPDX-License-Identifier: MIT
#include <sqlalloy/engine/pool.hpp>

#include <catch2/catch.hpp>
#include <support/fake_pool.hpp>

#include <atomic>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

namespace sa = sqlalloy;
using sa::failure;

namespace {

using one_pool = fake::one_pool<>;
using pooled = sa::pooled_connection<fake::sqlite>;

TEST_CASE_METHOD(one_pool, "a connection that was given back is handed out again, the last one first") {
  pooled* first = *pool->check_out();
  pooled* second = *pool->check_out();
  CHECK(first != second);
  CHECK(pool->open_connections() == 2);
  CHECK(pool->idle_connections() == 0);
  pool->check_in(first);
  pool->check_in(second);
  CHECK(pool->idle_connections() == 2);
  CHECK(*pool->check_out() == second);
  CHECK(*pool->check_out() == first);
  CHECK(database->opened == 2);
  pool->check_in(first);
  pool->check_in(second);
}

TEST_CASE("connections beyond the size are closed when they are given back, and there are no more than the overflow") {
  one_pool made({.pool_size = 1, .max_overflow = 1, .pool_timeout = 0.02});
  pooled* first = *made.pool->check_out();
  pooled* second = *made.pool->check_out();
  const sa::result<pooled*> third = made.pool->check_out();
  REQUIRE_FALSE(third);
  CHECK(third.error().kind == failure::timeout);
  CHECK(third.error().message == "sqlalloy: no connection became free in 0.02 seconds (pool_size 1, max_overflow 1)");
  made.pool->check_in(first);
  made.pool->check_in(second);
  CHECK(made.pool->open_connections() == 1);
  CHECK(made.database->open == 1);
}

TEST_CASE("a pool may be without limit") {
  for (const sa::engine_options options :
       {sa::engine_options{.pool_size = 1, .max_overflow = -1}, sa::engine_options{.pool_size = 0}}) {
    one_pool made(options);
    std::vector<pooled*> all;
    for (int i = 0; i != 30; ++i) all.push_back(*made.pool->check_out());
    for (pooled* one : all) made.pool->check_in(one);
    CHECK(made.pool->open_connections() == (options.pool_size == 0 ? 30 : 1));
  }
}

TEST_CASE_METHOD(one_pool, "a connection that cannot be opened is an error and leaves its place to others") {
  database->open_failure = failure::operational;
  for (int i = 0; i != 100; ++i) {
    const sa::result<pooled*> refused = pool->check_out();
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == failure::operational);
    CHECK(refused.error().message == "open refused");
  }
  CHECK(pool->open_connections() == 0);
  database->open_failure = failure::none;
  pool->check_in(*pool->check_out());
}

TEST_CASE_METHOD(one_pool, "a connection that is broken is closed and not handed out again") {
  pooled* broken = *pool->check_out();
  broken->driver.close();
  pool->check_in(broken);
  CHECK(pool->open_connections() == 0);
  pool->check_in(*pool->check_out());
  CHECK(database->opened == 2);
}

TEST_CASE("who waits longest gets the next connection") {
  one_pool made({.pool_size = 1, .max_overflow = 0, .pool_timeout = 10});
  pooled* only = *made.pool->check_out();
  std::vector<int> order;
  std::atomic<int> waiting = 0;
  std::vector<std::thread> threads;
  for (int number = 0; number != 3; ++number) {
    threads.emplace_back([&, number] {
      ++waiting;
      pooled* got = *made.pool->check_out();
      order.push_back(number);  // one at a time, as there is one connection
      made.pool->check_in(got);
    });
    while (waiting != number + 1) std::this_thread::yield();
    std::this_thread::sleep_for(std::chrono::milliseconds(20));  // until it waits
  }
  made.pool->check_in(only);
  for (std::thread& one : threads) one.join();
  CHECK(order == std::vector<int>{0, 1, 2});
  CHECK(made.database->opened == 1);
}

TEST_CASE("who waits may open a connection in the place of a broken one") {
  one_pool made({.pool_size = 1, .max_overflow = 0, .pool_timeout = 10});
  pooled* only = *made.pool->check_out();
  std::thread other([&] { made.pool->check_in(*made.pool->check_out()); });
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
  only->driver.close();
  made.pool->check_in(only);
  other.join();
  CHECK(made.database->opened == 2);
  CHECK(made.pool->open_connections() == 1);
}

TEST_CASE("a pool that is retired lives until the last connection was given back") {
  const fake::fresh_database database;
  auto* retired = sa::pool<fake::sqlite>::make(fake::settings());
  pooled* idle = *retired->check_out();
  pooled* used = *retired->check_out();
  retired->check_in(idle);
  retired->retire();
  CHECK(database->open == 1);
  CHECK(used->run("SELECT 1"));
  retired->check_in(used);
  CHECK(database->open == 0);
}

TEST_CASE_METHOD(one_pool, "prepared statements stay with a connection while it is in the pool") {
  static constexpr sa::statement_text text{"SELECT 1", 8};
  unsigned id = 0;
  for (int round = 0; round != 3; ++round) {
    pooled* one = *pool->check_out();
    REQUIRE(one->statements.acquire(one->driver, {&id, 1, 0, 5, &text}));
    pool->check_in(one);
  }
  CHECK(database->prepared == 1);
  pool->dispose();
  CHECK(database->open == 0);
  CHECK(database->statements == 0);
}

}  // namespace
