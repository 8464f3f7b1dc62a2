// SPDX-License-Identifier: MIT
// What a program waits for is the network: how often each call goes to the server and back. The numbers are those of
// the protocols (PostgreSQL 15, chapter 55; MariaDB, "Client/Server Protocol"), and those of C with the same client.
#include <sqlalloy.hpp>
#include <sqlalloy/driver/libpq.hpp>
#include <sqlalloy/driver/libpq/copy_rows.hpp>
#include <sqlalloy/driver/mysqlclient.hpp>

#include <catch2/catch.hpp>
#include <integration/driver_backends.hpp>
#include <support/counting_proxy.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <libpq-fe.h>
#include <mysql.h>

namespace {

namespace sa = sqlalloy;
using namespace sa::literals;

struct Trip {
  std::int64_t id{};
  std::string name{};

  using table = sa::table<"suite_trips", sa::primary_key<&Trip::id>>;
};

constexpr auto id = sa::col<&Trip::id>;
constexpr auto name = sa::col<&Trip::name>;

/// A URL for the options, without TLS: its handshake is not of this page.
std::string url_of(std::string_view dialect, const sa::connect_options& options, std::string_view rest) {
  std::string text(dialect);
  ((text += "://") += options.username) += options.password.empty() ? "" : ":" + options.password;
  (((text += "@") += options.host) += ":") += std::to_string(options.port);
  ((text += "/") += options.database) += rest;
  return text;
}

struct over_libpq {
  static auto engine(const support::counting_proxy& proxy, sa::engine_options options) {
    return sa::create_engine<sa::postgresql::libpq>(url_of("postgresql", proxy.options(), "?sslmode=disable"), options);
  }
  static support::counting_proxy proxy() {
    return support::counting_proxy(driver_suite::server_options("SQLALLOY_POSTGRESQL_URL"));
  }
  static void connect_by_hand(const support::counting_proxy& proxy) {
    const std::string url = url_of("postgresql", proxy.options(), "?sslmode=disable&client_encoding=UTF8");
    PGconn* connection = PQconnectdb(url.c_str());
    CHECK(PQstatus(connection) == CONNECTION_OK);
    PQfinish(connection);
  }
};

struct over_one_of_several : over_libpq {
  static auto engine(const support::counting_proxy& proxy, sa::engine_options options) {
    return sa::create_engine<sa::mariadb::mysqlclient, sa::postgresql::libpq>(
        url_of("postgresql", proxy.options(), "?sslmode=disable"), options);
  }
};

struct over_mysqlclient {
  static auto engine(const support::counting_proxy& proxy, sa::engine_options options) {
    return sa::create_engine<sa::mariadb::mysqlclient>(url_of("mariadb", proxy.options(), "?ssl=false"), options);
  }
  static support::counting_proxy proxy() {
    return support::counting_proxy(driver_suite::server_options("SQLALLOY_MARIADB_URL"));
  }
  static void connect_by_hand(const support::counting_proxy& proxy) {
    const sa::connect_options options = proxy.options();
    MYSQL* connection = mysql_init(nullptr);
    mysql_options(connection, MYSQL_SET_CHARSET_NAME, "utf8mb4");
    CHECK(mysql_real_connect(connection, options.host.c_str(), options.username.c_str(), options.password.c_str(),
                             options.database.c_str(), static_cast<unsigned>(options.port), nullptr, 0));
    // What a session is like the client can say only in SQL: at least a time zone and a mode.
    CHECK(mysql_query(connection, "SET time_zone = '+00:00', sql_mode = 'STRICT_ALL_TABLES'") == 0);
    mysql_close(connection);
  }
};

template <class Client>
void takes_the_round_trips_of_the_protocol() {
  const support::counting_proxy proxy = Client::proxy();
  auto engine = Client::engine(proxy, {});
  const auto trips = [&](auto f) { return proxy.round_trips_of(f); };
  constexpr auto by_id = sa::select<Trip>().where(sa::col<&Trip::id> == "id"_p);
  std::int64_t key = 0;
  engine.begin([&](auto& db) {
    db.drop_all(sa::tables<Trip>);
    db.create_all(sa::tables<Trip>);
    key = db.execute(sa::insert(Trip{.name = "there"})).inserted_primary_key();
  });
  engine.dispose();

  SECTION("connecting: what plain C needs") {
    const int by_hand = trips([&] { Client::connect_by_hand(proxy); });
    CHECK(by_hand > 0);
    CHECK(trips([&] { engine.connect(); }) == by_hand);
    CHECK(engine.pool_status().made == 2);
  }
  SECTION("an idle connection is taken and given back: none") {
    engine.connect();
    CHECK(trips([&] { engine.connect(); }) == 0);
    CHECK(trips([&] { engine.begin(); }) == 0);
    CHECK(trips([&] { engine.begin([](auto&) {}); }) == 0);
  }
  SECTION("an idle connection that is asked before it is taken: one") {
    auto asking = Client::engine(proxy, {.pool_pre_ping = true});
    asking.connect();
    CHECK(trips([&] { asking.connect(); }) == 0);  // it was used a moment ago
    sa::sleep_nanoseconds(500'000'000);            // no longer
    CHECK(trips([&] { asking.connect(); }) == 1);
  }
  SECTION("a statement: one to prepare it, and one for each execution") {
    auto db = engine.connect({.isolation = sa::isolation_level::autocommit});
    const auto finds = [&] { CHECK(db.execute(by_id, "id"_p = key).one().name == "there"); };
    CHECK(trips(finds) == 2);
    CHECK(trips(finds) == 1);
    CHECK(trips(finds) == 1);
  }
  SECTION("a statement at the call site: as one that was written once") {
    auto db = engine.connect({.isolation = sa::isolation_level::autocommit});
    const auto finds = [&] {
      CHECK(db.execute(sa::select<Trip>().where(sa::col<&Trip::id> == key)).one().name == "there");
    };
    CHECK(trips(finds) == 2);
    CHECK(trips(finds) == 1);
  }
  SECTION("prepared statements are the connection's, whoever takes it") {
    const auto finds = [&] {
      auto db = engine.connect({.isolation = sa::isolation_level::autocommit});
      CHECK(db.execute(by_id, "id"_p = key).one().name == "there");
    };
    finds();
    CHECK(trips(finds) == 1);
  }
  SECTION("many rows: one") {
    auto db = engine.connect({.isolation = sa::isolation_level::autocommit});
    db.execute(sa::insert(std::vector<Trip>(1000, {.name = std::string(100, 'x')})));
    const auto all = [&] { CHECK(db.execute(sa::select<Trip>()).all().size() == 1001); };
    all();
    CHECK(trips(all) == 1);
  }
  SECTION("an insert and the key that the database gave: one") {
    auto db = engine.connect({.isolation = sa::isolation_level::autocommit});
    const auto inserts = [&] { CHECK(db.execute(sa::insert(Trip{.name = "new"})).inserted_primary_key() > key); };
    inserts();
    CHECK(trips(inserts) == 1);
  }
  SECTION("a transaction: BEGIN, its statements, COMMIT") {
    const auto finds = [&](auto& db) { CHECK(db.execute(by_id, "id"_p = key).one().name == "there"); };
    const auto in_transaction = [&] { engine.begin(finds); };
    in_transaction();
    CHECK(trips(in_transaction) == 3);
    CHECK(trips([&] { engine.run(finds); }) == 3);
    CHECK(trips([&] { engine.begin({.isolation = sa::isolation_level::serializable}, finds); }) == 3);
  }
  SECTION("what was not committed is rolled back when it is given back: one") {
    auto db = engine.connect();
    db.execute(sa::insert(Trip{.name = "undone"}));
    CHECK(trips([&] { db.close(); }) == 1);
  }
  SECTION("a commit, and nothing more to give back what is in no transaction") {
    auto db = engine.connect();
    db.execute(sa::insert(Trip{.name = "kept"}));
    CHECK(trips([&] { db.commit(); }) == 1);
    CHECK(trips([&] { db.close(); }) == 0);
  }
  SECTION("closing: none, whatever was prepared") {
    engine.begin([&](auto& db) { CHECK(db.execute(by_id, "id"_p = key).one().name == "there"); });
    CHECK(trips([&] { engine.dispose(); }) == 0);
  }
  SECTION("a savepoint: one to set it, one to give it up, one to undo and give it up") {
    auto db = engine.begin();
    db.execute(by_id, "id"_p = key).one();
    auto kept = db.begin_nested();
    CHECK(trips([&] { kept.commit(); }) == 1);
    CHECK(trips([&] { db.begin_nested().commit(); }) == 2);
    CHECK(trips([&] { db.begin_nested().rollback(); }) == 2);
  }
  engine.dispose();
}

template <class Client>
void many_take_few_round_trips() {
  const support::counting_proxy proxy = Client::proxy();
  auto engine = Client::engine(proxy, {});
  const auto trips = [&](auto f) { return proxy.round_trips_of(f); };
  const std::vector<Trip> few(4, {.name = "few"}), many(3000, {.name = "many"});
  auto db = engine.connect();
  db.drop_all(sa::tables<Trip>);
  db.create_all(sa::tables<Trip>);
  for (const auto& rows : {few, many}) {  // so that all is prepared
    db.bulk_insert(rows);
    db.bulk_insert(rows, sa::returning_keys);
  }
  constexpr auto all = sa::select<Trip>().order_by(sa::col<&Trip::id>).limit(1);
  db.pipeline(all, all, all);
  // Two of each are the savepoint, which is set and given up.
  CHECK(trips([&] { db.bulk_insert(few); }) == 2 + 1);
  CHECK(trips([&] { db.execute(sa::insert(many)); }) == 2 + 3);  // arrays of a thousand
  CHECK(trips([&] { db.bulk_insert(many, sa::returning_keys); }) == 2 + 3);
  // Three pipelines; but where the server answers before all of one was sent, that counts as more.
  const auto upsert = sa::insert(many).with(id).on_conflict(id).do_update(name = sa::excluded(name));
  db.execute(upsert);
  CHECK(trips([&] { db.execute(upsert); }) <= 2 + 3 * 4);
  CHECK(trips([&] { db.bulk_insert(many); }) == 2 + 3);  // the types of the columns, COPY begins, COPY ends
  CHECK(trips([&] { db.pipeline(all, all, all); }) == 1);
  db.rollback();
}

TEST_CASE("libpq: rows that come while they are read take one round trip") {
  const support::counting_proxy proxy = over_libpq::proxy();
  auto db = over_libpq::engine(proxy, {}).connect();
  constexpr auto numbers = sa::text<"SELECT i FROM generate_series(1, 1001) AS n(i)", std::int32_t>();
  CHECK(db.yield_per(100).execute(numbers).all().size() == 1001);
  CHECK(proxy.round_trips_of([&] { CHECK(db.yield_per(100).execute(numbers).all().size() == 1001); }) == 1);
}

TEST_CASE("libpq: rows that are copied take one round trip, the first time as well") {
  const support::counting_proxy proxy = over_libpq::proxy();
  auto db = over_libpq::engine(proxy, {}).connect();
  auto& own = *db.driver_connection();
  constexpr auto numbers = sa::text<"SELECT i FROM generate_series(1, 1001) AS n(i)", std::int32_t>();
  int rows = 0;
  CHECK(proxy.round_trips_of([&] { CHECK(sa::copy_rows(own, numbers, [&](std::int32_t) { ++rows; }).ok()); }) == 1);
  CHECK(rows == 1001);
}

TEST_CASE("mysqlclient: many rows take few round trips") {
  const support::counting_proxy proxy = over_mysqlclient::proxy();
  auto db = over_mysqlclient::engine(proxy, {}).connect();
  const auto trips = [&](auto f) { return proxy.round_trips_of(f); };
  db.drop_all(sa::tables<Trip>);
  db.create_all(sa::tables<Trip>);
  const std::vector<Trip> few(4, {.name = "few"}), many(3000, {.name = "many"});
  db.execute(sa::insert(few));  // so that all is prepared
  CHECK(trips([&] { db.execute(sa::insert(few)); }) == 2 + 1);
  CHECK(trips([&] { db.execute(sa::insert(many)); }) == 2 + 3);  // arrays of a thousand
  CHECK(trips([&] { db.bulk_insert(many); }) == 2 + 3);
  constexpr auto all = sa::select<Trip>().order_by(sa::col<&Trip::id>).limit(1);
  db.pipeline(all, all, all);
  CHECK(trips([&] { db.pipeline(all, all, all); }) == 3);  // there are no pipelines
  // One to open the cursor, and one for each thousand that was begun.
  const auto streams = [&] { CHECK(db.yield_per(1000).execute(sa::select<Trip>()).all().size() == 6008); };
  streams();
  CHECK(trips(streams) == 1 + 7);
  db.rollback();
  db.drop_all(sa::tables<Trip>);
}

TEST_CASE("libpq: many rows and many statements take few round trips") { many_take_few_round_trips<over_libpq>(); }
TEST_CASE("libpq: many rows and many statements take few round trips, as one of several drivers") {
  many_take_few_round_trips<over_one_of_several>();
}
TEST_CASE("libpq: the round trips of each call") { takes_the_round_trips_of_the_protocol<over_libpq>(); }
TEST_CASE("mysqlclient: the round trips of each call") { takes_the_round_trips_of_the_protocol<over_mysqlclient>(); }

}  // namespace
