// SPDX-License-Identifier: MIT
#include <sqlalloy.hpp>
#include <sqlalloy/driver/libpq.hpp>
#include <sqlalloy/driver/sqlite3.hpp>

#include <catch2/catch.hpp>
#include <integration/engine_suite.hpp>

#include <unistd.h>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <string>
#include <thread>
#include <vector>

namespace sa = sqlalloy;
using namespace sa::literals;
using engine_suite::Author;

namespace {

struct in_memory {
  static constexpr bool text_may_hold_nul = true;
  static constexpr bool errors_end_transactions = false;
  static constexpr bool has_returning = true;
  static auto engine(sa::engine_options options) {
    return sa::create_engine<sa::sqlite::sqlite3>("sqlite://", options);
  }
};

struct among_several : in_memory {
  static auto engine(sa::engine_options options) {
    return sa::create_engine<sa::postgresql::libpq, sa::sqlite::sqlite3>("sqlite+sqlite3://", options);
  }
};

struct temporary_file {
  std::string path = "/tmp/sqlalloy_engine_" + std::to_string(::getpid()) + ".db";
  ~temporary_file() {
    for (const char* suffix : {"", "-wal", "-shm", "-journal"}) std::remove((path + suffix).c_str());
  }
};

TEST_CASE("sqlite3: the engine's suite") { engine_suite::run<in_memory>(); }
TEST_CASE("sqlite3: the engine's suite, as one of several drivers") { engine_suite::run<among_several>(); }

TEST_CASE("sqlite3: the connections of an engine share its database in memory, and no other engine does") {
  auto engine = in_memory::engine({}), other = in_memory::engine({});
  engine.begin([](auto& db) {
    db.create_all(engine_suite::all_tables);
    db.execute(sa::insert(Author{.name = "Ada"}));
  });
  auto first = engine.connect(), second = engine.connect();
  CHECK(first.execute(sa::select<Author>()).one().name == "Ada");
  CHECK(second.execute(sa::select<Author>()).one().name == "Ada");
  CHECK_THROWS_AS(other.connect().execute(sa::select<Author>()), sa::programming_error);
}

TEST_CASE("sqlite3: a file, by a relative and by an absolute path") {
  const temporary_file file;
  {
    auto engine = sa::create_engine<sa::sqlite::sqlite3>("sqlite:///" + file.path);
    engine.begin([](auto& db) {
      db.create_all(engine_suite::all_tables);
      db.execute(sa::insert(Author{.name = "Ada"}));
    });
  }
  auto engine = sa::create_engine<sa::sqlite::sqlite3>("sqlite:///" + file.path + "?mode=ro");
  auto db = engine.connect();
  CHECK(db.execute(sa::select<Author>()).one().name == "Ada");
  CHECK_THROWS_AS(db.execute(sa::insert(Author{.name = "Grace"})), sa::operational_error);
  auto nowhere = sa::create_engine<sa::sqlite::sqlite3>("sqlite:////no/such/folder/file.db");
  CHECK_THROWS_AS(nowhere.connect(), sa::operational_error);
}

TEST_CASE("sqlite3: text in an integer column is a data error that names the column, and not 0") {
  auto engine = in_memory::engine({});
  auto db = engine.connect();
  db.exec_driver_sql("CREATE TABLE suite_authors (id INTEGER PRIMARY KEY, name TEXT, email TEXT, age INTEGER)");
  db.exec_driver_sql("INSERT INTO suite_authors VALUES (1, 'Ada', NULL, 'old'), (2, NULL, NULL, 5)");
  const auto by_id = sa::select<Author>().where(sa::col<&Author::id> == "id"_p);
  const auto failure_of = [&](int id) {
    auto rows = db.try_execute(by_id, "id"_p = id);
    return rows->try_one().error();
  };
  CHECK(failure_of(1).kind == sa::failure::data);
  CHECK(failure_of(1).message.find("column 4 (age)") != std::string::npos);
  CHECK(failure_of(1).sql.find("SELECT") == 0);
  CHECK(failure_of(2).message.find("column 2 (name)") != std::string::npos);
  CHECK(failure_of(2).message.find("NULL") != std::string::npos);
}

TEST_CASE("sqlite3: a level of isolation that it does not have is refused with a sentence") {
  auto engine = in_memory::engine({});
  CHECK_THROWS_AS(engine.begin({.isolation = sa::isolation_level::repeatable_read}), sa::argument_error);
}

TEST_CASE("sqlite3: threads share an engine") {
  auto engine = in_memory::engine({.pool_size = 2, .max_overflow = 1});
  engine.begin([](auto& db) { db.create_all(engine_suite::all_tables); });
  std::vector<std::thread> threads;
  for (int number = 0; number != 4; ++number)
    threads.emplace_back([&engine, number] {
      for (int i = 0; i != 25; ++i)
        engine.begin([&](auto& db) { db.execute(sa::insert(Author{.name = std::to_string(number), .age = i})); });
    });
  for (std::thread& one : threads) one.join();
  const auto count = sa::select(sa::count()).from(sa::tables<Author>);
  CHECK(engine.connect().execute(count).scalar() == 100);
}

TEST_CASE("sqlite3: a transaction that the database ends has to be rolled back") {
  auto engine = in_memory::engine({});
  auto db = engine.connect();
  db.create_all(engine_suite::all_tables);
  db.commit();
  db.execute(sa::insert(Author{.name = "one"}));
  CHECK_THROWS_AS(db.exec_driver_sql("INSERT OR ROLLBACK INTO suite_authors (name, age) VALUES ('two', -1)"),
                  sa::integrity_error);
  CHECK_THROWS_AS(db.execute(sa::insert(Author{.name = "three"})), sa::invalid_request_error);
  CHECK_THROWS_AS(db.commit(), sa::invalid_request_error);
  db.rollback();
  db.execute(sa::insert(Author{.name = "four"}));
  db.commit();
  CHECK(db.execute(sa::select<Author>()).one().name == "four");
}

TEST_CASE("sqlite3: transactions that are in each other's way are run again until each was done once") {
  auto engine = sa::create_engine<sa::sqlite::sqlite3>("sqlite://?busy_timeout=0");
  constexpr auto age = sa::col<&Author::age>;
  engine.begin([](auto& db) {
    db.create_all(engine_suite::all_tables);
    db.execute(sa::insert(Author{.name = "sum"}));
  });
  std::vector<std::thread> threads;
  for (int number = 0; number != 4; ++number)
    threads.emplace_back([&] {
      for (int i = 0; i != 10; ++i)
        engine.run({.attempts = 10'000, .pause = 0.001, .longest_pause = 0.01}, [&](auto& db) {
          const int now = db.execute(sa::select(age)).scalar();
          db.execute(sa::update<Author>().set(age = now + 1));
        });
    });
  for (std::thread& one : threads) one.join();
  CHECK(engine.connect().execute(sa::select(age)).scalar() == 40);
}

TEST_CASE("sqlite3: a busy database says that the transaction may be run again") {
  auto engine = sa::create_engine<sa::sqlite::sqlite3>("sqlite://?busy_timeout=0");
  engine.begin([](auto& db) { db.create_all(engine_suite::all_tables); });
  auto writer = engine.begin({.isolation = sa::isolation_level::serializable});
  writer.execute(sa::insert(Author{.name = "first"}));
  auto second = engine.begin({.isolation = sa::isolation_level::serializable});
  auto refused = second.try_execute(sa::insert(Author{.name = "second"}));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == sa::failure::operational);
  CHECK(refused.error().is_retryable);
  CHECK_FALSE(refused.error().is_disconnect);
}

TEST_CASE("sqlite3: there is no negative zero in a table") {
  auto db = sa::create_engine<sa::sqlite::sqlite3>("sqlite://").connect();
  db.create_all(sa::tables<engine_suite::Everything>);
  engine_suite::Everything value{.day = std::chrono::year(2000) / 1 / 1};
  value.real = -0.0;
  db.execute(sa::insert(value));
  const double back = db.execute(sa::select(sa::col<&engine_suite::Everything::real>)).scalar();
  CHECK(back == 0);
  CHECK_FALSE(std::signbit(back));
}

TEST_CASE("sqlite3: one connection, which all take in turn") {
  auto engine = sa::create_engine<sa::sqlite::sqlite3>(
      "sqlite://", {.poolclass = sa::pool_class::static_pool, .pool_timeout = 0.01});
  auto db = engine.connect();
  CHECK_THROWS_AS(engine.connect(), sa::timeout_error);
  db.close();
  engine.begin([](auto& tx) { tx.create_all(engine_suite::all_tables); });
  CHECK(engine.connect().execute(sa::select<Author>()).all().empty());
  CHECK(engine.pool_status().made == 1);
}

}  // namespace
