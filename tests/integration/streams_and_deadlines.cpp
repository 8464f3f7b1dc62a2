// SPDX-License-Identifier: MIT
// What is waited for, and what is not: rows that come while they are read, deadlines, and statements that are stopped.

#include <sqlalloy.hpp>
#include <sqlalloy/driver/libpq.hpp>
#include <sqlalloy/driver/mysqlclient.hpp>
#include <sqlalloy/driver/sqlite3.hpp>

#include <catch2/catch.hpp>
#include <support/server_url.hpp>
#include <support/silent_server.hpp>

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <thread>
#include <type_traits>
#include <utility>

#include <malloc.h>
#include <unistd.h>

namespace sa = sqlalloy;
using namespace sa::literals;
using sa::failure;

namespace {

struct Counter {
  std::int64_t id{};
  std::int64_t value{};

  using table = sa::table<"stream_counters", sa::primary_key<&Counter::id>, sa::autoincrement<&Counter::id, false>>;
};

struct line {
  std::int64_t number{};
  std::string text{};
};

// Of each database: a million rows of some hundred bytes, a statement that would take minutes, and a failure after some
// rows.
struct on_sqlite {
  static auto engine(sa::engine_options options = {}) {
    return sa::create_engine<sa::sqlite::sqlite3>("sqlite://", options);
  }
  static constexpr auto million = sa::text<
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000) "
      "SELECT i, printf('%0100d', i) FROM n",
      line>();
  static constexpr auto endless = sa::text<
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000000000) SELECT max(i) FROM n",
      std::int64_t>();
  static constexpr auto broken = sa::text<
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000) "
      "SELECT CASE WHEN i = 500 THEN abs(-9223372036854775807 - 1) ELSE i END FROM n",
      std::int64_t>();
  static constexpr bool keeps_connection = true;  // one that has passed a deadline
  static bool is_running(auto&) { return false; }
};

struct on_postgresql {
  static auto engine(sa::engine_options options = {}) {
    return sa::create_engine<sa::postgresql::libpq>(support::server_url("SQLALLOY_POSTGRESQL_URL"), options);
  }
  static auto engine_at(int port) {
    return sa::create_engine<sa::postgresql::libpq>("postgresql://nobody@127.0.0.1:" + std::to_string(port) + "/db");
  }
  static constexpr std::string_view lock = "LOCK TABLE stream_counters IN ACCESS EXCLUSIVE MODE";
  static constexpr auto million =
      sa::text<"SELECT i, lpad(i::text, 100, '0') FROM generate_series(1::bigint, 1000000) AS n(i)", line>();
  static constexpr auto endless = sa::text<"SELECT 1::bigint FROM pg_sleep(600)", std::int64_t>();
  static constexpr auto broken =
      sa::text<"SELECT 1 / (500 - i) FROM generate_series(1::bigint, 1000) AS n(i)", std::int64_t>();
  static constexpr bool keeps_connection = false;
  static bool is_running(auto& db) {
    return db.execute(sa::text<"SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE "
                               "'SELECT 1::bigint FROM pg_sleep%'",
                               std::int64_t>())
               .one() != 0;
  }
};

struct on_mariadb {
  static auto engine(sa::engine_options options = {}) {
    return sa::create_engine<sa::mariadb::mysqlclient>(support::server_url("SQLALLOY_MARIADB_URL"), options);
  }
  static auto engine_at(int port) {
    return sa::create_engine<sa::mariadb::mysqlclient>("mariadb://nobody@127.0.0.1:" + std::to_string(port) + "/db");
  }
  static constexpr std::string_view lock = "LOCK TABLES stream_counters WRITE", unlock = "UNLOCK TABLES";
  static constexpr auto million =
      sa::text<"SELECT CAST(seq AS SIGNED), lpad(seq, 100, '0') FROM seq_1_to_1000000", line>();
  static constexpr auto endless =
      sa::text<"SELECT CAST(count(*) AS SIGNED) FROM seq_1_to_1000000 a, seq_1_to_1000000 b WHERE a.seq + b.seq < 0",
               std::int64_t>();
  static constexpr auto broken = sa::text<
      "SELECT CASE WHEN seq = 500 THEN (SELECT 1 UNION SELECT 2) ELSE CAST(seq AS SIGNED) END FROM "
      "seq_1_to_1000",
      std::int64_t>();
  static constexpr bool keeps_connection = false;
  static bool is_running(auto& db) {
    return db.execute(sa::text<"SELECT CAST(count(*) AS SIGNED) FROM information_schema.processlist WHERE info LIKE "
                               "'SELECT CAST(count(*) AS SIGNED) FROM seq%'",
                               std::int64_t>())
               .one() != 0;
  }
};

struct on_mysql {
  static auto engine(sa::engine_options options = {}) {
    return sa::create_engine<sa::mysql::mysqlclient>(support::server_url(support::mysql_server), options);
  }
  // MySQL has no sequence, and recurses a thousand times.
  static constexpr auto million = sa::text<
      "WITH RECURSIVE k(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM k WHERE i < 999), "
      "n(i) AS (SELECT a.i * 1000 + b.i + 1 FROM k a, k b) "
      "SELECT i, lpad(i, 100, '0') FROM n ORDER BY i",
      line>();
  static constexpr auto endless = sa::text<
      "WITH RECURSIVE k(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM k WHERE i < 999) "
      "SELECT count(*) FROM k a, k b, k c, k d WHERE a.i + b.i + c.i + d.i < 0",
      std::int64_t>();
  static constexpr auto broken = sa::text<
      "WITH RECURSIVE k(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM k WHERE i < 1000) "
      "SELECT CASE WHEN i = 500 THEN (SELECT 1 UNION SELECT 2) ELSE i END FROM k",
      std::int64_t>();
  static constexpr bool keeps_connection = false;
  static bool is_running(auto& db) {
    return db.execute(sa::text<"SELECT count(*) FROM information_schema.processlist WHERE info LIKE "
                               "'WITH RECURSIVE k(i)%'",
                               std::int64_t>())
               .one() != 0;
  }
};

// Whether a call that waits can be left: not with libmysqlclient.
#if defined(LIBMARIADB)
template <class On>
constexpr bool can_leave = true;
#else
template <class On>
constexpr bool can_leave = !std::is_same_v<On, on_mariadb> && !std::is_same_v<On, on_mysql>;
#endif

// Bytes that the program has from the heap; under a sanitizer the C library does not know.
std::size_t heap() {
  const auto now = ::mallinfo2();
  return now.uordblks + now.hblkhd;
}

template <class On>
void a_million_rows_in_constant_memory() {
  auto engine = On::engine();
  auto db = engine.connect();
  std::int64_t expected = 1, wrong = 0;
  std::size_t first = 0, most = 0;
  for (const line& row : db.yield_per(1000).execute(On::million)) {
    wrong += row.number != expected || row.text.size() != 100 || !row.text.ends_with(std::to_string(expected));
    if (expected == 2000) first = heap();
    if (expected % 100'000 == 0 && heap() > most) most = heap();
    ++expected;
  }
  CHECK(expected == 1'000'001);
  CHECK(wrong == 0);
  CHECK(most <= first + 1'000'000);  // all of the rows are a hundred times that
  CHECK(db.execute(sa::text<"SELECT 7", std::int64_t>()).all().size() == 1);
}

template <class On>
void a_stream_has_the_connection_for_itself() {
  auto engine = On::engine();
  engine.begin([](auto& db) {
    db.drop_all(sa::tables<Counter>);
    db.create_all(sa::tables<Counter>);
  });
  constexpr auto counters = sa::select<Counter>().order_by(sa::col<&Counter::id>);
  auto db = engine.connect();
  db.execute(sa::insert(Counter{1, 10}));
  db.execute(sa::insert(Counter{2, 20}));
  for (int left_at : {0, 1, 2}) {
    CAPTURE(left_at);
    int seen = 0;
    auto rows = db.yield_per(1).execute(counters);
    for (const Counter& one : rows) {
      CHECK(one.value == 10 * ++seen);
      const auto refused = db.try_execute(sa::insert(Counter{3, 30}));
      REQUIRE_FALSE(refused);
      CHECK(refused.error().kind == failure::invalid_request);
      CHECK(refused.error().message.find("being read") != std::string::npos);
      CHECK_THROWS_AS(db.commit(), sa::invalid_request_error);
      CHECK_THROWS_AS(db.rollback(), sa::invalid_request_error);
      CHECK_THROWS_AS(db.begin_nested(), sa::invalid_request_error);
      CHECK_THROWS_AS(db.create_all(sa::tables<Counter>), sa::invalid_request_error);
      if (seen == left_at) break;
    }
    rows.close();
    // The transaction goes on as it was.
    CHECK(db.execute(counters).all().size() == 2);
  }
  // The same query, with its rows at once: another one may come in between.
  for (const Counter& one : db.execute(counters)) CHECK(db.execute(counters).first()->id <= one.id);
  CHECK_THROWS_AS(db.yield_per(10).execute(On::broken).all(), sa::error);
  db.rollback();
  CHECK(db.execute(counters).all().empty());
  CHECK(db.yield_per(10).execute(counters).all().empty());
  db.rollback();
  engine.begin([](auto& last) { last.drop_all(sa::tables<Counter>); });
}

// The only value of a query, or why there is none.
sa::result<std::int64_t> try_one(auto& db, const auto& query) {
  auto rows = db.try_execute(query);
  return rows ? rows->try_one() : sa::result<std::int64_t>(std::move(rows.error()));
}

// Until the database does not execute it any more, which it is told and has to notice.
template <class On, class Engine>
void await_end_of_statement(Engine& engine) {
  while (engine.begin([](auto& db) { return On::is_running(db); })) sa::sleep_nanoseconds(1'000'000);
}

template <class On>
void a_statement_ends_with_the_deadline() {
  auto engine = On::engine({.pool_size = 1, .max_overflow = 0});
  const auto before = sa::monotonic_nanoseconds();
  const auto late =
      engine.try_begin({.deadline = sa::deadline::in(0.1)}, [](auto& db) { return try_one(db, On::endless); });
  CHECK(sa::monotonic_nanoseconds() - before >= 100'000'000);
  REQUIRE_FALSE(late);
  CHECK(late.error().kind == failure::timeout);
  CHECK(late.error().message.find("deadline") != std::string::npos);
  await_end_of_statement<On>(engine);
  CHECK(engine.begin([](auto& db) { return db.execute(sa::text<"SELECT 7", std::int32_t>()).one(); }) == 7);
  CHECK(engine.pool_status().made == (On::keeps_connection ? 1u : 2u));
}

template <class On>
void a_transaction_past_its_deadline_is_undone() {
  auto engine = On::engine({.pool_size = 1, .max_overflow = 0});
  engine.begin([](auto& db) {
    db.drop_all(sa::tables<Counter>);
    db.create_all(sa::tables<Counter>);
  });
  const auto made = engine.pool_status().made;
  const auto count = sa::select(sa::count()).from(sa::tables<Counter>);
  const sa::deadline until = sa::deadline::in(0.05);
  auto db = engine.connect({.deadline = until});
  db.execute(sa::insert(Counter{1, 10}));
  sa::sleep_nanoseconds(until.left());
  CHECK(db.try_execute(count).error().kind == failure::timeout);
  CHECK(db.try_commit().error().kind == failure::timeout);
  CHECK(db.try_begin_nested().error().kind == failure::timeout);
  db.close();
  CHECK(engine.begin([&](auto& other) { return other.execute(count).scalar(); }) == 0);
  CHECK(engine.pool_status().made == made);  // it was not asked in vain, and so stays
  engine.begin([](auto& last) { last.drop_all(sa::tables<Counter>); });
}

template <class On>
void a_connection_is_waited_for_until_the_deadline() {
  auto engine = On::engine({.pool_size = 1, .max_overflow = 0, .pool_timeout = 600});
  auto taken = engine.connect();
  const auto before = sa::monotonic_nanoseconds();
  const auto refused = engine.try_connect({.deadline = sa::deadline::in(0.02)});
  CHECK(sa::monotonic_nanoseconds() - before >= 20'000'000);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == failure::timeout);
  CHECK(refused.error().message == "sqlalloy: no connection became free before the deadline");
  taken.close();
  CHECK(engine.try_connect({.deadline = sa::deadline::in(600)}));
}

template <class On>
void a_table_is_waited_for_until_the_deadline() {
  auto engine = On::engine();
  engine.begin([](auto& db) {
    db.drop_all(sa::tables<Counter>);
    db.create_all(sa::tables<Counter>);
  });
  {
    auto locks = engine.connect();
    locks.exec_driver_sql(On::lock);
    // It is not executed, and not even prepared, before the table is free.
    const auto late = engine.try_begin({.deadline = sa::deadline::in(0.1)}, [](auto& db) {
      return try_one(db, sa::text<"SELECT id FROM stream_counters", std::int64_t>());
    });
    REQUIRE_FALSE(late);
    CHECK(late.error().kind == failure::timeout);
    if constexpr (requires { On::unlock; }) locks.exec_driver_sql(On::unlock);
  }
  engine.begin([](auto& last) { last.drop_all(sa::tables<Counter>); });
}

template <class On>
void a_server_that_does_not_answer_is_waited_for_until_the_deadline() {
  const support::silent_server server;
  REQUIRE(server.is_listening());
  auto engine = On::engine_at(server.port());
  const auto before = sa::monotonic_nanoseconds();
  const auto late =
      engine.try_begin({.deadline = sa::deadline::in(0.1)}, [](auto& db) { return try_one(db, On::endless); });
  CHECK(sa::monotonic_nanoseconds() - before >= 100'000'000);
  REQUIRE_FALSE(late);
  CHECK(late.error().kind == failure::timeout);
  CHECK(engine.pool_status().open == 0);
}

template <class On>
void another_thread_stops_a_statement() {
  auto engine = On::engine({.pool_size = 1, .max_overflow = 0});
  {
    auto db = engine.connect();
    std::atomic<bool> has_ended = false;
    std::thread other([&] {
      while (!has_ended) (void)db.try_cancel();
    });
    const auto failed = try_one(db, On::endless);
    has_ended = true;
    other.join();
    REQUIRE_FALSE(failed);
    CHECK(failed.error().kind == failure::operational);
    db.rollback();
  }
  CHECK(engine.begin([](auto& db) { return db.execute(sa::text<"SELECT 7", std::int32_t>()).one(); }) == 7);
}

template <class On>
void all() {
  SECTION("a million rows in constant memory") { a_million_rows_in_constant_memory<On>(); }
  SECTION("a stream has the connection for itself") { a_stream_has_the_connection_for_itself<On>(); }
  if constexpr (can_leave<On>) {
    SECTION("a statement ends with the deadline") { a_statement_ends_with_the_deadline<On>(); }
    if constexpr (requires { On::lock; }) {
      SECTION("a table is waited for until the deadline") { a_table_is_waited_for_until_the_deadline<On>(); }
      SECTION("a server that does not answer is waited for until the deadline") {
        a_server_that_does_not_answer_is_waited_for_until_the_deadline<On>();
      }
    }
  }
  SECTION("a transaction past its deadline is undone") { a_transaction_past_its_deadline_is_undone<On>(); }
  SECTION("a connection is waited for until the deadline") { a_connection_is_waited_for_until_the_deadline<On>(); }
  SECTION("another thread stops a statement") { another_thread_stops_a_statement<On>(); }
}

TEST_CASE("sqlite3: streams and deadlines") { all<on_sqlite>(); }
TEST_CASE("libpq: streams and deadlines") { all<on_postgresql>(); }
TEST_CASE("mysqlclient: streams and deadlines") { all<on_mariadb>(); }
TEST_CASE("mysqlclient: streams and deadlines, on MySQL") {
  if (support::has_mysql()) all<on_mysql>();
}

TEST_CASE("sqlite3: a busy database is waited for until the deadline") {
  const auto path = std::filesystem::temp_directory_path() / ("sqlalloy-late-" + std::to_string(::getpid()) + ".db");
  {
    auto engine = sa::create_engine<sa::sqlite::sqlite3>("sqlite:///" + path.string() + "?busy_timeout=600000");
    auto writer = engine.connect();
    writer.create_all(sa::tables<Counter>);
    const auto late = engine.try_begin({.deadline = sa::deadline::in(0.02)},
                                       [](auto& db) { return db.try_create_all(sa::tables<Counter>); });
    REQUIRE_FALSE(late);
    CHECK(late.error().kind == failure::timeout);
    CHECK(late.error().message == "sqlite3: the deadline has passed");
  }
  std::filesystem::remove(path);
}

}  // namespace
