// SPDX-License-Identifier: MIT
// Structs in structs, on every database: their columns go there and back as those of any struct.

#include <sqlalloy.hpp>
#include <sqlalloy/driver/libpq.hpp>
#include <sqlalloy/driver/mysqlclient.hpp>
#include <sqlalloy/driver/sqlite3.hpp>
#include <sqlalloy/orm.hpp>

#include <catch2/catch.hpp>
#include <support/server_url.hpp>

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sa = sqlalloy;
using namespace sa::literals;

namespace {

struct Position {
  double latitude{};
  std::optional<double> longitude{};
  friend bool operator==(const Position&, const Position&) = default;
};
struct Address {
  std::string street{};
  std::string city{};
  Position at{};
  std::optional<std::int64_t> code{};
  friend bool operator==(const Address&, const Address&) = default;
};
struct Customer {
  std::int64_t id{};
  Address home{};
  std::string name{};
  Address work{};

  using table = sa::table<"composite_customers", sa::primary_key<&Customer::id>, sa::unique<&Customer::name>,
                          sa::index<sa::path<&Customer::home, &Address::city>>,
                          sa::check<(sa::col<&Customer::home, &Address::at, &Position::latitude> <= 90)>,
                          sa::column_type<sa::path<&Customer::home, &Address::city>, "VARCHAR(40)">>;

  friend bool operator==(const Customer&, const Customer&) = default;
};

struct SlotKey {
  std::int64_t customer_id{};
  std::int32_t day{};
};
struct Slot {
  SlotKey key{};
  std::string text{};

  using table =
      sa::table<"composite_slots",
                sa::primary_key<sa::path<&Slot::key, &SlotKey::customer_id>, sa::path<&Slot::key, &SlotKey::day>>,
                sa::references<sa::path<&Slot::key, &SlotKey::customer_id>, Customer, sa::on_delete<sa::cascade>>>;
};

constexpr auto all_tables = sa::tables<Customer, Slot>;
constexpr auto id = sa::col<&Customer::id>;
constexpr auto city = sa::col<&Customer::home, &Address::city>;
constexpr auto latitude = sa::col<&Customer::home, &Address::at, &Position::latitude>;
constexpr auto work_code = sa::col<&Customer::work, &Address::code>;

/// On each database, with empty tables; `updates` are the UPDATE statements that were executed.
template <class F>
void on_each(F f) {
  for (const std::string& url : support::all_urls()) {
    DYNAMIC_SECTION(url.substr(0, url.find(':'))) {
      std::vector<std::string> updates;
      auto engine = sa::create_engine<sa::sqlite::sqlite3, sa::postgresql::libpq, sa::mariadb::mysqlclient,
                                      sa::mysql::mysqlclient>(
          url, {.hook = {.call =
                             [](void* context, const sa::execute_event& event) {
                               if (!event.finished && std::string_view(event.sql).starts_with("UPDATE"))
                                 static_cast<std::vector<std::string>*>(context)->emplace_back(event.sql);
                             },
                         .context = &updates}});
      engine.begin([](auto& db) {
        db.drop_all(all_tables);
        db.create_all(all_tables);
      });
      f(engine, updates);
    }
  }
}

Customer extreme(std::string name) {
  return {.home = {.street = std::string(70000, 's'),
                   .city = "Ciudad de México",
                   .at = {.latitude = -std::numeric_limits<double>::max(), .longitude = {}},
                   .code = std::numeric_limits<std::int64_t>::min()},
          .name = std::move(name),
          .work = {.street = "",
                   .city = "'\"\\%",
                   .at = {.latitude = 5e-324, .longitude = 0.1},
                   .code = std::numeric_limits<std::int64_t>::max()}};
}

TEST_CASE("composites: each value comes back, from rows, views and columns") {
  on_each([](auto& engine, auto&) {
    auto db = engine.begin();
    Customer ada = extreme("Ada");
    db.execute(sa::insert(ada));
    ada.id = db.execute(sa::select(id)).scalar();
    CHECK(db.execute(sa::select<Customer>()).one() == ada);
    db.execute(sa::insert(std::vector{extreme("Eve"), extreme("Joe")}));

    int rows = 0;
    for (const Customer& one : db.execute(sa::select<Customer>().order_by(id))) {
      CHECK(one.home == ada.home);
      CHECK(one.work == ada.work);
      ++rows;
    }
    CHECK(rows == 3);
    for (const auto& view : db.execute(sa::select(city, work_code, latitude).where(city == "Ciudad de México"))) {
      CHECK(view["home_city"_n] == "Ciudad de México");
      CHECK(view[work_code] == std::numeric_limits<std::int64_t>::max());
      CHECK(view[latitude] == -std::numeric_limits<double>::max());
    }
    constexpr auto other = sa::alias<Customer, "other">;
    CHECK(db.execute(sa::select(id).join(other, other[city] == city).where(id == ada.id)).all().size() == 3);
  });
}

TEST_CASE("composites: many rows, by every way in") {
  on_each([](auto& engine, auto&) {
    auto db = engine.begin();
    std::int64_t sum = 0;
    for (const std::size_t count : {3u, 300u}) {
      std::vector<Customer> given;
      for (std::size_t i = 0; i != count; ++i) {
        Customer& one = given.emplace_back();
        one.name = std::to_string(count) + "/" + std::to_string(i);
        one.home = {.street = "s" + std::to_string(i), .city = "c", .at = {.latitude = static_cast<double>(i) / 4}};
        if (i % 2) one.work.code = static_cast<std::int64_t>(i);
        one.work.city = one.name;
      }
      CHECK(db.bulk_insert(given).rowcount() == static_cast<std::int64_t>(count));
      auto read = db.execute(sa::select<Customer>().where(id > sum).order_by(id)).all();
      REQUIRE(read.size() == count);
      for (std::size_t i = 0; i != count; ++i) {
        given[i].id = read[i].id;
        REQUIRE(read[i] == given[i]);
      }
      db.execute(sa::delete_from<Customer>());
      const std::vector<std::int64_t> keys = db.bulk_insert(given, sa::returning_keys);
      REQUIRE(keys.size() == count);
      CHECK(db.execute(sa::select<Customer>().where(id == keys[1])).one().home == given[1].home);
      sum = keys.back();
    }
  });
}

TEST_CASE("composites: columns are set, and rows changed where they are there") {
  on_each([](auto& engine, auto&) {
    auto db = engine.begin();
    db.execute(sa::insert<Customer>().values(
        sa::col<& Customer::name> = "Ada", city = "Paris", sa::col<&Customer::home, &Address::street> = "Rue",
        latitude = 48.5, sa::col<&Customer::work, &Address::street> = "", sa::col<&Customer::work, &Address::city> = "",
        sa::col<&Customer::work, &Address::at, &Position::latitude> = 0.0));
    db.execute(sa::update<Customer>().set(city = "Lyon", work_code = 7).where(latitude > 48.0));
    Customer ada = db.execute(sa::select<Customer>()).one();
    CHECK((ada.home.city == "Lyon" && ada.home.street == "Rue" && ada.work.code == 7 && !ada.home.code));

    ada.home.at.latitude = 1.5;
    ada.home.street = "not taken";
    db.execute(sa::insert(ada)
                   .on_conflict(sa::col<&Customer::name>)
                   .do_update(latitude = sa::excluded(latitude), work_code = std::nullopt));
    const Customer now = db.execute(sa::select<Customer>()).one();
    CHECK((now.home.at.latitude == 1.5 && now.home.street == "Rue" && !now.work.code));
  });
}

TEST_CASE("composites: returning gives them back") {
  auto engine = sa::create_engine<sa::postgresql::libpq>(support::server_url("SQLALLOY_POSTGRESQL_URL"));
  auto db = engine.begin();
  db.drop_all(all_tables);
  db.create_all(all_tables);
  Customer ada = extreme("Ada");
  const Customer returned = db.execute(sa::insert(ada).returning(sa::tables<Customer>)).one();
  ada.id = returned.id;
  CHECK(returned == ada);
  CHECK(db.execute(sa::update<Customer>().set(city = "Lyon").returning(city)).scalar() == "Lyon");
}

TEST_CASE("composites: a session writes the column within that has changed, and no other") {
  on_each([](auto& engine, auto& updates) {
    auto session = sa::session(engine, all_tables);
    auto ada = session.add(extreme("Ada"));
    session.commit();
    CHECK(std::as_const(ada)->home == extreme("Ada").home);
    updates.clear();
    ada->home.city = "Lyon";
    session.flush();
    REQUIRE(updates.size() == 1);
    CHECK(updates[0].starts_with("UPDATE composite_customers SET home_city = "));
    CHECK(updates[0].find(',') == std::string::npos);

    updates.clear();
    ada->work.at.longitude.reset();
    ada->home.at.latitude = 2;
    session.flush();
    REQUIRE(updates.size() == 1);
    CHECK(updates[0].find("SET home_at_latitude = ") != std::string::npos);
    CHECK(updates[0].find(", work_at_longitude = ") != std::string::npos);
    CHECK(updates[0].find("street") == std::string::npos);

    // A key of a composite's columns, one of which is a foreign key.
    auto slot = session.add(Slot{.key = {.customer_id = ada->id, .day = 3}, .text = "a"});
    session.commit();
    CHECK(session.get(sa::tables<Slot>, slot->key.customer_id, 3) == slot);
    slot->text = "b";
    session.commit();
    CHECK(updates.back().starts_with("UPDATE composite_slots SET text = "));
    CHECK(engine.connect().execute(sa::select(sa::col<&Slot::text>)).scalar() == "b");
    session.remove(slot);
    session.remove(ada);
    session.commit();
    CHECK(engine.connect().execute(sa::select(sa::count()).from(sa::tables<Customer>)).scalar() == 0);
  });
}

}  // namespace
