// SPDX-License-Identifier: MIT
#include <sqlalloy/engine/transaction_text.hpp>

#include <catch2/catch.hpp>
#include <support/fake_driver.hpp>

namespace sa = sqlalloy;
using sa::isolation_level;

namespace {

TEST_CASE("each driver's transactions are begun as its dialect begins them") {
  using one = sa::transaction_text<fake::sqlite>;
  using several = sa::transaction_text<sa::any_of<fake::postgresql, fake::sqlite>>;
  constexpr sa::transaction_mode reading{.read_only = true};
  CHECK(one::begin(0, reading) == "PRAGMA query_only = 1; BEGIN");
  CHECK(several::begin(0, reading) == "START TRANSACTION READ ONLY");
  CHECK(several::begin(1, reading) == one::begin(0, reading));
  CHECK(several::after(0, reading).empty());
  CHECK(several::after(1, reading) == one::after(0, reading));
  constexpr sa::transaction_mode committed{.isolation = isolation_level::read_committed};
  CHECK(several::has(0)(committed));
  CHECK_FALSE(several::has(1)(committed));
  CHECK_FALSE(one::has(0)(committed));
}

}  // namespace
