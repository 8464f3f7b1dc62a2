// SPDX-License-Identifier: MIT
#include <sqlalloy/dialect/ddl.hpp>
#include <sqlalloy/dialect/render.hpp>
#include <sqlalloy/dialect/sqlite.hpp>
#include <sqlalloy/expr/conditional.hpp>
#include <sqlalloy/query/insert.hpp>
#include <sqlalloy/query/select.hpp>
#include <sqlalloy/type/bytes.hpp>

#include <catch2/catch.hpp>

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "support/statements/tables.hpp"

namespace sa = sqlalloy;

namespace {

using namespace statements;
using sqlite = sa::sqlite::dialect;
template <int Minor>
using version = sa::sqlite::basic_dialect<3, Minor>;

// What came when (sqlite.org, "Release History").
static_assert(!version<38>::has_right_join && version<39>::has_right_join);
static_assert(sa::create_all_sql<version<36>>(sa::tables<Shelf>) ==
              "CREATE TABLE IF NOT EXISTS shelves (room TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (room, "
              "number));\n");
static_assert(sa::create_all_sql<version<37>>(sa::tables<Shelf>).ends_with(") STRICT;\n"));
static_assert(sa::sql<version<35>>(sa::select(name).where(sa::is_distinct_from(email, name))) ==
              "SELECT users.name FROM users WHERE users.email IS NOT users.name");

// The types of STRICT tables.
static_assert(sqlite::type_name(sa::sql_type::boolean) == "INTEGER" &&
              sqlite::type_name(sa::sql_type::bigint) == "INTEGER");
static_assert(sqlite::type_name(sa::sql_type::interval) == "INTEGER" &&
              sqlite::type_name(sa::sql_type::real) == "REAL");
static_assert(sqlite::type_name(sa::sql_type::bytes) == "BLOB" && sqlite::type_name(sa::sql_type::timestamp) == "TEXT");
static_assert(sqlite::has_last_insert_id);

// JSON holds the digits of bytes. The column stands alone, so that its index is used.
struct Picture {
  std::vector<std::byte> id{};
  std::optional<std::vector<std::byte>> source{};
  using table = sa::table<"pictures", sa::primary_key<&Picture::id>>;
};
using blobs = std::vector<std::vector<std::byte>>;
constexpr auto picture = sa::col<&Picture::id>;
constexpr auto source = sa::col<&Picture::source>;
template <class Dialect>
constexpr std::string_view is_listed =
    sa::sql_v<decltype(sa::select(picture).where(sa::in(picture, blobs()))), Dialect>;
static_assert(is_listed<version<35>> ==
              "SELECT pictures.id FROM pictures WHERE pictures.id IN (SELECT unhex(value) FROM json_each(?))");
static_assert(is_listed<sqlite> == is_listed<version<35>> && is_listed<version<41>> == is_listed<version<35>>);
static_assert(
    sa::sql_v<decltype(sa::select(picture).where(sa::not_in(source, blobs()))), sqlite> ==
    "SELECT pictures.id FROM pictures WHERE NOT (pictures.source IN (SELECT unhex(value) FROM json_each(?)))");

// OFFSET stands behind LIMIT only.
static_assert(sa::sql<sqlite>(sa::select(name).offset(5)) == "SELECT users.name FROM users LIMIT -1 OFFSET ?");
static_assert(sa::sql<sqlite>(sa::select(name).limit(1).offset(5)) == "SELECT users.name FROM users LIMIT ? OFFSET ?");

// ON CONFLICT is not left alone with FROM, whatever stands between them only now and then.
constexpr auto into = sa::insert<Shelf>().columns(sa::col<&Shelf::room>, sa::col<&Shelf::number>);
constexpr std::string_view start = "INSERT INTO shelves (room, number) SELECT users.name, users.age FROM users";
template <class Query>
constexpr std::string_view end_of(const Query& query) {
  return sa::sql<sqlite>(into.from_select(query).on_conflict().do_nothing()).substr(start.size());
}
constexpr auto users = sa::select(name, age);
static_assert(end_of(users) == " LIMIT -1 ON CONFLICT DO NOTHING");
static_assert(end_of(users.where(age > 1)) == " WHERE users.age > ? ON CONFLICT DO NOTHING");
static_assert(end_of(users.order_by(age)) == " ORDER BY users.age ON CONFLICT DO NOTHING");
static_assert(end_of(users.limit(1)) == " LIMIT ? ON CONFLICT DO NOTHING");
static_assert(end_of(users.group_by(name, age)) == " GROUP BY users.name, users.age ON CONFLICT DO NOTHING");
static_assert(end_of(users.where(sa::when(false, age > 1))) == " LIMIT -1 ON CONFLICT DO NOTHING");
static_assert(end_of(users.where(sa::when(true, age > 1))) == " WHERE users.age > ? LIMIT -1 ON CONFLICT DO NOTHING");
static_assert(end_of(users.where(sa::when(false, age > 1), age < 9)) == " WHERE users.age < ? ON CONFLICT DO NOTHING");

}  // namespace

TEST_CASE("SQLite's own spellings") {
  CHECK(sqlite::name == "sqlite");
  CHECK(sqlite::version == 340);
  CHECK(sa::sql<sqlite>(into.from_select(users)) == start);
}
