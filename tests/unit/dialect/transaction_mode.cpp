// SPDX-License-Identifier: MIT
#include <sqlalloy/dialect/transaction_mode.hpp>

#include <catch2/catch.hpp>

namespace sa = sqlalloy;
using sa::isolation_level;

namespace {

static_assert(sa::name_of(isolation_level::repeatable_read) == "REPEATABLE READ");
static_assert(sa::name_of(isolation_level::autocommit) == "AUTOCOMMIT");

TEST_CASE("a transaction is as the database begins it unless told otherwise") {
  constexpr sa::transaction_mode plain;
  CHECK(plain.isolation == isolation_level::database_default);
  CHECK_FALSE(plain.read_only);
  CHECK_FALSE(plain.deferrable);
  CHECK(plain == sa::transaction_mode{});
  CHECK(plain != sa::transaction_mode{.read_only = true});
}

}  // namespace
