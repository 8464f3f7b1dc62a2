// SPDX-License-Identifier: MIT
#include <sqlalloy/dialect/ddl.hpp>
#include <sqlalloy/dialect/mysql.hpp>
#include <sqlalloy/dialect/render.hpp>
#include <sqlalloy/expr/cast.hpp>
#include <sqlalloy/expr/value.hpp>
#include <sqlalloy/query/insert.hpp>
#include <sqlalloy/query/select.hpp>
#include <sqlalloy/type/chrono.hpp>

#include <catch2/catch.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

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

// What a parameter is where nothing else says it.
using bytes_value = decltype(sa::value(std::vector<std::byte>{}));
using time_value = decltype(sa::value(std::chrono::hh_mm_ss<std::chrono::microseconds>{}));
using instant_value = decltype(sa::value(std::chrono::sys_time<std::chrono::microseconds>{}));
using number_value = decltype(sa::value(1));
template <class T>
using as_text = decltype(sa::cast<std::string>(std::declval<T>()));
template <class... T>
constexpr std::string_view selected = sa::sql_v<decltype(sa::select(std::declval<T>()...)), mysql>;
static_assert(selected<bytes_value, time_value, number_value> == "SELECT CAST(? AS BINARY), ?, ?");
static_assert(selected<as_text<bytes_value>, as_text<time_value>, as_text<instant_value>, as_text<number_value>> ==
              "SELECT CAST(CAST(? AS BINARY) AS CHAR), CAST(CAST(? AS TIME(6)) AS CHAR), "
              "CAST(CAST(? AS DATETIME(6)) AS CHAR), CAST(? AS CHAR)");

// What the server keeps of a table has neither quotes nor backslashes in its texts.
struct Named {
  std::int64_t id{};
  std::string name{};

  using table = sa::table<"named", sa::primary_key<&Named::id>, sa::check<(sa::col<&Named::name> != sa::lit<"it's">)>,
                          sa::check<(sa::col<&Named::name> != sa::lit<"a\\b">)>,
                          sa::check<(sa::col<&Named::name> != sa::lit<"x">)>>;
};
constexpr std::string_view create = sa::create_all_sql<mysql>(sa::tables<Named>);
static_assert(create.find("CHECK (name <> CONVERT(0x69742773 USING utf8mb4))") != create.npos);
static_assert(create.find("CHECK (name <> CONVERT(0x615C62 USING utf8mb4))") != create.npos);
static_assert(create.find("CHECK (name <> 'x')") != create.npos);
static_assert(sa::sql<mysql>(sa::select(name).where(name == sa::lit<"it's">)) ==
              "SELECT users.name FROM users WHERE users.name = 'it''s'");
static_assert(mysql::needs_quotes("external") && mysql::needs_quotes("library"));

// Where NULL may meet NULL, `<=>` does not stand alone.
using no_text = decltype(sa::value(std::optional<std::string>()));
using alike = decltype(sa::is_not_distinct_from(email, std::declval<no_text>()));
using unlike = decltype(sa::is_distinct_from(email, std::declval<no_text>()));
template <class Condition>
constexpr std::string_view chosen = sa::sql_v<decltype(sa::select(name).where(std::declval<Condition>())), mysql>;
static_assert(chosen<alike> == "SELECT users.name FROM users WHERE (users.email <=> ?) IS TRUE");
static_assert(chosen<unlike> == "SELECT users.name FROM users WHERE (users.email <=> ?) IS NOT TRUE");
static_assert(chosen<decltype(!std::declval<unlike>())> ==
              "SELECT users.name FROM users WHERE NOT ((users.email <=> ?) IS NOT TRUE)");
static_assert(chosen<decltype(sa::is_not_distinct_from(email, name))> ==
              "SELECT users.name FROM users WHERE users.email <=> users.name");

}  // namespace

TEST_CASE("MySQL's own spellings") {
  CHECK(mysql::name == "mysql");
  CHECK(mysql::collation == "utf8mb4_0900_bin");
  CHECK(sa::sql<mysql>(sa::select(name)) == "SELECT users.name FROM users");
}
