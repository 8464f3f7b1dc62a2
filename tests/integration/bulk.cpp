// SPDX-License-Identifier: MIT
// Many rows at once: by COPY, in pipelines and batches, with and without the keys that the database gives; and several
// statements in one round trip.

#include <sqlalloy.hpp>
#include <sqlalloy/driver/libpq.hpp>
#include <sqlalloy/driver/mysqlclient.hpp>
#include <sqlalloy/driver/sqlite3.hpp>
#include <sqlalloy/type/decimal.hpp>
#include <sqlalloy/type/json.hpp>
#include <sqlalloy/type/multiprecision.hpp>
#include <sqlalloy/type/uuid.hpp>

#include <catch2/catch.hpp>
#include <integration/engine_tables.hpp>
#include <support/server_url.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace sa = sqlalloy;
using namespace sa::literals;
using engine_suite::Everything;
using sa::failure;

namespace {

struct Item {
  std::int64_t id{};
  std::string name{};
  std::optional<std::int32_t> stock{};

  using table = sa::table<"bulk_items", sa::primary_key<&Item::id>, sa::unique<&Item::name>,
                          sa::check<(sa::col<&Item::stock> >= 0)>>;

  friend bool operator==(const Item&, const Item&) = default;
};

struct on_sqlite {
  static auto engine() { return sa::create_engine<sa::sqlite::sqlite3>("sqlite://"); }
};
struct on_postgresql {
  static auto engine() {
    return sa::create_engine<sa::postgresql::libpq>(support::server_url("SQLALLOY_POSTGRESQL_URL"));
  }
};
struct on_mariadb {
  static auto engine() {
    return sa::create_engine<sa::mariadb::mysqlclient>(support::server_url("SQLALLOY_MARIADB_URL"));
  }
};
struct on_mysql {
  static auto engine() { return sa::create_engine<sa::mysql::mysqlclient>(support::server_url(support::mysql_server)); }
};
// Chosen from all of them.
template <const char* Variable>
struct on_any {
  static auto engine() {
    return sa::create_engine<sa::sqlite::sqlite3, sa::postgresql::libpq, sa::mariadb::mysqlclient>(
        *Variable ? support::server_url(Variable) : "sqlite://");
  }
};
constexpr char no_server[] = "", postgresql_server[] = "SQLALLOY_POSTGRESQL_URL",
               mariadb_server[] = "SQLALLOY_MARIADB_URL";

std::vector<Item> items(std::size_t count) {
  std::vector<Item> made;
  for (std::size_t i = 0; i != count; ++i) {
    Item& one = made.emplace_back();
    one.name = "item " + std::to_string(i);
    if (i % 3 != 0) one.stock = static_cast<std::int32_t>(i);
  }
  return made;
}

constexpr auto in_order = sa::select<Item>().order_by(sa::col<&Item::id>);

// The tables are there and empty, and go with it.
template <class On>
struct fixture {
  decltype(On::engine()) engine = On::engine();

  fixture() {
    engine.begin([](auto& db) {
      db.drop_all(sa::tables<Item, Everything>);
      db.create_all(sa::tables<Item, Everything>);
    });
  }
  ~fixture() {
    engine.begin([](auto& db) { db.drop_all(sa::tables<Item, Everything>); });
  }
  fixture(const fixture&) = delete;
  fixture& operator=(const fixture&) = delete;
};

// What was stored is what was given, in any number that a way of its own begins or ends with.
template <class On>
void every_number_of_rows() {
  fixture<On> f;
  for (const std::size_t count : {0, 1, 2, 3, 4, 199, 200, 201, 999, 1000, 1001, 2500}) {
    CAPTURE(count);
    const std::vector<Item> given = items(count);
    auto db = f.engine.connect();
    const auto check = [&] {
      std::vector<Item> stored = db.execute(in_order).all();
      for (Item& one : stored) one.id = 0;
      CHECK(stored == given);
      db.rollback();
    };
    CHECK(db.bulk_insert(given).rowcount() == static_cast<std::int64_t>(count));
    check();
    CHECK(db.execute(sa::insert(given)).rowcount() == static_cast<std::int64_t>(count));
    check();
    const std::vector<std::int64_t> keys = db.bulk_insert(given, sa::returning_keys);
    REQUIRE(keys.size() == count);
    const std::vector<Item> stored = db.execute(in_order).all();
    REQUIRE(stored.size() == count);
    for (std::size_t i = 0; i != count; ++i)
      if (stored[i].id != keys[i] || stored[i].name != given[i].name) FAIL("row " << i << " has another key");
    db.rollback();
  }
}

// Where there is COPY, so many go by it.
constexpr std::size_t enough_to_copy = sa::rows_worth_a_copy;

template <class On>
void every_type_and_null() {
  fixture<On> f;
  std::vector<Everything> given;
  for (int i = 0; i != static_cast<int>(enough_to_copy); ++i) {
    Everything& one = given.emplace_back();
    one.id = i;
    if (i % 4 == 0) continue;
    const bool is_least = i % 2 == 0;
    one.truth = true;
    one.small = is_least ? std::numeric_limits<std::int16_t>::min() : std::numeric_limits<std::int16_t>::max();
    one.medium = is_least ? std::numeric_limits<std::int32_t>::min() : std::numeric_limits<std::int32_t>::max();
    one.large = is_least ? std::numeric_limits<std::int64_t>::min() : std::numeric_limits<std::int64_t>::max();
    one.natural = std::numeric_limits<std::uint32_t>::max();
    one.single = is_least ? std::numeric_limits<float>::lowest() : 1.0f / 3;
    one.real = is_least ? std::numeric_limits<double>::denorm_min() : 0.1 + 0.2;
    one.text = is_least ? std::string(10'000, 'x') : "it's \"quoted\" \\ \t\n \xF0\x9F\x9A\x80";
    one.bytes = {std::byte{0}, std::byte{255}, std::byte{'\n'}};
    one.day = std::chrono::year(2000) / 2 / 29;
    one.instant = std::chrono::sys_time<std::chrono::microseconds>(std::chrono::microseconds(-1));
    one.stamp = std::chrono::local_time<std::chrono::microseconds>(std::chrono::microseconds(951'868'799'999'999));
    one.length = std::chrono::milliseconds(-90'000);
    one.maybe_medium = i;
    one.maybe_real = i / 7.0;
    one.maybe_text = "";
    one.maybe_bytes.emplace();
    one.maybe_day = std::chrono::year(1) / 1 / 1;
  }
  for (Everything& one : given)
    if (one.id % 4 == 0) one.day = std::chrono::year(1970) / 1 / 1;
  auto db = f.engine.connect();
  db.bulk_insert(given);
  CHECK((db.execute(sa::select<Everything>().order_by(sa::col<&Everything::id>)).all() == given));
  db.rollback();
  db.execute(sa::insert(given));
  CHECK((db.execute(sa::select<Everything>().order_by(sa::col<&Everything::id>)).all() == given));
  db.rollback();
}

// What has to be made for the driver, and differs from row to row.
struct Made {
  std::int64_t id{};
  sa::decimal<2> price{};
  boost::uuids::uuid token{};
  sa::json document{};
  boost::multiprecision::cpp_int number{};

  using table = sa::table<"bulk_made", sa::primary_key<&Made::id>, sa::autoincrement<&Made::id, false>>;

  friend bool operator==(const Made&, const Made&) = default;
};

template <class On>
void what_is_made_for_the_driver() {
  auto engine = On::engine();
  engine.begin([](auto& db) {
    db.drop_all(sa::tables<Made>);
    db.create_all(sa::tables<Made>);
  });
  std::vector<Made> given(enough_to_copy);
  for (std::size_t i = 0; i != given.size(); ++i) {
    given[i].id = static_cast<std::int64_t>(i);
    given[i].price = *sa::decimal<2>::parse(std::to_string(i) + ".5");
    given[i].token.data[15] = static_cast<std::uint8_t>(i);
    given[i].document.text = "{\"number\": " + std::to_string(i) + "}";
    given[i].number = boost::multiprecision::cpp_int("123456789012345678901234567890") + i;
  }
  auto db = engine.connect();
  const auto all = sa::select<Made>().order_by(sa::col<&Made::id>);
  db.bulk_insert(given);
  CHECK((db.execute(all).all() == given));
  db.rollback();
  db.execute(sa::insert(given));
  CHECK((db.execute(all).all() == given));
  db.execute(sa::delete_from<Made>());
  db.commit();
  db.drop_all(sa::tables<Made>);
  db.commit();
}

// What fails in the middle leaves nothing, says why as an INSERT of one row would, and the transaction goes on.
template <class On>
void a_failure_leaves_nothing() {
  fixture<On> f;
  auto db = f.engine.connect();
  const auto fails = [&](const sa::result<>& outcome, failure kind) {
    REQUIRE_FALSE(outcome);
    CHECK(outcome.error().kind == kind);
    CHECK(db.execute(in_order).all().size() == 1);
  };
  const auto all_ways = [&](const std::vector<Item>& given, failure kind) {
    const auto plain = [](auto made) { return made ? sa::result<>() : sa::result<>(std::move(made.error())); };
    fails(plain(db.try_bulk_insert(given)), kind);
    fails(plain(db.try_execute(sa::insert(given))), kind);
    fails(plain(db.try_bulk_insert(given, sa::returning_keys)), kind);
  };
  db.execute(sa::insert(Item{.name = "there already"}));
  for (const std::size_t count : {10, 100, 1500}) {
    CAPTURE(count);
    std::vector<Item> given = items(count);
    given[count - 5].stock = -1;
    all_ways(given, failure::integrity);
    given[count - 5] = Item{.name = "there already"};
    all_ways(given, failure::integrity);
    given[count - 5].name = "not there yet";
    CHECK(db.bulk_insert(given).rowcount() == static_cast<std::int64_t>(count));
    db.execute(sa::delete_from<Item>().where(sa::col<&Item::name> != "there already"));
  }
  db.commit();
  CHECK(db.execute(in_order).one().name == "there already");
}

// Each row is inserted on its own, whatever those before it were.
template <class On>
void an_upsert_may_meet_its_own_rows() {
  fixture<On> f;
  auto db = f.engine.connect();
  std::vector<Item> given = items(1500);
  for (std::size_t i = 0; i != given.size(); ++i) {
    given[i].name = "item " + std::to_string(i % 700);
    given[i].stock = static_cast<std::int32_t>(i);
  }
  constexpr auto name = sa::col<&Item::name>;
  constexpr auto stock = sa::col<&Item::stock>;
  const auto stored = [&] {
    std::vector<std::int32_t> sum;
    for (const Item& one : db.execute(in_order)) sum.push_back(one.stock.value());
    db.rollback();
    return sum;
  };
  std::vector<std::int32_t> first, last;
  for (std::int32_t i = 0; i != 700; ++i) {
    first.push_back(i);
    last.push_back(i < 100 ? 1400 + i : 700 + i);
  }
  db.execute(sa::insert(given).on_conflict(name).do_nothing());
  CHECK(stored() == first);
  db.execute(sa::insert(given).on_conflict(name).do_update(stock = sa::excluded(stock)));
  CHECK(stored() == last);
}

template <class On>
void several_statements_at_once() {
  fixture<On> f;
  auto db = f.engine.connect();
  const auto [one, two, all, count, nothing] =
      db.pipeline(sa::insert(Item{.name = "one"}), sa::insert(Item{.name = "two", .stock = 2}), in_order,
                  sa::select(sa::count()).from(sa::tables<Item>), in_order.where(sa::col<&Item::name> == "none"));
  CHECK(one.rowcount() == 1);
  CHECK(two.inserted_primary_key() == one.inserted_primary_key() + 1);
  REQUIRE(all.size() == 2);
  CHECK(all[1] == Item{two.inserted_primary_key(), "two", 2});
  CHECK(count.at(0)[sa::count()] == 2);
  CHECK(nothing.empty());
  // The first that fails is told, and what comes after it is not done.
  const auto failed = db.try_pipeline(in_order, sa::insert(Item{.name = "one"}), sa::delete_from<Item>());
  REQUIRE_FALSE(failed);
  CHECK(failed.error().kind == failure::integrity);
  CHECK(failed.error().sql.starts_with("INSERT INTO bulk_items"));
  db.rollback();
  CHECK(db.execute(in_order).all().empty());
  db.rollback();
  // The same statement twice, and again.
  for (int i = 0; i != 2; ++i) {
    const auto [left, right] = db.pipeline(in_order, in_order);
    CHECK((left.empty() && right.empty()));
  }
  db.close();
  CHECK(db.try_pipeline(in_order).error().kind == failure::invalid_request);
}

template <class On>
void all() {
  SECTION("every number of rows") { every_number_of_rows<On>(); }
  SECTION("every type, and NULL") { every_type_and_null<On>(); }
  SECTION("what is made for the driver") { what_is_made_for_the_driver<On>(); }
  SECTION("a failure leaves nothing") { a_failure_leaves_nothing<On>(); }
  SECTION("an upsert may meet its own rows") { an_upsert_may_meet_its_own_rows<On>(); }
  SECTION("several statements at once") { several_statements_at_once<On>(); }
}

TEST_CASE("sqlite3: many rows and many statements") { all<on_sqlite>(); }
TEST_CASE("libpq: many rows and many statements") { all<on_postgresql>(); }
TEST_CASE("sqlite3: many rows and many statements, as one of several drivers") { all<on_any<no_server>>(); }
TEST_CASE("libpq: many rows and many statements, as one of several drivers") { all<on_any<postgresql_server>>(); }
TEST_CASE("mysqlclient: many rows and many statements, as one of several drivers") { all<on_any<mariadb_server>>(); }
TEST_CASE("mysqlclient: many rows and many statements") { all<on_mariadb>(); }
TEST_CASE("mysqlclient: many rows and many statements, on MySQL") {
  if (support::has_mysql()) all<on_mysql>();
}

TEST_CASE("libpq: COPY is not used for columns of other types, which an INSERT converts to") {
  auto engine = on_postgresql::engine();
  auto db = engine.connect();
  db.exec_driver_sql("DROP TABLE IF EXISTS bulk_items");
  db.exec_driver_sql("CREATE TABLE bulk_items (id SERIAL PRIMARY KEY, name VARCHAR(40), stock NUMERIC)");
  const auto sum = sa::text<"SELECT sum(stock)::bigint FROM bulk_items", std::int64_t>();
  CHECK(db.bulk_insert(items(60)).rowcount() == 60);
  CHECK(db.execute(sum).one() == 1200);
  CHECK(db.bulk_insert(items(300)).rowcount() == 300);
  CHECK(db.execute(sum).one() == 1200 + 30'000);
  db.rollback();
}

TEST_CASE("libpq: COPY sees that a column has another type than before") {
  auto engine = on_postgresql::engine();
  auto db = engine.connect();
  db.exec_driver_sql("DROP TABLE IF EXISTS bulk_items");
  db.exec_driver_sql("CREATE TABLE bulk_items (id SERIAL PRIMARY KEY, name TEXT, stock INTEGER)");
  CHECK(db.bulk_insert(items(300)).rowcount() == 300);
  db.exec_driver_sql("ALTER TABLE bulk_items ALTER COLUMN stock TYPE REAL");
  CHECK(db.bulk_insert(items(300)).rowcount() == 300);
  CHECK(db.execute(sa::text<"SELECT sum(stock)::bigint FROM bulk_items", std::int64_t>()).one() == 60'000);
  db.rollback();
}

TEST_CASE("libpq: where a trigger leaves rows out, nobody is told the wrong keys") {
  fixture<on_postgresql> f;
  auto db = f.engine.connect();
  db.exec_driver_sql(
      "CREATE FUNCTION bulk_leave_out() RETURNS trigger LANGUAGE plpgsql AS "
      "'BEGIN IF NEW.name = ''item 1'' THEN RETURN NULL; END IF; RETURN NEW; END'");
  db.exec_driver_sql(
      "CREATE TRIGGER bulk_leave_out BEFORE INSERT ON bulk_items FOR EACH ROW EXECUTE FUNCTION bulk_leave_out()");
  for (const std::size_t count : {2, 10}) {
    const auto failed = db.try_bulk_insert(items(count), sa::returning_keys);
    REQUIRE_FALSE(failed);
    CHECK(failed.error().kind == failure::invalid_request);
    CHECK(db.execute(in_order).all().empty());
    CHECK(db.bulk_insert(items(count)).rowcount() == static_cast<std::int64_t>(count - 1));
    db.execute(sa::delete_from<Item>());
  }
  db.rollback();
}

TEST_CASE("libpq: rows that are far larger than what is sent at a time") {
  fixture<on_postgresql> f;
  auto db = f.engine.connect();
  std::vector<Item> given = items(20);
  for (Item& one : given) one.name += std::string(300'000, 'x');
  db.drop_all(sa::tables<Item>);
  db.exec_driver_sql("CREATE TABLE bulk_items (id BIGSERIAL PRIMARY KEY, name TEXT NOT NULL, stock INTEGER)");
  const std::vector<std::int64_t> keys = db.bulk_insert(given, sa::returning_keys);
  const std::vector<Item> stored = db.execute(in_order).all();
  REQUIRE((keys.size() == given.size() && stored.size() == given.size()));
  for (std::size_t i = 0; i != given.size(); ++i)
    if (stored[i].id != keys[i] || stored[i].name != given[i].name || stored[i].stock != given[i].stock)
      FAIL("row " << i << " is another");
  db.rollback();
}

TEST_CASE("libpq: what COPY cannot fill an INSERT does") {
  auto engine = on_postgresql::engine();
  auto db = engine.connect();
  db.exec_driver_sql("DROP TABLE IF EXISTS bulk_items");
  db.exec_driver_sql("CREATE TABLE bulk_behind (id SERIAL PRIMARY KEY, name TEXT, stock INTEGER)");
  db.exec_driver_sql("CREATE VIEW bulk_items AS SELECT * FROM bulk_behind");
  CHECK(db.bulk_insert(items(300)).rowcount() == 300);
  CHECK(db.execute(sa::text<"SELECT count(*) FROM bulk_behind", std::int64_t>()).one() == 300);
  db.rollback();
}

struct Small {
  std::int32_t id{};
  std::string name{};
  std::vector<std::byte> data{};

  using table = sa::table<"bulk_small", sa::primary_key<&Small::id>>;
};

// A key that does not fit, and a value that cannot be bound, in the middle of a batch.
template <class On>
void a_batch_ends_in_the_middle(const char* table) {
  auto engine = On::engine();
  auto db = engine.connect();
  db.exec_driver_sql("DROP TABLE IF EXISTS bulk_small");
  db.exec_driver_sql(table);
  const std::vector<Small> rows(10);
  const auto keys = db.try_bulk_insert(rows, sa::returning_keys);
  REQUIRE_FALSE(keys);
  CHECK(keys.error().kind == failure::data);
  CHECK(db.execute(sa::select(sa::count()).from(sa::tables<Small>)).scalar() == 0);
  db.exec_driver_sql("DROP TABLE bulk_small");
  db.commit();
}

TEST_CASE("libpq: a key that does not fit ends a batch") {
  a_batch_ends_in_the_middle<on_postgresql>(
      "CREATE TABLE bulk_small (id BIGINT PRIMARY KEY GENERATED BY DEFAULT AS IDENTITY (START 3000000000), name TEXT, "
      "data BYTEA)");
}
TEST_CASE("mysqlclient: a key that does not fit ends a batch") {
  constexpr const char* table =
      "CREATE TABLE bulk_small (id BIGINT PRIMARY KEY AUTO_INCREMENT, name LONGTEXT, data LONGBLOB) "
      "AUTO_INCREMENT = 3000000000";
  a_batch_ends_in_the_middle<on_mariadb>(table);
  if (support::has_mysql()) a_batch_ends_in_the_middle<on_mysql>(table);
}

TEST_CASE("libpq: a value that cannot be bound ends a batch whose statement is kept by nobody") {
  auto engine =
      sa::create_engine<sa::postgresql::libpq>(support::server_url("SQLALLOY_POSTGRESQL_URL"), {.query_cache_size = 0});
  auto db = engine.connect();
  db.drop_all(sa::tables<Everything>);
  db.create_all(sa::tables<Everything>);
  std::vector<Everything> rows(4);
  for (std::size_t i = 0; i != rows.size(); ++i) {
    rows[i].id = static_cast<std::int64_t>(i);
    rows[i].day = std::chrono::year(2000) / 1 / 1;
  }
  rows[2].day = std::chrono::year(2023) / 2 / 30;  // no such day
  CHECK(db.try_execute(sa::insert(rows)).error().kind == failure::data);
  rows[2].day = rows[1].day;
  CHECK(db.execute(sa::insert(rows)).rowcount() == 4);
  db.rollback();
}

TEST_CASE("libpq: the first failure of a pipeline is told, and its transaction cannot be kept") {
  fixture<on_postgresql> f;
  auto db = f.engine.connect();
  db.execute(sa::insert(Item{.name = "there"}));
  Everything late{};
  late.day = std::chrono::year(2023) / 2 / 30;  // no such day: it cannot be bound
  const auto failed = db.try_pipeline(sa::insert(Item{.name = "there"}), sa::insert(late));
  REQUIRE_FALSE(failed);
  CHECK(failed.error().kind == failure::integrity);
  CHECK(db.try_commit().error().kind == failure::invalid_request);
  db.rollback();
}

TEST_CASE("libpq: a transaction goes on after a range that was refused, even of one struct") {
  fixture<on_postgresql> f;
  auto db = f.engine.begin();
  for (const std::size_t count : {1, 2, 300}) {
    CAPTURE(count);
    const std::vector<Item> wrong(count, {.name = "wrong", .stock = -1});
    CHECK_THROWS_AS(db.bulk_insert(wrong), sa::integrity_error);
    CHECK_THROWS_AS(db.bulk_insert(wrong, sa::returning_keys), sa::integrity_error);
    CHECK_THROWS_AS(db.execute(sa::insert(wrong)), sa::integrity_error);
    CHECK(db.execute(in_order).all().empty());
  }
  db.commit();
}

TEST_CASE("libpq: a savepoint with autocommit is not kept after a failure") {
  fixture<on_postgresql> f;
  auto db = f.engine.connect({.isolation = sa::isolation_level::autocommit});
  db.execute(sa::insert(Item{.name = "there"}));
  {
    auto part = db.begin_nested();
    db.execute(sa::insert(Item{.name = "new"}));
    CHECK_FALSE(db.try_execute(sa::insert(Item{.name = "there"})));
    CHECK_THROWS_AS(part.commit(), sa::invalid_request_error);
    part.rollback();
  }
  CHECK(db.execute(in_order).one().name == "there");
  auto part = db.begin_nested();
  db.execute(sa::insert(Item{.name = "new"}));
  part.commit();
  CHECK(db.execute(in_order).all().size() == 2);
}

TEST_CASE("libpq: a savepoint that is undone ends a stream, and undoes what was done") {
  fixture<on_postgresql> f;
  auto db = f.engine.connect();
  db.execute(sa::insert(items(10)));
  auto part = db.begin_nested();
  db.execute(sa::insert(Item{.name = "undone"}));
  auto rows = db.yield_per(1).execute(in_order);
  CHECK(rows.begin()->name == "item 0");
  CHECK_THROWS_AS(part.commit(), sa::invalid_request_error);
  part.rollback();
  CHECK_FALSE(rows.is_open());
  CHECK(db.execute(in_order).all().size() == 10);
  db.rollback();
}

TEST_CASE("mysqlclient: a change of tables by hand ends the transaction, and what follows is in another") {
  fixture<on_mariadb> f;
  auto db = f.engine.connect();
  db.execute(sa::text<"TRUNCATE TABLE bulk_items">());
  db.execute(sa::insert(items(3)));
  db.rollback();
  CHECK(db.execute(in_order).all().empty());
}

TEST_CASE("a deadline is kept after rollback()") {
  auto engine = on_sqlite::engine();
  auto db = engine.connect({.deadline = sa::deadline::in(600)});
  db.execute(sa::text<"SELECT 1", std::int32_t>()).one();
  db.rollback();
  sa::sleep_nanoseconds(1'100'000'000);  // longer than it takes to undo
  CHECK(db.execute(sa::text<"SELECT 1", std::int32_t>()).one() == 1);
}

TEST_CASE("libpq: a pipeline may carry more than the buffers of both sides hold") {
  auto engine = on_postgresql::engine();
  auto db = engine.connect();
  const std::string large(3'000'000, 'x');
  const auto query = sa::text<"SELECT :value::text", std::string>("value"_p = large);
  const auto [a, b, c, d] = db.pipeline(query, query, query, query);
  for (const auto* rows : {&a, &b, &c, &d}) CHECK((rows->size() == 1 && rows->at(0) == large));
}

TEST_CASE("libpq: without named statements there are arrays and pipelines, and no COPY") {
  const std::string with_option =
      support::server_url("SQLALLOY_POSTGRESQL_URL") +
      (support::server_url("SQLALLOY_POSTGRESQL_URL").find('?') == std::string::npos ? "?" : "&") +
      "prepared_statements=false";
  auto engine = sa::create_engine<sa::postgresql::libpq>(with_option);
  auto db = engine.connect();
  db.drop_all(sa::tables<Item>);
  db.create_all(sa::tables<Item>);
  CHECK(db.bulk_insert(items(300)).rowcount() == 300);
  CHECK(db.execute(sa::insert(items(300)).on_conflict(sa::col<&Item::name>).do_update(sa::col<& Item::stock> = 1))
            .rowcount() == 300);
  CHECK(db.execute(sa::text<"SELECT count(*) FROM pg_prepared_statements", std::int64_t>()).one() == 0);
  CHECK(db.execute(in_order).all().size() == 300);
  db.rollback();
}

}  // namespace
