// SPDX-License-Identifier: MIT
#include <sqlalloy/dialect/mariadb.hpp>
#include <sqlalloy/dialect/render.hpp>
#include <sqlalloy/expr/window.hpp>
#include <sqlalloy/query/delete.hpp>
#include <sqlalloy/query/insert.hpp>
#include <sqlalloy/query/select.hpp>

#include <catch2/catch.hpp>

#include <string_view>

#include "support/statements/tables.hpp"

namespace sa = sqlalloy;

namespace {

using namespace statements;
using mariadb = sa::mariadb::dialect;

static_assert(mariadb::has_last_insert_id && mariadb::has_right_join && !mariadb::has_full_join);
static_assert(mariadb::has_insert_returning && !mariadb::has_update_returning && mariadb::has_delete_returning);
static_assert(mariadb::sets_at_once && !mariadb::places_nulls);

constexpr auto room = sa::col<&Shelf::room>;
constexpr auto number = sa::col<&Shelf::number>;
static_assert(sa::sql<mariadb>(sa::insert<Shelf>()
                                   .values(room = "A", number = 1)
                                   .on_conflict(room, number)
                                   .do_update(number = sa::excluded(number) + number)
                                   .returning(number)) ==
              "INSERT INTO shelves (room, number) VALUES (?, ?) ON DUPLICATE KEY UPDATE number = VALUES(number) + "
              "shelves.number RETURNING number");
static_assert(sa::sql<mariadb>(sa::delete_from<Shelf>().returning(room)) == "DELETE FROM shelves RETURNING room");

// A rank demands an order (MariaDB, "DENSE_RANK"), a sum does not.
static_assert(sa::sql<mariadb>(sa::select(sa::over(sa::rank(), sa::partition_by(age)))) ==
              "SELECT rank() OVER (PARTITION BY users.age ORDER BY NULL) FROM users");
static_assert(sa::sql<mariadb>(sa::select(sa::over(sa::rank(), sa::order_by(age)))) ==
              "SELECT rank() OVER (ORDER BY users.age) FROM users");
static_assert(sa::sql<mariadb>(sa::select(sa::over(sa::sum(age)))) == "SELECT sum(users.age) OVER () FROM users");

}  // namespace

TEST_CASE("MariaDB's own spellings") {
  CHECK(mariadb::name == "mariadb");
  CHECK(mariadb::collation == "utf8mb4_nopad_bin");
}
