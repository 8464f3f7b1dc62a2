// SPDX-License-Identifier: MIT
#include <sqlalloy.hpp>
#include <sqlalloy/driver/mysqlclient.hpp>
#include <sqlalloy/driver/sqlite3.hpp>

#include <catch2/catch.hpp>
#include <integration/engine_suite.hpp>
#include <support/server_url.hpp>

#include <atomic>
#include <cstdint>
#include <string>
#include <thread>
#include <type_traits>
#include <vector>

namespace sa = sqlalloy;
using namespace sa::literals;
using engine_suite::Author;
using sa::isolation_level;

namespace {

struct mariadb {
  static constexpr bool text_may_hold_nul = true;
  static constexpr bool errors_end_transactions = false;
  static constexpr bool has_returning = true;
  static constexpr const char* level_variable = "SELECT @@tx_isolation";
  static bool is_there() { return true; }
  static auto engine(sa::engine_options options) {
    return sa::create_engine<sa::mariadb::mysqlclient>(support::server_url("SQLALLOY_MARIADB_URL"), options);
  }
};

struct mysql {
  static constexpr bool text_may_hold_nul = true;
  static constexpr bool errors_end_transactions = false;
  static constexpr bool has_returning = false;
  static constexpr const char* level_variable = "SELECT @@transaction_isolation";
  static bool is_there() { return support::has_mysql(); }
  static auto engine(sa::engine_options options) {
    return sa::create_engine<sa::mysql::mysqlclient>(support::server_url(support::mysql_server), options);
  }
};

struct mariadb_among_several : mariadb {
  static auto engine(sa::engine_options options) {
    return sa::create_engine<sa::sqlite::sqlite3, sa::mariadb::mysqlclient>(support::server_url("SQLALLOY_MARIADB_URL"),
                                                                            options);
  }
};

struct mysql_among_several : mysql {
  static auto engine(sa::engine_options options) {
    return sa::create_engine<sa::sqlite::sqlite3, sa::mysql::mysqlclient>(support::server_url(support::mysql_server),
                                                                          options);
  }
};

TEMPLATE_TEST_CASE("mysqlclient: the engine's suite", "", mariadb, mariadb_among_several, mysql, mysql_among_several) {
  if (TestType::is_there()) engine_suite::run<TestType>();
}

TEMPLATE_TEST_CASE("mysqlclient: a packet that is too big is sent once, and its connection is not lent again", "",
                   mariadb, mysql) {
  if (!TestType::is_there()) return;
  engine_suite::fixture<TestType> f;
  const auto limit = f.engine.connect().execute(sa::text<"SELECT @@max_allowed_packet", std::int64_t>()).one();
  const std::string name(static_cast<std::size_t>(limit) + 1, 'x');
  int attempts = 0;
  CHECK_THROWS_AS(f.engine.run([&](auto& db) {
    ++attempts;
    db.execute(sa::insert(Author{.name = name}));
  }),
                  sa::operational_error);
  CHECK(attempts == 1);
  CHECK(f.count() == 0);
}

TEMPLATE_TEST_CASE("mysqlclient: a change of tables ends the transaction, and what follows is in another", "", mariadb,
                   mysql) {
  if (!TestType::is_there()) return;
  engine_suite::fixture<TestType> f;
  auto db = f.engine.connect();
  const std::vector<Author> two{{.name = "one"}, {.name = "two"}};
  for (int i = 0; i != 2; ++i) {
    if (i == 0)
      db.create_all(engine_suite::all_tables);
    else
      db.exec_driver_sql("CREATE TABLE IF NOT EXISTS suite_changed (id INT)");
    CHECK(db.execute(sa::insert(two)).rowcount() == 2);
    db.rollback();
    CHECK(f.count() == 0);
  }
  db.exec_driver_sql("DROP TABLE suite_changed");
}

TEMPLATE_TEST_CASE("mysqlclient: a change of tables ends the transaction even where it fails", "", mariadb, mysql) {
  if (!TestType::is_there()) return;
  engine_suite::fixture<TestType> f;
  const Author one{.name = "one"}, two{.name = "two"};
  const char* const there = "CREATE TABLE suite_authors (id INT)";
  SECTION("what was before is kept, and nothing goes on as if it were one") {
    auto db = f.engine.begin();
    db.execute(sa::insert(one));
    CHECK_FALSE(db.try_exec_driver_sql(there));
    const auto refused = db.try_execute(sa::insert(two));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().message ==
          "sqlalloy: the database has ended the transaction when a statement failed; call rollback() first");
    db.rollback();
    CHECK(f.count() == 1);
  }
  SECTION("it is not done twice") {
    int runs = 0;
    CHECK_FALSE(f.engine.try_run([&](auto& db) -> sa::result<> {
      ++runs;
      db.execute(sa::insert(one));
      (void)db.try_exec_driver_sql(there);
      auto signalled = db.try_exec_driver_sql("SIGNAL SQLSTATE '40001' SET MYSQL_ERRNO = 1213");
      return signalled ? sa::result<>() : sa::result<>(std::move(signalled.error()));
    }));
    CHECK(runs == 1);
    CHECK(f.count() == 1);
  }
  SECTION("a statement of another kind that fails ends nothing") {
    auto db = f.engine.begin();
    db.execute(sa::insert(one));
    CHECK_FALSE(db.try_exec_driver_sql("SELECT * FROM suite_no_such_table"));
    db.execute(sa::insert(two));
    db.rollback();
    CHECK(f.count() == 0);
  }
}

TEMPLATE_TEST_CASE("mysqlclient: a deadline that comes during COMMIT leaves in doubt whether it was done", "", mariadb,
                   mysql) {
  if (!TestType::is_there()) return;
  engine_suite::fixture<TestType> f;
  auto other = f.engine.connect({.isolation = isolation_level::autocommit});
  const auto late = f.engine.try_run({.deadline = sa::deadline::in(3)}, [&](auto& db) -> sa::result<> {
    db.execute(sa::insert(Author{.name = "one"}));
    other.exec_driver_sql("FLUSH TABLES WITH READ LOCK");  // nobody can commit meanwhile
    return {};
  });
  other.exec_driver_sql("UNLOCK TABLES");
  REQUIRE_FALSE(late);
  CHECK(late.error().kind == sa::failure::in_doubt);
  CHECK(f.engine.pool_status().invalidations == 0);
}

TEMPLATE_TEST_CASE("mysqlclient: transactions that are in each other's way are run again until each was done once", "",
                   mariadb, mysql) {
  if (!TestType::is_there()) return;
  engine_suite::run_what_is_in_the_way<TestType>();
}

TEMPLATE_TEST_CASE("mysqlclient: a lock that was waited for too long is waited for once more", "", mariadb, mysql) {
  if (!TestType::is_there()) return;
  engine_suite::fixture<TestType> f;
  f.engine.begin([](auto& db) { db.execute(sa::insert(Author{.name = "locked"})); });
  constexpr auto age = sa::col<&Author::age>;
  auto holder = f.engine.begin();
  holder.execute(sa::update<Author>().set(age = 1));
  int attempts = 0;
  f.engine.run({.attempts = 5, .pause = 0.001}, [&](auto& db) {
    if (++attempts == 3) holder.commit();
    db.exec_driver_sql(std::is_same_v<TestType, mysql> ? "SET innodb_lock_wait_timeout = 1"  // it takes no less
                                                       : "SET innodb_lock_wait_timeout = 0");
    db.execute(sa::update<Author>().set(age = age + 10));
  });
  CHECK(attempts == 3);
  CHECK(f.engine.connect().execute(sa::select(age)).scalar() == 11);
}

TEMPLATE_TEST_CASE("mysqlclient: what a transaction sees depends on its level", "", mariadb, mysql) {
  if (!TestType::is_there()) return;
  engine_suite::fixture<TestType> f;
  const auto seen = [&](isolation_level level) {
    return f.engine.begin({.isolation = level}, [&](auto& db) {
      const auto count = sa::select(sa::count()).from(sa::tables<Author>);
      const auto before = db.execute(count).scalar();
      f.engine.begin([](auto& other) { other.execute(sa::insert(Author{.name = "new"})); });
      return db.execute(count).scalar() - before;
    });
  };
  CHECK(seen(isolation_level::read_committed) == 1);
  CHECK(seen(isolation_level::repeatable_read) == 0);
  CHECK(seen(isolation_level::database_default) == 0);
  // What SET TRANSACTION says for one transaction is in no variable; whether it waits for others is.
  auto db = f.engine.connect();
  for (const auto& row : db.exec_driver_sql(TestType::level_variable))
    CHECK(row[0].text() == "REPEATABLE-READ");  // nothing remains
}

TEMPLATE_TEST_CASE("mysqlclient: a connection that the server has ended is not handed out again", "", mariadb, mysql) {
  if (!TestType::is_there()) return;
  auto engine = TestType::engine({.pool_size = 1, .max_overflow = 1});
  {
    auto victim = engine.connect();
    const auto id = victim.execute(sa::text<"SELECT connection_id()", std::int64_t>()).one();
    engine.begin([&](auto& db) { db.exec_driver_sql("KILL " + std::to_string(id)); });
    CHECK_THROWS_AS(victim.execute(sa::text<"SELECT 1", std::int32_t>()), sa::operational_error);
  }
  for (int i = 0; i != 2; ++i)
    CHECK(engine.begin([](auto& db) { return db.execute(sa::text<"SELECT 1", std::int32_t>()).one(); }) == 1);
}

TEMPLATE_TEST_CASE("mysqlclient: an error carries its SQLSTATE and the name of the constraint", "", mariadb, mysql) {
  if (!TestType::is_there()) return;
  engine_suite::fixture<TestType> f;
  auto db = f.engine.connect();
  db.execute(sa::insert(Author{.email = "same"}));
  const auto again = db.try_execute(sa::insert(Author{.email = "same"}));
  REQUIRE_FALSE(again);
  CHECK(again.error().sqlstate == "23000");
  CHECK(again.error().constraint == "email");
}

TEMPLATE_TEST_CASE("mysqlclient: a row that is there already", "", mariadb, mysql) {
  if (!TestType::is_there()) return;
  engine_suite::fixture<TestType> f;
  const auto email = sa::col<&Author::email>;
  const auto age = sa::col<&Author::age>;
  f.engine.begin([&](auto& db) {
    const Author first{.name = "first", .email = "same", .age = 1};
    const Author second{.name = "second", .email = "same", .age = 2};
    db.execute(sa::insert(first));
    db.execute(sa::insert(second).on_conflict(email).do_nothing());
    CHECK(db.execute(sa::select<Author>()).one().name == "first");
    db.execute(sa::insert(second).on_conflict(email).do_update(age = age * 10 + sa::excluded(age)));
    CHECK(db.execute(sa::select<Author>()).one().age == 12);
    if constexpr (TestType::has_returning) {
      const auto back =
          db.execute(sa::insert(second).on_conflict(email).do_update(age = sa::excluded(age)).returning(age)).one();
      CHECK(back["age"_n] == 2);
    } else {
      db.execute(sa::insert(second).on_conflict(email).do_update(age = sa::excluded(age)));
    }
    db.execute(sa::insert<Author>()
                   .columns(sa::col<&Author::name>, email, age)
                   .from_select(sa::select(sa::col<&Author::name>, email, age + 5).where(age < 99))
                   .on_conflict(email)
                   .do_update(age = sa::excluded(age)));
    CHECK(db.execute(sa::select<Author>()).one().age == 7);
  });
}

TEMPLATE_TEST_CASE("mysqlclient: CREATE TABLE ends the transaction that it stands in", "", mariadb, mysql) {
  if (!TestType::is_there()) return;
  engine_suite::fixture<TestType> f;
  {
    auto db = f.engine.connect();
    db.execute(sa::insert(Author{.name = "kept"}));
    db.create_all(engine_suite::all_tables);
  }
  CHECK(f.count() == 1);
}

TEST_CASE("mysqlclient: what follows SQL by hand that has ended the transaction stands in another one") {
  engine_suite::fixture<mariadb> f;
  auto db = f.engine.connect();
  SECTION("in a pipeline") {
    db.pipeline(sa::text<"TRUNCATE TABLE suite_books">(), sa::insert(Author{.name = "undone"}));
  }
  SECTION("when it gives rows") {
    db.exec_driver_sql("CREATE OR REPLACE PROCEDURE suite_ends() BEGIN COMMIT; SELECT 7; END");
    db.execute(sa::insert(Author{.name = "kept"}));
    CHECK(db.execute(sa::text<"CALL suite_ends()", std::int32_t>()).all().size() == 1);
    db.execute(sa::insert(Author{.name = "undone"}));
  }
  db.rollback();
  CHECK(f.engine.begin([](auto& other) {
    return other.execute(sa::select<Author>().where(sa::col<&Author::name> == "undone")).all().size();
  }) == 0);
  db.exec_driver_sql("DROP PROCEDURE IF EXISTS suite_ends");
}

TEST_CASE("mysqlclient: a server that is not there") {
  auto engine = sa::create_engine<sa::mariadb::mysqlclient>("mariadb://ada:secret@127.0.0.1:1/db");
  try {
    engine.connect();
    FAIL();
  } catch (const sa::operational_error& error) {
    CHECK(std::string(error.what()).find("secret") == std::string::npos);
  }
}

}  // namespace
