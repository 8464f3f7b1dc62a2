// SPDX-License-Identifier: MIT
#include <sqlalloy/dialect/mysql.hpp>
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

static_assert(mysql::has_last_insert_id && mysql::has_right_join && !mysql::has_full_join);
static_assert(!mysql::has_insert_returning && !mysql::has_update_returning && !mysql::has_delete_returning);
static_assert(!mysql::sets_at_once && !mysql::places_nulls);

// The row that could not be inserted has a name (MySQL 8.0, 15.2.7.2), that of a query is the query's.
constexpr auto room = sa::col<&Shelf::room>;
constexpr auto number = sa::col<&Shelf::number>;
static_assert(
    sa::sql_v<decltype(sa::insert(Shelf{}).on_conflict(room, number).do_update(number = sa::excluded(number) + number)),
              mysql> ==
    "INSERT INTO shelves (room, number) VALUES (?, ?) AS excluded ON DUPLICATE KEY UPDATE number = "
    "excluded.number + shelves.number");
static_assert(sa::sql<mysql>(sa::insert<Shelf>()
                                 .columns(room, number)
                                 .from_select(sa::select(name, age))
                                 .on_conflict(room, number)
                                 .do_update(number = sa::excluded(number))) ==
              "INSERT INTO shelves (room, number) WITH excluded (room, number) AS (SELECT users.name, users.age FROM "
              "users) SELECT * FROM excluded ON DUPLICATE KEY UPDATE number = excluded.number");

}  // namespace

TEST_CASE("MySQL's own spellings") {
  CHECK(mysql::name == "mysql");
  CHECK(mysql::collation == "utf8mb4_0900_bin");
  CHECK(sa::sql<mysql>(sa::select(name)) == "SELECT users.name FROM users");
}
