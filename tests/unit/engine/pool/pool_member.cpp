// SPDX-License-Identifier: MIT
#include <sqlalloy/engine/pool/pool_member.hpp>

#include <catch2/catch.hpp>
#include <support/fake_pool.hpp>

namespace sa = sqlalloy;

namespace {

TEST_CASE_METHOD(fake::one_pool<>, "a connection of a pool does not expire unless told to") {
  const sa::pool_member<fake::sqlite> made(pool->settings(), *pool);
  CHECK(made.expires_at == made.never);
  CHECK(made.used_at < made.expires_at);
  CHECK_FALSE(made.is_lost());
}

TEST_CASE_METHOD(fake::one_pool<>, "lifetimes differ, and none is longer than allowed") {
  sa::pool_member<fake::sqlite> one(pool->settings(), *pool), two(pool->settings(), *pool);
  const std::int64_t began = sa::monotonic_nanoseconds();
  const sa::engine_options options{.pool_recycle = 1000, .pool_recycle_jitter = 0.5};
  one.set_lifetime(options);
  two.set_lifetime(options);
  const std::int64_t ended = sa::monotonic_nanoseconds();
  CHECK(one.expires_at != two.expires_at);
  for (const auto* each : {&one, &two}) {
    CHECK(each->expires_at >= began + 500'000'000'000);
    CHECK(each->expires_at <= ended + 1'000'000'000'000);
  }
  CHECK(one.is_fit(options));
  one.expires_at = ended;
  CHECK_FALSE(one.is_fit(options));
}

}  // namespace
