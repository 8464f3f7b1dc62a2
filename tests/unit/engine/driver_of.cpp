// SPDX-License-Identifier: MIT
#include <sqlalloy/engine/driver_of.hpp>

#include <catch2/catch.hpp>
#include <support/fake_driver.hpp>

namespace sa = sqlalloy;

namespace {

using one = sa::driver_of<fake::sqlite>;
static_assert(one::size == 1 && one::find("sqlite", "fake") == 0 && one::find("sqlite", "") == 0);
static_assert(one::find("sqlite", "other") == 1 && one::find("postgresql", "") == 1, "none");
static_assert(one::dialect_name(0) == "sqlite" && one::name(0) == "fake");

using two = sa::driver_of<sa::any_of<fake::sqlite, fake::postgresql>>;
static_assert(two::size == 2 && two::find("postgresql", "") == 1 && two::find("mysql", "") == 2);
static_assert(two::dialect_name(1) == "postgresql" && two::name(1) == "fake");

TEST_CASE("a connection is opened by the driver that the URL chose") {
  const fake::fresh_database database;
  one::connection alone;
  CHECK(one::open(alone, {.host = "here"}, 0).ok());
  CHECK(database->options.host == "here");
  two::connection chosen;
  CHECK(two::open(chosen, {}, 1).ok());
  CHECK(chosen.active() == 1);
}

}  // namespace
