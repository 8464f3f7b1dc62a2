// SPDX-License-Identifier: MIT
#include <sqlalloy/dialect/mariadb.hpp>
#include <sqlalloy/dialect/mysql.hpp>
#include <sqlalloy/dialect/postgresql.hpp>
#include <sqlalloy/dialect/render.hpp>
#include <sqlalloy/dialect/sqlite.hpp>
#include <sqlalloy/expr/arithmetic.hpp>
#include <sqlalloy/expr/conditional.hpp>
#include <sqlalloy/expr/range.hpp>
#include <sqlalloy/query/delete.hpp>
#include <sqlalloy/query/insert.hpp>
#include <sqlalloy/query/select.hpp>
#include <sqlalloy/query/subquery.hpp>
#include <sqlalloy/query/update.hpp>

#include <catch2/catch.hpp>

#include <array>
#include <cstddef>
#include <string_view>
#include <type_traits>
#include <vector>

#include "support/composite_schemas.hpp"
#include "support/statements/tables.hpp"

namespace sa = sqlalloy;

namespace {

using namespace sa::literals;
using namespace statements;
using sqlite = sa::sqlite::dialect;
using postgresql = sa::postgresql::dialect;
using enum sa::sql_type;

constexpr auto plain = sa::select(name, age).where(name == "x", age > 1, user_id == "id"_p).limit(2);
using plain_t = std::remove_const_t<decltype(plain)>;

// One constant text, ended by a NUL, with the types of its parameters and of its columns.
static_assert(sa::rendered<plain_t, sqlite>::variants == 1);
constexpr sa::statement_text written = sa::rendered<plain_t, sqlite>::text(0);
static_assert(
    std::string_view(written.sql, written.size) ==
    "SELECT users.name, users.age FROM users WHERE users.name = ? AND users.age > ? AND users.id = ? LIMIT ?");
static_assert(written.sql[written.size] == '\0');
static_assert(written.parameters.size() == 4 && written.parameters[0] == sa::sql_type::text &&
              written.parameters[1] == integer);
static_assert(written.parameters[2] == bigint && written.parameters[3] == integer);
static_assert(written.columns.size() == 2 && written.columns[0] == sa::sql_type::text && written.columns[1] == integer);
static_assert(sa::sql_v<plain_t, sqlite> == sa::sql<sqlite>(plain));
static_assert(sa::sql_v<plain_t, sqlite>.data() == sa::sql<sqlite>(plain).data(), "one text, wherever it is asked for");

// A list of run-time length is one parameter, which says so.
using listed = decltype(sa::select(user_id).where(sa::in(age, std::declval<std::vector<int>&>())));
static_assert(sa::rendered<listed, sqlite>::text(0).parameters[0] == sa::array_of(integer));

// No rows, no columns.
static_assert(sa::rendered<decltype(sa::delete_from<blog::User>()), sqlite>::text(0).columns.empty());

// Each way is a text of its own; sql_v is that in which all is off.
constexpr auto sometimes(bool first, bool second) {
  return sa::select(name).where(sa::when(first, age > 1), sa::when(second, name == "x"));
}
using sometimes_t = decltype(sometimes(true, true));
static_assert(sa::rendered<sometimes_t, sqlite>::variants == 4);
static_assert(sa::sql_v<sometimes_t, postgresql> == "SELECT users.name FROM users");
static_assert(sa::sql<postgresql>(sometimes(false, true)) == "SELECT users.name FROM users WHERE users.name = $1");
static_assert(sa::sql<postgresql>(sometimes(true, true)) ==
              "SELECT users.name FROM users WHERE users.age > $1 AND users.name = $2");
static_assert(sa::rendered<sometimes_t, sqlite>::text(0).parameters.empty());
static_assert(sa::rendered<sometimes_t, sqlite>::text(2).parameters.size() == 1 &&
              sa::rendered<sometimes_t, sqlite>::text(2).parameters[0] == sa::sql_type::text);

// The hash tells texts apart.
static_assert(sa::rendered<plain_t, sqlite>::hash != sa::rendered<plain_t, postgresql>::hash);
static_assert(sa::rendered<plain_t, sqlite>::hash != sa::rendered<listed, sqlite>::hash);

// --- composites, on every database ---------------------------------------------------------------------------------

template <class Query>
constexpr bool is_everywhere(const Query& query, std::string_view question_marks, std::string_view numbers) {
  return sa::sql<sqlite>(query) == question_marks && sa::sql<sa::mysql::dialect>(query) == question_marks &&
         sa::sql<sa::mariadb::dialect>(query) == question_marks && sa::sql<postgresql>(query) == numbers;
}

using depot::city, depot::latitude, depot::longitude, depot::street, depot::depot_number, depot::parcel_number;
using depot::Customer, depot::Parcel;
constexpr auto neighbour = sa::alias<Customer, "neighbour">;
constexpr auto customers = sa::select<Customer>().subquery("s"_n);
constexpr auto cities = sa::select(city, latitude).subquery("s"_n);

static_assert(is_everywhere(
    sa::select<Customer>().where(city == "Paris", longitude > 2).order_by(sa::desc(latitude)),
    "SELECT customers.id, customers.name, customers.road, customers.home_city, customers.home_at_latitude, "
    "customers.home_at_longitude, customers.level FROM customers WHERE customers.home_city = ? AND "
    "customers.home_at_longitude > ? ORDER BY customers.home_at_latitude DESC",
    "SELECT customers.id, customers.name, customers.road, customers.home_city, customers.home_at_latitude, "
    "customers.home_at_longitude, customers.level FROM customers WHERE customers.home_city = $1 AND "
    "customers.home_at_longitude > $2 ORDER BY customers.home_at_latitude DESC"));
static_assert(is_everywhere(sa::select(city, neighbour[street]).join(neighbour, neighbour[city] == city),
                            "SELECT customers.home_city, neighbour.road FROM customers JOIN customers AS neighbour ON "
                            "neighbour.home_city = customers.home_city",
                            "SELECT customers.home_city, neighbour.road FROM customers JOIN customers AS neighbour ON "
                            "neighbour.home_city = customers.home_city"));
static_assert(is_everywhere(sa::select(cities[city], cities["home_at_latitude"_n]).from(cities),
                            "SELECT s.home_city, s.home_at_latitude FROM (SELECT customers.home_city, "
                            "customers.home_at_latitude FROM customers) AS s",
                            "SELECT s.home_city, s.home_at_latitude FROM (SELECT customers.home_city, "
                            "customers.home_at_latitude FROM customers) AS s"));
static_assert(
    sa::sql<sqlite>(sa::select(customers[street]).from(customers)).starts_with("SELECT s.road FROM (SELECT "));
static_assert(is_everywhere(sa::update<Customer>().set(city = "Lyon", longitude = std::nullopt).where(latitude < 1),
                            "UPDATE customers SET home_city = ?, home_at_longitude = ? WHERE "
                            "customers.home_at_latitude < ?",
                            "UPDATE customers SET home_city = $1, home_at_longitude = $2 WHERE "
                            "customers.home_at_latitude < $3"));
static_assert(is_everywhere(sa::delete_from<Parcel>().where(depot_number == 1, parcel_number == 2),
                            "DELETE FROM parcels WHERE parcels.key_depot = ? AND parcels.key_number = ?",
                            "DELETE FROM parcels WHERE parcels.key_depot = $1 AND parcels.key_number = $2"));
using one_parcel = decltype(sa::insert(Parcel{}));
static_assert(sa::sql_v<one_parcel, sqlite> ==
                  "INSERT INTO parcels (key_depot, key_number, route_sender_id, route_stops, content) VALUES "
                  "(?, ?, ?, ?, ?)" &&
              sa::sql_v<one_parcel, sa::mysql::dialect> == sa::sql_v<one_parcel, sqlite> &&
              sa::sql_v<one_parcel, sa::mariadb::dialect> == sa::sql_v<one_parcel, sqlite>);
using upserted = decltype(sa::insert(Customer{})
                              .on_conflict(city, sa::col<&Customer::name>)
                              .do_update(latitude = sa::excluded(latitude))
                              .returning(city, sa::col<&Customer::id>));
static_assert(sa::sql_v<upserted, postgresql> ==
              "INSERT INTO customers (name, road, home_city, home_at_latitude, home_at_longitude) VALUES ($1, $2, $3, "
              "$4, $5) ON CONFLICT (home_city, name) DO UPDATE SET home_at_latitude = excluded.home_at_latitude "
              "RETURNING home_city, id");

}  // namespace

TEST_CASE("the text of a query is a constant, whatever its values are") {
  const std::string_view one = sa::sql<sqlite>(sa::select(user_id).where(age > 1));
  const std::string_view other = sa::sql<sqlite>(sa::select(user_id).where(age > 2));
  CHECK(one.data() == other.data());
  CHECK(one == "SELECT users.id FROM users WHERE users.age > ?");

  // FNV-1a, 64 bits, of all texts with their NULs; the parameters are those of draft-eastlake-fnv.
  using fixed = decltype(sa::select(user_id));
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (const char letter : std::string_view("SELECT users.id FROM users\0", 27))
    hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001b3u;
  CHECK(sa::rendered<fixed, sqlite>::hash == hash);
}
