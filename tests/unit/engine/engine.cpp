// SPDX-License-Identifier: MIT
#include <sqlalloy/dialect/postgresql.hpp>
#include <sqlalloy/dialect/sqlite.hpp>
#include <sqlalloy/engine/engine.hpp>

#include <catch2/catch.hpp>
#include <support/fake_rows.hpp>

#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace sa = sqlalloy;
using sa::isolation_level;
using texts = std::vector<std::string>;

namespace {

template <class... Drivers>
std::string refusal(std::string_view url, sa::engine_options options = {}) {
  const auto made = sa::try_create_engine<Drivers...>(url, options);
  REQUIRE_FALSE(made);
  CHECK(made.error().kind == sa::failure::argument);
  return made.error().message;
}

static_assert(std::is_same_v<decltype(sa::create_engine<fake::sqlite>("")), sa::engine<fake::sqlite>>);
static_assert(std::is_same_v<decltype(sa::create_engine<fake::sqlite, fake::postgresql>("")),
                             sa::engine<sa::any_of<fake::sqlite, fake::postgresql>>>);
static_assert(std::is_nothrow_move_constructible_v<sa::engine<fake::sqlite>>);

struct fixture {
  fake::fresh_database database{};
  sa::engine<fake::sqlite> engine = sa::create_engine<fake::sqlite>("sqlite+fake://ada:secret@host/file?x=1");
};

TEST_CASE_METHOD(fixture, "an engine connects when it is first asked to") {
  CHECK(database->opened == 0);
  CHECK(engine.url() == "sqlite+fake://ada:***@host/file?x=1");
  CHECK(engine.dialect_name() == "sqlite");
  auto db = engine.connect();
  CHECK(database->opened == 1);
  CHECK(database->options.password == "secret");
  CHECK(database->options.host == "host");
  CHECK(database->options.get("x") == "1");
}

TEST_CASE("each engine has a database in memory of its own, which its connections share") {
  const fake::fresh_database database;
  auto first = sa::create_engine<fake::sqlite>("sqlite+fake://"),
       second = sa::create_engine<fake::sqlite>("sqlite+fake://");
  auto a = first.connect();
  const std::string name = database->options.memory_name;
  CHECK_FALSE(name.empty());
  auto b = first.connect();
  CHECK(database->options.memory_name == name);
  auto c = second.connect();
  CHECK(database->options.memory_name != name);
}

TEST_CASE_METHOD(fixture, "a function runs in a transaction, and its value is given on") {
  CHECK(engine.begin([](auto& db) { return db.execute(fake::all_users).all().size(); }) == 0);
  engine.begin([] {});
  CHECK(database->log == texts{"BEGIN", fake::all_users_sql, "COMMIT"});
  CHECK_THROWS_AS(engine.begin([](auto& db) {
    db.execute(fake::all_users);
    throw std::runtime_error("x");
  }),
                  std::runtime_error);
  CHECK(database->log.back() == "ROLLBACK");
  CHECK(database->opened == 1);
}

TEST_CASE_METHOD(fixture, "a transaction as an object") {
  auto tx = engine.begin();
  tx.execute(fake::all_users);
  tx.commit();
  CHECK(database->log.back() == "COMMIT");
}

TEST_CASE_METHOD(fixture, "without exceptions a result decides over a transaction") {
  CHECK(*engine.try_begin([](auto& db) -> sa::result<std::size_t> {
    auto rows = db.try_execute(fake::all_users);
    if (!rows) return std::move(rows.error());
    return rows->try_all()->size();
  }) == 0);
  CHECK(database->log.back() == "COMMIT");
  CHECK_FALSE(engine.try_begin([](auto& db) -> sa::result<> {
    (void)db.try_execute(fake::all_users);
    return sa::make_error(sa::failure::data, "no");
  }));
  CHECK(database->log.back() == "ROLLBACK");
  database->open_failure = sa::failure::operational;
  engine.dispose();
  CHECK(engine.try_begin([](auto&) -> sa::result<int> { return 1; }).error().kind == sa::failure::operational);
  CHECK(engine.try_connect().error().kind == sa::failure::operational);
  CHECK_THROWS_AS(engine.connect(), sa::operational_error);
}

TEST_CASE_METHOD(fixture, "the isolation level of an engine, a connection, a transaction") {
  engine.begin({.isolation = isolation_level::read_uncommitted}, [](auto& db) { db.execute(fake::all_users); });
  CHECK(database->log.front() == "PRAGMA read_uncommitted = 1; BEGIN");
  CHECK(database->log.back() == "PRAGMA read_uncommitted = 0");
  engine.begin([](auto& db) { db.execute(fake::all_users); });
  CHECK(database->count("BEGIN") == 1);  // the next one is as it was
  {
    auto db = engine.connect({.isolation = isolation_level::autocommit});
    db.execute(fake::all_users);
    CHECK_FALSE(db.in_transaction());
  }
  CHECK(database->log.back() == fake::all_users_sql);
  CHECK_THROWS_AS(engine.connect({.isolation = isolation_level::repeatable_read}), sa::argument_error);
  CHECK_THROWS_AS(engine.begin({.isolation = isolation_level::read_committed}, [](auto&) {}), sa::argument_error);
  auto tx = engine.begin({.isolation = isolation_level::serializable});
  CHECK(tx.is_active());
  auto cautious = sa::create_engine<fake::sqlite>("sqlite+fake://", {.isolation = isolation_level::autocommit});
  cautious.connect().execute(fake::all_users);
  CHECK(database->log.back() == fake::all_users_sql);
}

TEST_CASE_METHOD(fixture, "connections live on when their engine is gone") {
  auto db = engine.connect();
  {
    const auto gone = std::move(engine);
    CHECK(engine.try_connect().error().kind == sa::failure::invalid_request);
    CHECK(engine.dialect_name().empty());
    engine.dispose();
  }
  CHECK(database->open == 1);
  db.execute(fake::all_users);
  db.close();
  CHECK(database->open == 0);
}

TEST_CASE_METHOD(fixture, "what is to be done with a new connection is done before it is handed out") {
  engine.on_connect([](fake::connection& db) { return db.run("PRAGMA a"); });
  std::string sql = "PRAGMA b";
  engine.on_connect(
      [](void* context, auto& db) -> sa::status { return db.run(static_cast<std::string*>(context)->c_str()); }, &sql);
  { auto first = engine.connect(); }
  CHECK(database->log == texts{"PRAGMA a", "PRAGMA b"});
  auto again = engine.connect(), second = engine.connect();
  CHECK(database->log == texts{"PRAGMA a", "PRAGMA b", "PRAGMA a", "PRAGMA b"});
}

TEST_CASE_METHOD(fixture, "a new connection with which something cannot be done is nobody's") {
  database->answers["PRAGMA a"].failure = sa::failure::operational;
  engine.on_connect([](fake::connection& db) { return db.run("PRAGMA a"); });
  const auto refused = engine.try_connect();
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == sa::failure::operational);
  CHECK(database->open == 0);
  CHECK(engine.pool_status().open == 0);
  CHECK(engine.pool_status().failed == 1);
  database->answers.clear();
  CHECK(engine.try_connect().has_value());
}

TEST_CASE_METHOD(fixture, "a refusal that is not the driver's has a sentence as well") {
  engine.on_connect([](fake::connection&) { return sa::status{sa::failure::not_supported}; });
  const auto refused = engine.try_begin();
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == sa::failure::not_supported);
  CHECK(refused.error().message == "sqlalloy: the function given to on_connect() has refused the connection");
  CHECK(database->open == 0);
}

TEST_CASE("the URL chooses among the drivers of an engine") {
  const fake::fresh_database database;
  const auto query = sa::select<blog::User>().where(sa::col<&blog::User::id> == 5);
  for (const std::string dialect : {"sqlite", "postgresql"}) {
    auto engine = sa::create_engine<fake::sqlite, fake::postgresql>(dialect + "+fake://");
    CHECK(engine.dialect_name() == dialect);
    engine.begin([&](auto& db) {
      db.create_all(sa::tables<blog::User>);
      db.execute(query);
    });
    CHECK(database->log.at(database->log.size() - 2).ends_with(dialect == "sqlite" ? "users.id = ?" : "users.id = $1"));
  }
}

TEST_CASE("a URL that the engine was not made for is told with what it was made for") {
  CHECK(refusal<fake::sqlite>("mysql://host") ==
        "sqlalloy: the URL says mysql, but the engine was made for sqlite+fake");
  CHECK(refusal<fake::sqlite, fake::postgresql>("mysql+x://host") ==
        "sqlalloy: the URL says mysql+x, but the engine was made for sqlite+fake and postgresql+fake");
  CHECK(refusal<fake::sqlite>("nonsense").starts_with("sqlalloy: a URL begins with"));
  CHECK_THROWS_AS(sa::create_engine<fake::sqlite>("mysql://host"), sa::argument_error);
  CHECK(refusal<fake::sqlite>("sqlite+fake://", {.isolation = isolation_level::read_committed}) ==
        "sqlalloy: sqlite has no isolation level READ COMMITTED; it has AUTOCOMMIT, READ UNCOMMITTED, SERIALIZABLE");
}

TEST_CASE("no message shows a password") {
  CHECK(refusal<fake::sqlite>("postgresql://ada:secret@host/db").find("secret") == std::string::npos);
}

TEST_CASE_METHOD(fixture, "what kind of transaction is asked for by name") {
  engine.begin({.read_only = true}, [](auto& db) { db.execute(fake::all_users); });
  CHECK(database->log.front() == "PRAGMA query_only = 1; BEGIN");
  CHECK(database->log.back() == "PRAGMA query_only = 0");
  auto reading = engine.connect({.read_only = true, .deferrable = true});
  reading.execute(fake::all_users);
  CHECK(database->count("PRAGMA query_only = 1; BEGIN") == 2);
  CHECK_THROWS_AS(engine.connect({.isolation = isolation_level::autocommit, .read_only = true}), sa::argument_error);
}

TEST_CASE_METHOD(fixture, "an engine tells of its pool") {
  CHECK(engine.pool_status().open == 0);
  auto db = engine.connect();
  CHECK(engine.pool_status().in_use == 1);
  engine.dispose();
  db.close();
  CHECK(engine.pool_status().closed == 1);
  const auto moved = std::move(engine);
  CHECK(engine.pool_status().open == 0);
}

struct conflicts : fixture {
  static constexpr sa::run_options quickly{.attempts = 3, .pause = 0};
  int runs = 0;
  fake::answer& users() { return database->answers[fake::all_users_sql]; }
  int run(sa::run_options options = quickly) {
    return engine.run(options, [&](auto& db) {
      ++runs;
      db.execute(fake::all_users);
      return runs;
    });
  }
};

TEST_CASE_METHOD(conflicts, "a transaction that was in the way of another is run again") {
  users() = {.failure = sa::failure::operational, .ends_transaction = true, .is_retryable = true, .failures = 2};
  CHECK(run() == 3);
  CHECK(database->log ==
        texts{"BEGIN", fake::all_users_sql, "BEGIN", fake::all_users_sql, "BEGIN", fake::all_users_sql, "COMMIT"});
  CHECK(database->opened == 1);
  engine.run([] {});
}

TEST_CASE_METHOD(conflicts, "and once more where that is found out by COMMIT") {
  database->answers["COMMIT"] = {
      .failure = sa::failure::operational, .ends_transaction = true, .is_retryable = true, .failures = 1};
  CHECK(run() == 2);
}

TEST_CASE_METHOD(conflicts, "it is not run for ever") {
  users() = {.failure = sa::failure::operational, .is_retryable = true};
  CHECK_THROWS_AS(run(), sa::operational_error);
  CHECK(runs == 3);
  runs = 0;
  CHECK_THROWS_AS(run({.attempts = 1}), sa::operational_error);
  CHECK(runs == 1);
}

TEST_CASE_METHOD(conflicts, "what would fail again is not run again") {
  users() = {.failure = sa::failure::programming};
  CHECK_THROWS_AS(run(), sa::programming_error);
  CHECK_THROWS_AS(engine.run([&] {
    ++runs;
    throw std::runtime_error("x");
  }),
                  std::runtime_error);
  CHECK(runs == 2);
  database->open_failure = sa::failure::operational;
  engine.dispose();
  CHECK_THROWS_AS(run(), sa::operational_error);
  CHECK(runs == 2);
}

TEST_CASE_METHOD(conflicts, "a connection that is lost before COMMIT is replaced, and the transaction run again") {
  users() = {.failure = sa::failure::operational, .disconnects = true, .failures = 1};
  CHECK(run() == 2);
  CHECK(database->opened == 2);
  CHECK(engine.pool_status().invalidations == 1);
}

TEST_CASE_METHOD(conflicts, "a commit of which nobody knows is not run again") {
  database->answers["COMMIT"] = {.failure = sa::failure::operational, .is_retryable = true, .disconnects = true};
  CHECK_THROWS_AS(run(), sa::in_doubt_error);
  CHECK(runs == 1);
}

TEST_CASE_METHOD(conflicts, "what has committed something is not run again") {
  users() = {.failure = sa::failure::operational, .ends_transaction = true, .is_retryable = true};
  const auto commit_then_fail = [&](auto& db) {
    ++runs;
    db.exec_driver_sql("COMMIT");
    db.execute(fake::all_users);
  };
  CHECK_THROWS_AS(engine.run(quickly, commit_then_fail), sa::operational_error);
  CHECK(runs == 1);
  const auto result = engine.try_run(quickly, [&](auto& db) -> sa::result<> {
    ++runs;
    if (auto done = db.try_exec_driver_sql("INSERT"); !done) return std::move(done.error());
    if (auto kept = db.try_commit(); !kept) return kept;
    return engine.begin().try_execute(fake::all_users).error();
  });
  CHECK(result.error().is_retryable);
  CHECK(runs == 2);
}

TEST_CASE_METHOD(conflicts, "with autocommit nothing is run that may have to be undone") {
  CHECK_THROWS_AS(run({.isolation = sa::isolation_level::autocommit}), sa::argument_error);
  auto by_default = sa::create_engine<fake::sqlite>("sqlite+fake://", {.isolation = sa::isolation_level::autocommit});
  CHECK(by_default.try_run([](auto&) {}).error().kind == sa::failure::argument);
  CHECK(runs == 0);
  CHECK(by_default.try_run({.isolation = sa::isolation_level::serializable},
                           [](auto& db) { db.execute(fake::all_users); }));
  CHECK(database->log == texts{"BEGIN IMMEDIATE", fake::all_users_sql, "COMMIT"});
}

TEST_CASE_METHOD(conflicts, "without exceptions a result decides whether a transaction is run again") {
  users() = {.failure = sa::failure::operational, .ends_transaction = true, .is_retryable = true, .failures = 2};
  const auto once = [&](auto& db) -> sa::result<int> {
    ++runs;
    auto rows = db.try_execute(fake::all_users);
    if (!rows) return std::move(rows.error());
    return runs;
  };
  CHECK(*engine.try_run(quickly, once) == 3);
  users().failures = -1;
  CHECK(engine.try_run(quickly, once).error().is_retryable);
  CHECK(runs == 6);
  database->open_failure = sa::failure::operational;
  engine.dispose();
  CHECK(engine.try_run(once).error().kind == sa::failure::operational);
  CHECK(runs == 6);
}

}  // namespace
