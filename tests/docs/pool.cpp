// SPDX-License-Identifier: MIT
//
// The code of docs/pool.md: a block there stands here, word for word.
#include <sqlalloy.hpp>
#include <sqlalloy/driver/sqlite3.hpp>

#include <catch2/catch.hpp>

#include <atomic>
#include <cstdint>
#include <iostream>
#include <string>
#include <vector>

namespace sa = sqlalloy;

namespace {

const std::string shop_url = "sqlite://";

struct gauge {
  std::atomic<int> in_use = 0, connects = 0, refused = 0;
};

void measure(void* context, const sa::connection_event& event) {
  auto& own = *static_cast<gauge*>(context);
  using kind = sa::connection_event_kind;
  if (event.kind == kind::checkout) ++own.in_use;
  if (event.kind == kind::checkin) --own.in_use;
  if (event.kind == kind::connect)
    ++(event.error ? own.refused : own.connects);
}

}  // namespace

TEST_CASE("pool: options") {
  auto engine = sa::create_engine<sa::sqlite::sqlite3>(
      shop_url, {.pool_size = 10,
                 .max_overflow = 0,
                 .max_waiting = 100,
                 .pool_timeout = 5,
                 .pool_recycle = 1800,
                 .pool_pre_ping = true});
  CHECK(engine.pool_status().open == 0);
}

TEST_CASE("pool: a connection is lent") {
  auto engine = sa::create_engine<sa::sqlite::sqlite3>(shop_url);
  {
    auto db = engine.connect();  // taken
    db.exec_driver_sql("SELECT 1");
  }  // given back
  CHECK(engine.pool_status().idle == 1);
}

TEST_CASE("pool: classes") {
  auto once = sa::create_engine<sa::sqlite::sqlite3>(
      shop_url, {.poolclass = sa::pool_class::null_pool});
  once.connect();
  CHECK(once.pool_status().open == 0);
}

TEST_CASE("pool: a timeout") {
  auto engine = sa::create_engine<sa::sqlite::sqlite3>(
      shop_url,
      {.pool_size = 1, .max_overflow = 0, .pool_timeout = 0.05});
  auto first = engine.connect();
  try {
    auto second = engine.connect();
    FAIL();
  } catch (const sa::timeout_error& error) {
    CHECK(error.what() ==
          std::string("sqlalloy: no connection became free in 0.05 "
                      "seconds (pool_size 1, max_overflow 0)"));
  }
}

TEST_CASE("pool: status") {
  auto engine = sa::create_engine<sa::sqlite::sqlite3>(shop_url);
  const sa::pool_status now = engine.pool_status();
  std::cout << now.in_use << " of " << now.open << " in use, "
            << now.waiting << " wait\n";
}

TEST_CASE("pool: events") {
  gauge seen;
  auto engine = sa::create_engine<sa::sqlite::sqlite3>(
      shop_url, {.hook = {.context = &seen, .notice = measure}});
  auto db = engine.connect();
  CHECK((seen.in_use == 1 && seen.connects == 1));
  db.close();
  CHECK((seen.in_use == 0 && seen.refused == 0));
}

TEST_CASE("pool: slow queries") {
  sa::slow_query_log slow{0.25};  // seconds
  auto engine = sa::create_engine<sa::sqlite::sqlite3>(
      shop_url, {.hook = slow.hook()});
  engine.connect().exec_driver_sql("SELECT 1");
}
