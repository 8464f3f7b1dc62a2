// SPDX-License-Identifier: MIT
#include <sqlalloy/dialect/mariadb.hpp>
#include <sqlalloy/dialect/mysql.hpp>
#include <sqlalloy/dialect/mysql/modify.hpp>
#include <sqlalloy/dialect/render.hpp>
#include <sqlalloy/query/insert.hpp>
#include <sqlalloy/query/select.hpp>

#include <catch2/catch.hpp>

#include <string_view>

#include "support/statements/tables.hpp"

namespace sa = sqlalloy;

namespace {

using namespace statements;
using mysql = sa::mysql::dialect;

static_assert(sa::sql<mysql>(sa::insert<Counter>().default_values()) == "INSERT INTO counters () VALUES ()");
static_assert(sa::sql_v<decltype(sa::insert(Counter{})), mysql> == "INSERT INTO counters () VALUES ()");

// A row that is there already stays what it is; INSERT IGNORE would hide other errors (15.2.7).
constexpr auto email_of = sa::insert<blog::User>().values(name = "x", age = 1).on_conflict(email);
static_assert(sa::sql<mysql>(email_of.do_nothing()) ==
              "INSERT INTO users (name, age) VALUES (?, ?) ON DUPLICATE KEY UPDATE id = users.id");

// A query stands by itself: its tables are not in sight behind ON DUPLICATE KEY, and its last join has no ON.
constexpr auto shelves = sa::insert<Shelf>().columns(sa::col<&Shelf::room>, sa::col<&Shelf::number>);
constexpr auto query = sa::select(name, age).cross_join(sa::tables<Counter>);
static_assert(sa::sql<mysql>(shelves.from_select(query)) ==
              "INSERT INTO shelves (room, number) SELECT users.name, users.age FROM users CROSS JOIN counters");
static_assert(sa::sql<mysql>(shelves.from_select(query).on_conflict().do_nothing()) ==
              "INSERT INTO shelves (room, number) WITH excluded (room, number) AS (SELECT users.name, users.age FROM "
              "users CROSS JOIN counters) SELECT * FROM excluded ON DUPLICATE KEY UPDATE room = shelves.room");

}  // namespace

TEST_CASE("MySQL's INSERT") {
  CHECK(sa::sql<sa::mariadb::dialect>(email_of.do_update(age = age + sa::excluded(age))) ==
        "INSERT INTO users (name, age) VALUES (?, ?) ON DUPLICATE KEY UPDATE age = users.age + VALUES(age)");
}
