// SPDX-License-Identifier: MIT
// What threads share: an engine, its pool, the numbers of statements, queries, exceptions.

#include <sqlalloy.hpp>
#include <sqlalloy/driver/sqlite3.hpp>

#include <catch2/catch.hpp>
#include <support/schemas.hpp>

#include <atomic>
#include <cstdint>
#include <exception>
#include <string>
#include <thread>
#include <vector>

namespace sa = sqlalloy;
using namespace sa::literals;
using blog::User;

namespace {

template <class F>
void in_threads(int count, F f) {
  std::vector<std::thread> threads;
  for (int number = 0; number != count; ++number) threads.emplace_back(f, number);
  for (std::thread& one : threads) one.join();
}

constexpr auto by_name = sa::select<User>().where(sa::col<&User::name> == "name"_p);

TEST_CASE("threads share an engine, its few connections, and queries that none of them has executed before") {
  auto engine = sa::create_engine<sa::sqlite::sqlite3>("sqlite://?busy_timeout=60000",
                                                       {.pool_size = 2, .max_overflow = 1, .pool_timeout = 60});
  engine.begin([](auto& db) { db.create_all(sa::tables<User>); });
  std::atomic<int> failures = 0;
  in_threads(6, [&](int number) {
    const std::string name = std::to_string(number);
    for (int i = 0; i != 20; ++i) {
      auto done = engine.try_begin([&](auto& db) -> sa::result<> {
        auto inserted = db.try_execute(sa::insert(User{.name = name, .age = i}));
        if (!inserted) return std::move(inserted.error());
        auto rows = db.try_execute(by_name, "name"_p = name);
        if (!rows) return std::move(rows.error());
        auto all = rows->try_all();
        if (!all || all->size() != static_cast<std::size_t>(i) + 1)
          return sa::make_error(sa::failure::internal, "another thread's rows");
        return {};
      });
      if (!done) ++failures;
    }
  });
  CHECK(failures == 0);
  CHECK(engine.connect().execute(sa::select(sa::count()).from(sa::tables<User>)).scalar() == 120);
}

TEST_CASE("threads wait for a connection, some in vain") {
  auto engine =
      sa::create_engine<sa::sqlite::sqlite3>("sqlite://", {.pool_size = 1, .max_overflow = 0, .pool_timeout = 0.002});
  std::atomic<int> served = 0, refused = 0;
  in_threads(8, [&](int) {
    for (int i = 0; i != 50; ++i) {
      if (auto db = engine.try_connect())
        served += db->try_exec_driver_sql("SELECT 1").has_value();
      else
        refused += db.error().kind == sa::failure::timeout;
    }
  });
  CHECK(served + refused == 400);
  CHECK(served > 0);
}

TEST_CASE("an engine may end while its connections are in use in other threads") {
  std::vector<sa::connection<sa::sqlite::sqlite3>> connections;
  {
    auto engine = sa::create_engine<sa::sqlite::sqlite3>("sqlite://");
    for (int i = 0; i != 4; ++i) connections.push_back(engine.connect());
  }
  in_threads(4, [&](int number) {
    auto& db = connections[static_cast<std::size_t>(number)];
    db.exec_driver_sql("SELECT 1");
    db.close();
  });
  for (const auto& db : connections) CHECK(db.is_closed());
}

TEST_CASE("an exception is caught by several threads") {
  std::exception_ptr caught;
  try {
    sa::throw_error(sa::make_error(sa::failure::data, "shared"));
  } catch (...) {
    caught = std::current_exception();
  }
  std::atomic<int> seen = 0;
  in_threads(4, [&](int) {
    try {
      std::rethrow_exception(caught);
    } catch (const sa::data_error& error) {
      const sa::data_error copy = error;
      seen += std::string(copy.what()) == "shared";
    }
  });
  CHECK(seen == 4);
}

TEST_CASE("a thread stops what another one executes, or what it executes next, or nothing") {
  auto engine = sa::create_engine<sa::sqlite::sqlite3>("sqlite://");
  auto db = engine.connect();
  db.create_all(sa::tables<User>);
  db.commit();
  std::atomic<bool> has_ended = false;
  std::thread other([&] {
    while (!has_ended) (void)db.try_cancel();
  });
  int done = 0, stopped = 0;
  for (int i = 0; i != 2000; ++i) {
    const auto inserted = db.try_execute(sa::insert(User{.name = "one"}));
    ++(inserted || inserted.error().kind != sa::failure::operational ? done : stopped);
    (void)(i % 2 == 0 ? db.try_commit() : db.try_rollback());
  }
  has_ended = true;
  other.join();
  CHECK(done + stopped == 2000);
}

}  // namespace
