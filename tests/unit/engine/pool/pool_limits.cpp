// SPDX-License-Identifier: MIT
#include <sqlalloy/engine/pool/pool_limits.hpp>

#include <catch2/catch.hpp>

namespace sa = sqlalloy;
using sa::pool_class;

namespace {

static_assert(sa::most_open({.pool_size = 2, .max_overflow = 3}) == 5);
static_assert(sa::most_open({.pool_size = 2, .max_overflow = 0}) == 2);
static_assert(sa::most_open({.pool_size = 2, .max_overflow = -1}) == INT_MAX);
static_assert(sa::most_open({.pool_size = 0, .max_overflow = 3}) == INT_MAX, "SQLAlchemy: 0 means no limit");
static_assert(sa::most_open({.poolclass = pool_class::static_pool, .pool_size = 9}) == 1);
static_assert(sa::most_open({.poolclass = pool_class::null_pool}) == INT_MAX);
static_assert(sa::most_idle({.pool_size = 2, .max_overflow = 3}) == 2);
static_assert(sa::most_idle({.pool_size = 0}) == INT_MAX);
static_assert(sa::most_idle({.poolclass = pool_class::null_pool}) == 0);
static_assert(sa::most_idle({.poolclass = pool_class::static_pool, .pool_size = 9}) == 1);
static_assert(sa::most_idle({.poolclass = pool_class::singleton_thread_pool, .pool_size = 3}) == 3);

TEST_CASE("what a pool refuses, it says in a sentence") {
  CHECK(sa::refuse_to_wait({.max_waiting = 7}).message ==
        "sqlalloy: 7 threads wait for a connection already (max_waiting)");
  CHECK(sa::refuse_to_wait({.max_waiting = 7}).kind == sa::failure::timeout);
  CHECK(sa::refuse_after_waiting({}).message ==
        "sqlalloy: no connection became free in 30 seconds (pool_size 5, max_overflow 10)");
  CHECK(sa::refuse_after_waiting({.poolclass = pool_class::static_pool, .pool_timeout = 0.5}).message ==
        "sqlalloy: no connection became free in 0.5 seconds (static_pool)");
  CHECK(sa::refuse_after_fork().kind == sa::failure::invalid_request);
}

}  // namespace
