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

}  // namespace
