// SPDX-License-Identifier: MIT
#include <sqlalloy/dialect/ansi/modify.hpp>

#include <catch2/catch.hpp>

#include "support/statements/changes.hpp"
#include "support/statements/check_text.hpp"

namespace sa = sqlalloy;

namespace {

using namespace sa::literals;
using statements::age;
using statements::name;
using statements::user_id;

constexpr auto birthday = sa::update<blog::User>().set(age = age + 1).where(name == "Ada");
static_assert(sa::sql<sa::sqlite::dialect>(birthday) == "UPDATE users SET age = users.age + ? WHERE users.name = ?");
static_assert(sa::sql<sa::postgresql::dialect>(birthday) ==
              "UPDATE users SET age = users.age + $1 WHERE users.name = $2");

constexpr auto farewell = sa::delete_from<blog::User>().where(user_id == "id"_p).returning(name);
static_assert(sa::sql<sa::sqlite::dialect>(farewell) == "DELETE FROM users WHERE users.id = ? RETURNING name");

constexpr auto arrival = sa::insert<blog::User>().values(name = "name"_p, age = 0);
static_assert(sa::sql<sa::postgresql::dialect>(arrival) ==
              "INSERT INTO users (name, age) VALUES ($1, $2) RETURNING id");

}  // namespace

TEST_CASE("INSERT is written as each database wants it") { statements::each_insert(statements::check_text{}); }

TEST_CASE("UPDATE, DELETE and SQL by hand are written as each database wants them") {
  statements::each_change(statements::check_text{});
}
