// SPDX-License-Identifier: MIT
#include <sqlalloy.hpp>
#include <sqlalloy/driver/libpq.hpp>
#include <sqlalloy/driver/sqlite3.hpp>

#include <catch2/catch.hpp>
#include <integration/engine_suite.hpp>
#include <support/server_url.hpp>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace sa = sqlalloy;
using namespace sa::literals;
using engine_suite::Author;
using sa::isolation_level;

namespace {

std::string server_url() { return support::server_url("SQLALLOY_POSTGRESQL_URL"); }

struct server {
  static constexpr bool text_may_hold_nul = false;
  static constexpr bool errors_end_transactions = true;
  static constexpr bool has_returning = true;
  static auto engine(sa::engine_options options) {
    return sa::create_engine<sa::postgresql::libpq>(server_url(), options);
  }
};

struct among_several : server {
  static auto engine(sa::engine_options options) {
    return sa::create_engine<sa::postgresql::libpq, sa::sqlite::sqlite3>(server_url(), options);
  }
};

std::string level_of(auto& db) { return db.execute(sa::text<"SHOW transaction_isolation", std::string>()).one(); }

TEST_CASE("libpq: the engine's suite") { engine_suite::run<server>(); }
TEST_CASE("libpq: the engine's suite, as one of several drivers") { engine_suite::run<among_several>(); }

TEST_CASE("libpq: every isolation level of the standard") {
  auto engine = server::engine({});
  CHECK(engine.begin([](auto& db) { return level_of(db); }) == "read committed");
  CHECK(engine.begin({.isolation = isolation_level::serializable}, [](auto& db) { return level_of(db); }) ==
        "serializable");
  CHECK(engine.begin({.isolation = isolation_level::repeatable_read}, [](auto& db) { return level_of(db); }) ==
        "repeatable read");
  CHECK(engine.begin([](auto& db) { return level_of(db); }) == "read committed");
  auto strict = server::engine({.isolation = isolation_level::serializable});
  CHECK(strict.begin([](auto& db) { return level_of(db); }) == "serializable");
}

TEST_CASE("libpq: a connection that the server has ended is not handed out again") {
  auto engine = server::engine({.pool_size = 1, .max_overflow = 1});
  {
    auto victim = engine.connect();
    const auto pid = victim.execute(sa::text<"SELECT pg_backend_pid()", std::int32_t>()).one();
    engine.begin(
        [&](auto& db) { db.execute(sa::text<"SELECT pg_terminate_backend(:pid)", bool>("pid"_p = pid)).one(); });
    CHECK_THROWS_AS(victim.execute(sa::text<"SELECT 1", std::int32_t>()), sa::operational_error);
  }
  for (int i = 0; i != 2; ++i) CHECK(engine.begin([](auto& db) { return level_of(db); }) == "read committed");
}

TEST_CASE("libpq: an error carries its SQLSTATE and the name of the constraint") {
  engine_suite::fixture<server> f;
  auto db = f.engine.connect();
  db.execute(sa::insert(Author{.email = "same"}));
  const auto again = db.try_execute(sa::insert(Author{.email = "same"}));
  REQUIRE_FALSE(again);
  CHECK(again.error().sqlstate == "23505");
  CHECK(again.error().constraint == "suite_authors_email_key");
}

TEST_CASE("libpq: a server that is not there") {
  auto engine = sa::create_engine<sa::postgresql::libpq>("postgresql://ada:secret@127.0.0.1:1/db");
  try {
    engine.connect();
    FAIL();
  } catch (const sa::operational_error& error) {
    CHECK(std::string(error.what()).find("secret") == std::string::npos);
  }
}

constexpr auto backend_pid = sa::text<"SELECT pg_backend_pid()", std::int32_t>();

void end_sessions(const std::vector<std::int32_t>& pids) {
  server::engine({}).begin([&](auto& db) {
    for (const std::int32_t pid : pids)
      CHECK(db.execute(sa::text<"SELECT pg_terminate_backend(:pid, 10000)", bool>("pid"_p = pid)).one());
  });
}

// An engine with three idle connections, whose sessions the server ends.
struct ended_while_idle {
  decltype(server::engine({})) engine;
  std::vector<std::int32_t> pids{};

  explicit ended_while_idle(sa::engine_options options) : engine(server::engine(options)) {
    {
      std::vector<decltype(engine.connect())> connections;
      for (int i = 0; i != 3; ++i) connections.push_back(engine.connect());
      for (auto& one : connections) pids.push_back(one.execute(backend_pid).one());
    }
    end_sessions(pids);
  }
};

TEST_CASE("libpq: of sessions that the server has ended while they were idle, transactions notice nothing") {
  ended_while_idle f({});
  {
    auto db = f.engine.connect();
    const auto pid = db.execute(backend_pid).one();
    CHECK(std::find(f.pids.begin(), f.pids.end(), pid) == f.pids.end());
    db.commit();
    CHECK(db.execute(backend_pid).one() == pid);
  }
  CHECK(f.engine.pool_status().invalidations == 1);
  CHECK(f.engine.pool_status().open == 1);
  CHECK(f.engine.begin([](auto& db) { return level_of(db); }) == "read committed");
  CHECK(f.engine.pool_status().made == 4);
}

TEST_CASE("libpq: with autocommit one statement fails, which may have been executed, and no other") {
  ended_while_idle f({.isolation = isolation_level::autocommit});
  {
    auto first = f.engine.connect();
    auto failed = first.try_execute(backend_pid);
    REQUIRE_FALSE(failed);
    CHECK(failed.error().kind == sa::failure::operational);
    CHECK(failed.error().is_disconnect);
  }
  CHECK(f.engine.pool_status().invalidations == 1);
  CHECK(f.engine.pool_status().idle == 0);
  CHECK(f.engine.connect().execute(backend_pid).all().size() == 1);
  CHECK(f.engine.pool_status().made == 4);
}

TEST_CASE("libpq: run() goes on with a new connection where the server has ended a transaction") {
  auto engine = server::engine({.pool_size = 1});
  std::vector<std::int32_t> pids;
  engine.run([&](auto& db) {
    pids.push_back(db.execute(backend_pid).one());
    if (pids.size() == 1) end_sessions(pids);
    const auto again = db.execute(backend_pid).one();
    CHECK(again == pids.back());
  });
  CHECK(pids.size() == 2);
}

TEST_CASE("libpq: run() goes on where the connection is lost with a savepoint, or with many rows at once") {
  engine_suite::fixture<server> f;
  std::vector<std::int32_t> pids;
  f.engine.run([&](auto& db) {
    pids.push_back(db.execute(backend_pid).one());
    if (pids.size() == 1) end_sessions(pids);
    auto inner = db.begin_nested();
    inner.commit();
  });
  CHECK(pids.size() == 2);
  pids.clear();
  f.engine.run([&](auto& db) {
    pids.push_back(db.execute(backend_pid).one());
    if (pids.size() == 1) end_sessions(pids);
    db.bulk_insert(std::vector<Author>(300));
  });
  CHECK(pids.size() == 2);
  CHECK(f.count() == 300);
}

TEST_CASE("libpq: a connection that is lost during COMMIT leaves in doubt whether it was done") {
  auto engine = server::engine({});
  engine.begin([](auto& db) {
    db.exec_driver_sql("DROP TABLE IF EXISTS suite_doubts");
    db.exec_driver_sql("CREATE TABLE suite_doubts (n INTEGER)");
    db.exec_driver_sql(
        "CREATE OR REPLACE FUNCTION suite_end_me() RETURNS trigger LANGUAGE plpgsql AS "
        "'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END'");
    db.exec_driver_sql(
        "CREATE CONSTRAINT TRIGGER suite_doubt AFTER INSERT ON suite_doubts "
        "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION suite_end_me()");
  });
  int runs = 0;
  CHECK_THROWS_AS(engine.run([&](auto& db) {
    ++runs;
    db.exec_driver_sql("INSERT INTO suite_doubts VALUES (1)");
  }),
                  sa::in_doubt_error);
  CHECK(runs == 1);
  engine.begin([](auto& db) {
    db.exec_driver_sql("DROP TABLE suite_doubts");
    db.exec_driver_sql("DROP FUNCTION suite_end_me");
  });
}

TEST_CASE("libpq: a deadline that comes during COMMIT leaves in doubt whether it was done") {
  auto engine = server::engine({});
  engine.begin([](auto& db) {
    db.exec_driver_sql("DROP TABLE IF EXISTS suite_slow");
    db.exec_driver_sql("CREATE TABLE suite_slow (n INTEGER)");
    db.exec_driver_sql(
        "CREATE OR REPLACE FUNCTION suite_sleep() RETURNS trigger LANGUAGE plpgsql AS "
        "'BEGIN PERFORM pg_sleep(600); RETURN NULL; END'");
    db.exec_driver_sql(
        "CREATE CONSTRAINT TRIGGER suite_slow AFTER INSERT ON suite_slow "
        "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION suite_sleep()");
  });
  const auto late = engine.try_run({.deadline = sa::deadline::in(3)}, [](auto& db) -> sa::result<> {
    auto done = db.try_exec_driver_sql("INSERT INTO suite_slow VALUES (1)");
    return done ? sa::result<>() : sa::result<>(std::move(done.error()));
  });
  REQUIRE_FALSE(late);
  CHECK(late.error().kind == sa::failure::in_doubt);
  CHECK(engine.pool_status().invalidations == 0);
  engine.begin([](auto& db) {
    db.exec_driver_sql("DROP TABLE suite_slow");
    db.exec_driver_sql("DROP FUNCTION suite_sleep");
  });
}

TEST_CASE("libpq: a failure is not forgotten because it was told by the driver") {
  engine_suite::fixture<server> f;
  auto db = f.engine.connect();
  db.execute(sa::insert(Author{.email = "lost"}));
  CHECK_FALSE(db.driver_connection()->run("nonsense").ok());
  CHECK(db.try_commit().error().kind == sa::failure::invalid_request);
  db.rollback();
  CHECK(db.execute(sa::select<Author>()).all().empty());
}

TEST_CASE("libpq: an error without table and column has no constraint") {
  auto engine = server::engine({});
  const auto raised = engine.connect().try_exec_driver_sql(
      "DO $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = 'check_violation'; END $$");
  REQUIRE_FALSE(raised);
  CHECK(raised.error().kind == sa::failure::integrity);
  CHECK(raised.error().constraint.empty());
}

TEST_CASE("libpq: two transactions that wait for each other are a deadlock, and are run again") {
  engine_suite::fixture<server> f;
  f.engine.begin([](auto& db) {
    for (const std::string name : {"one", "two"}) db.execute(sa::insert(Author{.name = name, .email = name}));
  });
  std::atomic<int> runs = 0, waiting = 0;
  const auto change_both = [&](const std::string& first, const std::string& second) {
    f.engine.run([&](auto& db) {
      ++runs;
      const auto rename = [&](const std::string& which) {
        db.execute(sa::update<Author>().set(sa::col<& Author::name> = "done").where(sa::col<&Author::email> == which));
      };
      rename(first);
      for (++waiting; waiting < 2;) std::this_thread::yield();  // until both hold what the other wants
      rename(second);
    });
  };
  std::thread other([&] { change_both("two", "one"); });
  change_both("one", "two");
  other.join();
  CHECK(runs == 3);
  CHECK(f.engine.begin([](auto& db) {
    return db.execute(sa::select<Author>().where(sa::col<&Author::name> == "done")).all().size();
  }) == 2);
}

TEST_CASE("libpq: what others commit is seen or not, as the isolation level has it") {
  engine_suite::fixture<server> f;
  const auto count = [](auto& db) { return db.execute(sa::select(sa::count()).from(sa::tables<Author>)).scalar(); };
  for (const auto level : {isolation_level::read_committed, isolation_level::repeatable_read}) {
    auto reads = f.engine.begin({.isolation = level});
    const auto before = count(reads);
    f.engine.begin([](auto& db) { db.execute(sa::insert(Author{})); });
    CHECK(count(reads) == before + (level == isolation_level::read_committed ? 1 : 0));
  }
}

TEST_CASE("libpq: transactions that are in each other's way are run again until each was done once") {
  engine_suite::run_what_is_in_the_way<server>();
}

TEST_CASE("libpq: a transaction says that it only reads, and that it may wait") {
  auto engine = server::engine({});
  const auto shows = [](auto& db, auto query) { return db.execute(query).one(); };
  constexpr auto read_only = sa::text<"SHOW transaction_read_only", std::string>();
  constexpr auto deferrable = sa::text<"SHOW transaction_deferrable", std::string>();
  auto both = engine.begin({.isolation = isolation_level::serializable, .read_only = true, .deferrable = true});
  CHECK(shows(both, read_only) == "on");
  CHECK(shows(both, deferrable) == "on");
  both.commit();
  auto neither = engine.begin();
  CHECK(shows(neither, read_only) == "off");
  CHECK(shows(neither, deferrable) == "off");
}

}  // namespace
