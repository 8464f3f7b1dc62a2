// SPDX-License-Identifier: MIT
// Behind a pooler that lends a server's session for one transaction each, nothing that belongs to a session may be used
// in the next transaction: no prepared statement, above all.
#include <sqlalloy.hpp>
#include <sqlalloy/driver/libpq.hpp>
#include <sqlalloy/driver/libpq/copy_rows.hpp>

#include <catch2/catch.hpp>
#include <integration/engine_suite.hpp>
#include <support/server_url.hpp>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <iterator>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace {

namespace sa = sqlalloy;
using engine_suite::Author;

std::string bouncer_url() { return support::server_url("SQLALLOY_PGBOUNCER_URL"); }

std::ptrdiff_t threads() {
  using tasks = std::filesystem::directory_iterator;
  return std::distance(tasks("/proc/self/task"), tasks());
}

struct bouncer {
  static constexpr bool text_may_hold_nul = false;
  static constexpr bool errors_end_transactions = true;
  static constexpr bool has_returning = true;
  static auto engine(sa::engine_options options) {
    return sa::create_engine<sa::postgresql::libpq>(bouncer_url() + "?prepared_statements=false", options);
  }
};

TEST_CASE("libpq: the engine's suite, behind a pooler of transactions") { engine_suite::run<bouncer>(); }

TEST_CASE("libpq: one connection to a pooler of transactions speaks in several sessions of the server") {
  engine_suite::fixture<bouncer> f;
  auto db = f.engine.connect();
  std::set<std::int32_t> sessions;
  // Others are in use while this one has none, so that it is given another session each time.
  for (int i = 0; i != 6; ++i) {
    auto other = f.engine.begin();
    other.execute(sa::select(sa::count()).from(sa::tables<Author>)).scalar();
    sessions.insert(db.execute(sa::text<"SELECT pg_backend_pid()", std::int32_t>()).one());
    db.execute(sa::insert(Author{.name = "one"}));
    db.commit();
    other.commit();
  }
  CHECK(sessions.size() > 1);
  CHECK(db.execute(sa::select<Author>().where(sa::col<&Author::name> == "one")).all().size() == 6);
}

TEST_CASE("libpq: what takes many rows, statements or chunks at once goes through a pooler of transactions") {
  engine_suite::fixture<bouncer> f;
  const std::vector<Author> authors(300, {.name = "many"});
  auto db = f.engine.connect();
  for (int times = 0; times != 3; ++times) {
    CHECK(db.bulk_insert(authors).rowcount() == 300);
    CHECK(db.bulk_insert(authors, sa::returning_keys).size() == 300);
    CHECK(db.execute(sa::insert(authors)).rowcount() == 300);
    constexpr auto counts = sa::select(sa::count()).from(sa::tables<Author>);
    const auto [before, inserted, after] = db.pipeline(counts, sa::insert(Author{.name = "one"}), counts);
    CHECK(after[0].get<0>() == before[0].get<0>() + 1);
    std::int64_t seen = 0;
    for (const Author& one : db.yield_per(10).execute(sa::select<Author>())) seen += !one.name.empty();
    CHECK(seen == after[0].get<0>());
    const auto count_back = [&](const Author& one) { seen -= !one.name.empty(); };
    CHECK(sa::copy_rows(*db.driver_connection(), sa::select<Author>(), count_back).ok());
    CHECK(seen == 0);
    db.commit();
    f.engine.begin([](auto& other) { other.execute(sa::select<Author>().limit(1)).all(); });
  }
  CHECK(f.count() == 3 * 901);
  const auto before = threads();
  const auto late = f.engine.try_begin({.deadline = sa::deadline::in(0.1)}, [](auto& slow) -> sa::result<> {
    auto rows = slow.try_execute(sa::text<"SELECT 1 FROM pg_sleep(600)", std::int32_t>());
    return rows ? sa::result<>() : sa::result<>(std::move(rows.error()));
  });
  REQUIRE_FALSE(late);
  CHECK(late.error().kind == sa::failure::timeout);
  CHECK(f.count() == 3 * 901);
  // The driver cancels in a thread of its own. PgBouncer 1.18 ends itself where the process ends before that is done.
  while (threads() > before) std::this_thread::yield();
}

TEST_CASE("libpq: where the pooler loses the server the connection is lost") {
  engine_suite::fixture<bouncer> f;
  auto direct = sa::create_engine<sa::postgresql::libpq>(support::server_url("SQLALLOY_POSTGRESQL_URL"));
  const auto end_session = [&](std::int32_t pid) {
    direct.begin([&](auto& db) { db.exec_driver_sql("SELECT pg_terminate_backend(" + std::to_string(pid) + ")"); });
  };
  constexpr auto pid = sa::text<"SELECT pg_backend_pid()", std::int32_t>();
  int runs = 0;
  f.engine.run([&](auto& db) {
    db.execute(sa::insert(Author{.name = "one"}));
    if (++runs == 1) end_session(db.execute(pid).one());
    db.execute(sa::insert(Author{.name = "two"}));
  });
  CHECK(runs == 2);
  CHECK(f.count() == 2);
  const auto lost = f.engine.try_run([&](auto& db) -> sa::result<> {
    db.execute(sa::insert(Author{.name = "three"}));
    end_session(db.execute(pid).one());
    return {};
  });
  REQUIRE_FALSE(lost);
  CHECK(lost.error().kind == sa::failure::in_doubt);
}

}  // namespace
