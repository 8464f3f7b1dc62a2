// SPDX-License-Identifier: MIT
#include <sqlalloy.hpp>
#include <sqlalloy/driver/libpq.hpp>
#include <sqlalloy/driver/sqlite3.hpp>

#include <catch2/catch.hpp>
#include <integration/engine_suite.hpp>

#include <cstdint>
#include <cstdlib>
#include <string>

namespace sa = sqlalloy;
using namespace sa::literals;
using engine_suite::Author;
using sa::isolation_level;

namespace {

std::string server_url() {
  const char* url = std::getenv("SQLALLOY_POSTGRESQL_URL");
  if (!url)
    FAIL("SQLALLOY_POSTGRESQL_URL is not set; start a server with scripts/servers up and export what it prints");
  return url;
}

struct server {
  static constexpr bool text_may_hold_nul = false;
  static constexpr bool errors_end_transactions = true;
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

}  // namespace
