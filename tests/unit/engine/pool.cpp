// SPDX-License-Identifier: MIT
#include <sqlalloy/engine/pool.hpp>

#include <catch2/catch.hpp>
#include <support/fake_pool.hpp>

#include <cstdint>
#include <string>
#include <thread>
#include <vector>

#include <sys/wait.h>
#include <unistd.h>

namespace sa = sqlalloy;
using sa::failure;
using sa::pool_class;

namespace {

using one_pool = fake::one_pool<>;
using pooled = sa::pooled_connection<fake::sqlite>;

TEST_CASE_METHOD(one_pool, "a connection that was given back is handed out again, the last one first") {
  pooled* first = *pool->check_out();
  pooled* second = *pool->check_out();
  CHECK(first != second);
  CHECK(pool->status().open == 2);
  CHECK(pool->status().idle == 0);
  pool->check_in(first);
  pool->check_in(second);
  CHECK(pool->status().idle == 2);
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
  CHECK(made.pool->status().open == 1);
  CHECK(made.database->open == 1);
}

TEST_CASE("a pool may be without limit") {
  for (const sa::engine_options& options :
       {sa::engine_options{.pool_size = 1, .max_overflow = -1}, sa::engine_options{.pool_size = 0}}) {
    one_pool made(options);
    std::vector<pooled*> all;
    for (int i = 0; i != 30; ++i) all.push_back(*made.pool->check_out());
    for (pooled* one : all) made.pool->check_in(one);
    CHECK(made.pool->status().open == (options.pool_size == 0 ? 30 : 1));
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
  CHECK(pool->status().open == 0);
  database->open_failure = failure::none;
  pool->check_in(*pool->check_out());
}

TEST_CASE_METHOD(one_pool, "a connection that is broken is closed and not handed out again") {
  pooled* broken = *pool->check_out();
  broken->driver.close();
  pool->check_in(broken);
  CHECK(pool->status().open == 0);
  pool->check_in(*pool->check_out());
  CHECK(database->opened == 2);
}

// Until that many wait.
void await(sa::pool<fake::sqlite>& pool, int waiting) {
  while (pool.status().waiting != waiting) std::this_thread::yield();
}

TEST_CASE("who waits longest gets the next connection") {
  one_pool made({.pool_size = 1, .max_overflow = 0, .pool_timeout = 60});
  pooled* only = *made.pool->check_out();
  std::vector<int> order;
  std::vector<std::thread> threads;
  for (int number = 0; number != 3; ++number) {
    threads.emplace_back([&, number] {
      pooled* got = *made.pool->check_out();
      order.push_back(number);  // one at a time, as there is one connection
      made.pool->check_in(got);
    });
    await(*made.pool, number + 1);
  }
  made.pool->check_in(only);
  for (std::thread& one : threads) one.join();
  CHECK(order == std::vector<int>{0, 1, 2});
  CHECK(made.database->opened == 1);
}

TEST_CASE("who waits may open a connection in the place of a broken one") {
  one_pool made({.pool_size = 1, .max_overflow = 0, .pool_timeout = 60});
  pooled* only = *made.pool->check_out();
  std::thread other([&] { made.pool->check_in(*made.pool->check_out()); });
  await(*made.pool, 1);
  only->driver.close();
  made.pool->check_in(only);
  other.join();
  CHECK(made.database->opened == 2);
  CHECK(made.pool->status().open == 1);
}

TEST_CASE("a timeout is never early") {
  one_pool made({.poolclass = pool_class::static_pool, .pool_timeout = 0.02});
  pooled* only = *made.pool->check_out();
  const auto began = sa::monotonic_nanoseconds();
  CHECK_FALSE(made.pool->check_out());
  CHECK(sa::monotonic_nanoseconds() - began >= 20'000'000);
  made.pool->check_in(only);
  CHECK(made.pool->status().timeouts == 1);
  CHECK(made.pool->status().waiting == 0);
}

TEST_CASE("one too many is not let wait") {
  one_pool made({.pool_size = 1, .max_overflow = 0, .max_waiting = 1, .pool_timeout = 60});
  pooled* only = *made.pool->check_out();
  std::thread other([&] { made.pool->check_in(*made.pool->check_out()); });
  await(*made.pool, 1);
  const sa::result<pooled*> refused = made.pool->check_out();
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == failure::timeout);
  CHECK(refused.error().message == "sqlalloy: 1 threads wait for a connection already (max_waiting)");
  made.pool->check_in(only);
  other.join();
}

TEST_CASE("connections are opened a few at a time") {
  one_pool made({.pool_size = 8, .max_connecting = 1, .pool_timeout = 60});
  made.database->mutex.lock();  // the first to connect stays there
  std::vector<std::thread> threads;
  for (int number = 0; number != 3; ++number)
    threads.emplace_back([&] { made.pool->check_in(*made.pool->check_out()); });
  await(*made.pool, 2);
  CHECK(made.pool->status().connecting == 1);
  CHECK(made.pool->status().open == 1);
  made.database->mutex.unlock();
  for (std::thread& one : threads) one.join();
  CHECK(made.pool->status().connecting == 0);
  CHECK(made.pool->status().idle == made.database->opened);
}

TEST_CASE("the connection that is handed out first is the one that was given back last, or first") {
  for (const bool lifo : {true, false}) {
    one_pool made({.pool_use_lifo = lifo});
    pooled* first = *made.pool->check_out();
    pooled* second = *made.pool->check_out();
    made.pool->check_in(first);
    made.pool->check_in(second);
    pooled* next = *made.pool->check_out();
    CHECK(next == (lifo ? second : first));
    made.pool->check_in(next);
  }
}

TEST_CASE("a connection is replaced when its time has come") {
  SECTION("when it is handed out") {
    one_pool made({.pool_recycle = 3600});
    auto* one = static_cast<sa::pool_member<fake::sqlite>*>(*made.pool->check_out());
    made.pool->check_in(one);
    one->expires_at = sa::monotonic_nanoseconds();
    made.pool->check_in(*made.pool->check_out());
    CHECK(made.database->opened == 2);
    CHECK(made.database->open <= 1);
    CHECK(made.pool->status().in_use == 0);
    CHECK(made.pool->status().invalidations == 0);
  }
  SECTION("when it is given back") {
    one_pool made({.pool_recycle = 0});
    made.pool->check_in(*made.pool->check_out());
    CHECK(made.database->open == 0);
    CHECK(made.pool->status().closed == 1);
  }
  SECTION("and not before") {
    one_pool made({.pool_recycle = 3600, .pool_recycle_jitter = 0.5});
    for (int i = 0; i != 3; ++i) made.pool->check_in(*made.pool->check_out());
    CHECK(made.database->opened == 1);
  }
}

TEST_CASE("a connection that was idle for long is asked whether it lives") {
  one_pool made({.pool_pre_ping = true});
  auto* one = static_cast<sa::pool_member<fake::sqlite>*>(*made.pool->check_out());
  made.pool->check_in(one);
  made.pool->check_in(*made.pool->check_out());
  CHECK(made.database->pings == 0);  // it was used a moment ago
  one->used_at -= 500'000'000;
  made.pool->check_in(*made.pool->check_out());
  CHECK(made.database->pings == 1);
  CHECK(made.database->opened == 1);
  one->used_at -= 500'000'000;
  made.database->is_lost = true;
  made.pool->check_in(*made.pool->check_out());
  CHECK(made.database->pings == 2);
  CHECK(made.database->opened == 2);
  CHECK(made.pool->status().invalidations == 1);
  CHECK(made.pool->status().checked_out == 4);
}

TEST_CASE_METHOD(one_pool, "what breaks one connection ends all that are as old") {
  pooled* broken = *pool->check_out();
  pooled* used = *pool->check_out();
  pooled* idle = *pool->check_out();
  pool->check_in(idle);
  SECTION("as the driver tells") {
    database->answers["GONE"] = {.failure = failure::operational, .disconnects = true};
    CHECK_FALSE(broken->run("GONE"));
    CHECK(broken->is_lost());
  }
  SECTION("as a ping tells after an error") {
    database->answers["BUSY"] = {.failure = failure::operational};
    CHECK_FALSE(broken->run("BUSY"));
    CHECK_FALSE(broken->is_lost());
    database->is_lost = true;
  }
  pool->check_in(broken);
  database->is_lost = false;
  CHECK(pool->status().idle == 0);
  CHECK(pool->status().in_use == 1);
  CHECK(database->open == 1);
  pooled* newer = *pool->check_out();
  pool->check_in(used);  // is closed now
  CHECK(database->open == 1);
  pool->check_in(newer);
  CHECK(pool->status().idle == 1);
  CHECK(pool->status().invalidations == 1);
}

TEST_CASE_METHOD(one_pool, "a connection that was closed because its time was over says nothing of the others") {
  pooled* slow = *pool->check_out();
  pool->check_in(*pool->check_out());
  database->answers["SLOW"] = {.failure = failure::timeout, .disconnects = true};
  CHECK_FALSE(slow->run("SLOW"));
  CHECK_FALSE(slow->is_lost());
  pool->check_in(slow);
  CHECK(pool->status().idle == 1);
  CHECK(pool->status().closed == 1);
  CHECK(pool->status().invalidations == 0);
}

TEST_CASE("a connection that does not answer in time says nothing of the others") {
  one_pool made({.pool_pre_ping = true});
  auto* other = static_cast<sa::pool_member<fake::sqlite>*>(*made.pool->check_out());
  auto* one = static_cast<sa::pool_member<fake::sqlite>*>(*made.pool->check_out());
  made.pool->check_in(other);
  made.pool->check_in(one);
  one->used_at -= 500'000'000;
  made.database->ping_failure = failure::timeout;
  made.database->is_lost = true;
  SECTION("before it is handed out") {
    CHECK(*made.pool->check_out() == other);
    made.pool->check_in(other);
    CHECK(made.database->pings == 1);
    CHECK(made.pool->status().closed == 1);
  }
  SECTION("and is not asked where there is no time") {
    CHECK(*made.pool->check_out(sa::deadline::in(0)) == one);
    made.pool->check_in(one);
    CHECK(made.database->pings == 0);
    CHECK(made.pool->status().closed == 0);
  }
  SECTION("when it is given back after an error") {
    one->used_at += 500'000'000;
    REQUIRE(*made.pool->check_out() == one);
    made.database->answers["BUSY"] = {.failure = failure::operational};
    CHECK_FALSE(one->run("BUSY"));
    made.pool->check_in(one);
    CHECK(made.pool->status().closed == 1);
  }
  CHECK(made.pool->status().idle == (made.pool->status().closed == 0 ? 2 : 1));
  CHECK(made.pool->status().invalidations == 0);
}

TEST_CASE_METHOD(one_pool, "a connection that broke while it was idle is made anew when its transaction begins") {
  pooled* idle = *pool->check_out();
  pooled* other = *pool->check_out();
  pool->check_in(idle);
  pool->check_in(other);
  database->answers["BEGIN"] = {.failure = failure::operational, .disconnects = true, .failures = 1};
  pooled* again = *pool->check_out();
  REQUIRE(again->use({}));
  SECTION("without anybody noticing") {
    CHECK(again->make_ready());
    CHECK(again->in_transaction());
    CHECK(again->commit());
    CHECK(database->log == std::vector<std::string>{"BEGIN", "BEGIN", "COMMIT"});
    pool->check_in(again);
    CHECK(pool->status().invalidations == 1);
    CHECK(pool->status().open == 1);  // the other one was as old
    CHECK(pool->status().made == 3);
    CHECK(pool->status().closed == 2);
  }
  SECTION("where the database is there again") {
    database->open_failure = failure::operational;
    CHECK(again->make_ready().error().message == "open refused");
    pool->check_in(again);
    CHECK(pool->status().open == 0);
    CHECK(pool->status().made == 2);
    CHECK(pool->status().closed == 2);
    CHECK(pool->status().failed == 1);
    CHECK(pool->status().connecting == 0);
  }
  SECTION("and not kept, if who is called for new connections throws") {
    pool->on_connect().add([](fake::connection&) -> sa::status { throw 1; });
    CHECK_THROWS_AS(again->make_ready(), int);
    pool->check_in(again);
    CHECK(pool->status().open == 0);
    CHECK(database->open == 0);
  }
  SECTION("but not once it was used: what it knew is lost") {
    database->answers["BEGIN"].failures = 0;
    REQUIRE(again->make_ready());
    REQUIRE(again->commit());
    database->answers["BEGIN"].failures = 1;
    CHECK(again->make_ready().error().is_disconnect);
    pool->check_in(again);
  }
}

TEST_CASE("who throws for a new connection has not taken its place") {
  one_pool made({.pool_size = 1, .max_overflow = 0, .pool_timeout = 0});
  made.pool->on_connect().add([](fake::connection&) -> sa::status { throw 1; });
  for (int times = 0; times != 3; ++times) CHECK_THROWS_AS(made.pool->check_out(), int);
  CHECK(made.pool->status().open == 0);
  CHECK(made.pool->status().connecting == 0);
  CHECK(made.pool->status().failed == 3);
  CHECK(made.database->open == 0);
}

TEST_CASE_METHOD(one_pool, "a connection that cannot be rolled back is closed, and no other") {
  pooled* stuck = *pool->check_out();
  pooled* other = *pool->check_out();
  REQUIRE(stuck->use({}));
  REQUIRE(stuck->make_ready());
  pool->check_in(other);
  database->answers["ROLLBACK"] = {.failure = failure::operational};
  pool->check_in(stuck);
  CHECK(pool->status().open == 1);
  CHECK(pool->status().invalidations == 0);
}

TEST_CASE_METHOD(one_pool, "after dispose() there are new connections only") {
  pooled* used = *pool->check_out();
  pool->check_in(*pool->check_out());
  pool->dispose();
  CHECK(pool->status().open == 1);
  pool->check_in(used);
  CHECK(pool->status().open == 0);
  pool->check_in(*pool->check_out());
  CHECK(pool->status().idle == 1);
}

TEST_CASE("a pool without pooling") {
  one_pool made({.poolclass = pool_class::null_pool});
  for (int i = 0; i != 3; ++i) made.pool->check_in(*made.pool->check_out());
  CHECK(made.database->opened == 3);
  CHECK(made.database->open == 0);
  CHECK(made.database->most_open == 1);
}

TEST_CASE("a pool of one connection, which all take in turn") {
  one_pool made({.poolclass = pool_class::static_pool, .pool_timeout = 60});
  std::vector<std::thread> threads;
  for (int number = 0; number != 4; ++number)
    threads.emplace_back([&] {
      for (int i = 0; i != 50; ++i) made.pool->check_in(*made.pool->check_out());
    });
  for (std::thread& one : threads) one.join();
  CHECK(made.database->opened == 1);
  CHECK(made.pool->status().checked_out == 200);
}

TEST_CASE("a pool of one connection for each thread") {
  one_pool made({.poolclass = pool_class::singleton_thread_pool, .pool_size = 2});
  pooled* mine = *made.pool->check_out();
  made.pool->check_in(mine);
  const auto other_thread = [&] {
    pooled* theirs = nullptr;
    std::thread([&] {
      theirs = *made.pool->check_out();
      made.pool->check_in(theirs);
      CHECK(*made.pool->check_out() == theirs);
      made.pool->check_in(theirs);
    }).join();
    return theirs;
  };
  CHECK(other_thread() != mine);
  CHECK(*made.pool->check_out() == mine);
  made.pool->check_in(mine);
  CHECK(made.pool->status().idle == 2);
  CHECK(made.database->opened == 2);
}

TEST_CASE("of connections for each thread the one that is idle for longest goes first") {
  one_pool made({.poolclass = pool_class::singleton_thread_pool, .pool_size = 1});
  pooled* one = *made.pool->check_out();
  pooled* two = *made.pool->check_out();  // while the first is in use
  made.pool->check_in(one);
  made.pool->check_in(two);
  CHECK(made.pool->status().idle == 1);
  pooled* left = *made.pool->check_out();
  CHECK(left == two);
  made.pool->check_in(left);
}

TEST_CASE_METHOD(one_pool, "in a child process the connections are the parent's") {
  pooled* used = *pool->check_out();
  REQUIRE(used->use({}));
  pool->check_in(*pool->check_out());
  const std::size_t said = database->log.size();
  const ::pid_t child = ::fork();
  if (child == 0) {
    const sa::result<pooled*> refused = pool->check_out();
    const bool is_refused =
        !refused && refused.error().message ==
                        "sqlalloy: the engine was made before fork(); a child process makes an engine of its own";
    const bool cannot_begin = !used->make_ready();
    pool->check_in(used);
    pool->dispose();
    pool->retire();
    ::_exit(is_refused && cannot_begin && database->open == 2 && database->log.size() == said ? 0 : 1);
  }
  int outcome = -1;
  REQUIRE(::waitpid(child, &outcome, 0) == child);
  CHECK(outcome == 0);
  pool->check_in(used);
  CHECK(pool->status().idle == 2);
}

TEST_CASE_METHOD(one_pool, "in a child process a transaction that was begun before is the parent's") {
  pooled* used = *pool->check_out();
  REQUIRE(used->use({}));
  REQUIRE(used->make_ready());
  sa::savepoint_mark<fake::sqlite> mark;
  REQUIRE(used->set_savepoint(mark));
  const std::size_t said = database->log.size();
  const ::pid_t child = ::fork();
  if (child == 0) {
    const auto is_refused = [](const sa::result<>& done) {
      return !done && done.error().message == sa::refuse_after_fork().message;
    };
    const bool all = is_refused(used->make_ready()) && is_refused(used->run("SELECT 1")) &&
                     is_refused(used->release(mark)) && is_refused(used->rollback_to(mark)) &&
                     is_refused(used->cancel()) && is_refused(used->commit()) && is_refused(used->rollback());
    ::_exit(all && database->log.size() == said ? 0 : 1);
  }
  int outcome = -1;
  REQUIRE(::waitpid(child, &outcome, 0) == child);
  CHECK(outcome == 0);
  CHECK(used->commit());
  CHECK(database->log.size() == said + 1);
  pool->check_in(used);
}

TEST_CASE_METHOD(one_pool, "a pool tells what it holds and what it has done") {
  pool->check_in(*pool->check_out());
  pooled* used = *pool->check_out();
  database->open_failure = failure::operational;
  CHECK_FALSE(pool->check_out());
  const sa::pool_status now = pool->status();
  CHECK(now.open == 1);
  CHECK(now.idle == 0);
  CHECK(now.in_use == 1);
  CHECK(now.connecting == 0);
  CHECK(now.made == 1);
  CHECK(now.failed == 1);
  CHECK(now.checked_out == 2);
  CHECK(now.closed == 0);
  pool->check_in(used);
  CHECK(pool->status().in_use == 0);
}

struct diary {
  std::vector<std::string> lines{};
  static void note(void* context, const sa::connection_event& event) {
    const char* const names[] = {"connect", "checkout", "checkin", "close", "begin", "commit", "rollback", "error"};
    static_cast<diary*>(context)->lines.push_back(std::string(names[static_cast<std::uint8_t>(event.kind)]) +
                                                  (event.error ? ": " + event.error->message : ""));
  }
};

TEST_CASE("a hook hears what becomes of connections") {
  diary kept;
  one_pool made({.hook = {.context = &kept, .notice = &diary::note}});
  pooled* one = *made.pool->check_out();
  made.pool->check_in(one);
  made.pool->check_in(*made.pool->check_out());
  made.pool->dispose();
  made.database->open_failure = failure::operational;
  CHECK_FALSE(made.pool->check_out());
  CHECK(kept.lines == std::vector<std::string>{"connect", "checkout", "checkin", "checkout", "checkin", "close",
                                               "error: open refused", "connect: open refused"});
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
