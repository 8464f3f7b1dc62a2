// SPDX-License-Identifier: MIT
//
// The code of docs/tables.md about composites.
#include <sqlalloy.hpp>
#include <sqlalloy/driver/sqlite3.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sa = sqlalloy;

namespace {

struct Position {
  double latitude{};
  double longitude{};
};

struct Address {
  std::string street{};
  std::string city{};
  Position at{};
};

struct Customer {
  std::int64_t id{};
  std::string name{};
  Address home{};

  using table =
      sa::table<"customers", sa::primary_key<&Customer::id>,
                sa::index<sa::path<&Customer::home, &Address::city>>>;
};

static_assert(
    sa::create_all_sql<sa::sqlite::dialect>(sa::tables<Customer>) ==
    "CREATE TABLE IF NOT EXISTS customers (id INTEGER PRIMARY KEY, "
    "name TEXT NOT NULL, home_street TEXT NOT NULL, home_city TEXT "
    "NOT NULL, home_at_latitude REAL NOT NULL, home_at_longitude "
    "REAL NOT NULL) STRICT;\n"
    "CREATE INDEX IF NOT EXISTS ix_customers_home_city ON customers "
    "(home_city);\n");

TEST_CASE("tables: composites") {
  auto engine = sa::create_engine<sa::sqlite::sqlite3>("sqlite://");
  auto db = engine.connect();
  db.create_all(sa::tables<Customer>);

  constexpr auto city = sa::col<&Customer::home, &Address::city>;
  constexpr auto latitude =
      sa::col<&Customer::home, &Address::at, &Position::latitude>;

  db.execute(sa::insert(
      Customer{.name = "Ada",
               .home = {.street = "Rue Monge", .city = "Paris"}}));
  db.execute(sa::update<Customer>().set(latitude = 48.84));
  auto in_paris = sa::select<Customer>().where(city == "Paris");
  for (const Customer& customer : db.execute(in_paris))
    CHECK(customer.home.at.latitude == 48.84);

  CHECK(db.execute(sa::select(city)).scalar() == "Paris");
}

}  // namespace
