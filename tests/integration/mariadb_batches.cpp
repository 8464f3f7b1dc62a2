// SPDX-License-Identifier: MIT
// The structs of a range go to MariaDB as arrays: what is stored, told and refused is what it is one by one.
#include <sqlalloy.hpp>
#include <sqlalloy/driver/mysqlclient.hpp>
#include <sqlalloy/type/bytes.hpp>
#include <sqlalloy/type/chrono.hpp>

#include <catch2/catch.hpp>
#include <integration/driver_backends.hpp>
#include <support/server_url.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#if defined(LIBMARIADB)

namespace sa = sqlalloy;
using sa::failure;

namespace {

namespace chrono = std::chrono;
using days = chrono::sys_days;
using microseconds = chrono::microseconds;
using time_of_day = chrono::hh_mm_ss<microseconds>;
using stamp = chrono::local_time<microseconds>;
using instant = chrono::sys_time<microseconds>;
using bytes = std::vector<std::byte>;

/// A value of each storage form, and each where it may be NULL.
struct Sample {
  std::int64_t id{};
  bool truth{};
  std::int16_t small{};
  std::int32_t medium{};
  std::int64_t large{};
  float single{};
  double real{};
  std::string text{};
  bytes blob{};
  days day{};
  time_of_day time{};
  stamp local{};
  instant moment{};
  microseconds length{};
  std::optional<bool> maybe_truth{};
  std::optional<std::int16_t> maybe_small{};
  std::optional<std::int32_t> maybe_medium{};
  std::optional<std::int64_t> maybe_large{};
  std::optional<float> maybe_single{};
  std::optional<double> maybe_real{};
  std::optional<std::string> maybe_text{};
  std::optional<bytes> maybe_blob{};
  std::optional<days> maybe_day{};
  std::optional<time_of_day> maybe_time{};
  std::optional<stamp> maybe_local{};
  std::optional<instant> maybe_moment{};
  std::optional<microseconds> maybe_length{};
  std::optional<std::int32_t> no_number{};
  std::optional<std::string> no_text{};
  std::optional<days> no_day{};

  using table = sa::table<"batch_samples", sa::primary_key<&Sample::id>>;

  static microseconds since_midnight(const time_of_day& from) { return from.to_duration(); }
  static std::optional<microseconds> since_midnight(const std::optional<time_of_day>& from) {
    return from ? std::optional(from->to_duration()) : std::nullopt;
  }
  // But the key: between two packets the server may leave keys out.
  friend bool operator==(const Sample& a, const Sample& b) {
    return a.truth == b.truth && a.small == b.small && a.medium == b.medium && a.large == b.large &&
           a.single == b.single && a.real == b.real && a.text == b.text && a.blob == b.blob && a.day == b.day &&
           since_midnight(a.time) == since_midnight(b.time) && a.local == b.local && a.moment == b.moment &&
           a.length == b.length && a.maybe_truth == b.maybe_truth && a.maybe_small == b.maybe_small &&
           a.maybe_medium == b.maybe_medium && a.maybe_large == b.maybe_large && a.maybe_single == b.maybe_single &&
           a.maybe_real == b.maybe_real && a.maybe_text == b.maybe_text && a.maybe_blob == b.maybe_blob &&
           a.maybe_day == b.maybe_day && since_midnight(a.maybe_time) == since_midnight(b.maybe_time) &&
           a.maybe_local == b.maybe_local && a.maybe_moment == b.maybe_moment && a.maybe_length == b.maybe_length &&
           a.no_number == b.no_number && a.no_text == b.no_text && a.no_day == b.no_day;
  }
};

/// Row `key`: least and greatest values, empty ones, and NULL in another third of the columns each time.
Sample sample(int key) {
  Sample made;
  made.truth = key % 2 == 0;
  made.small = key % 5 == 0 ? std::numeric_limits<std::int16_t>::min() : static_cast<std::int16_t>(key);
  made.medium = key % 5 == 1 ? std::numeric_limits<std::int32_t>::max() : -key;
  made.large = key % 5 == 2 ? std::numeric_limits<std::int64_t>::min() : std::int64_t{key} << 40;
  made.single = static_cast<float>(key) / 8;
  made.real = key % 5 == 3 ? std::numeric_limits<double>::max() : key * 0.1;
  made.text = std::string(static_cast<std::size_t>(key % 40), 'x');
  made.blob = bytes(static_cast<std::size_t>(key % 7), std::byte(key % 256));
  made.day = key % 5 == 4 ? days(chrono::year(9999) / 12 / 31) : days(chrono::days(key));
  made.time = time_of_day(microseconds(key % 4 == 0 ? 86'399'999'999 : key % 4 - 1));
  made.local = stamp(microseconds(key * std::int64_t{1'000'003}));
  made.moment = instant(microseconds(-key));
  made.length = microseconds(-key);
  if (key % 3 != 1) {
    made.maybe_truth = made.truth;
    made.maybe_large = made.large;
    made.maybe_text = made.text;
    made.maybe_time = made.time;
    made.maybe_length = made.length;
  }
  if (key % 3 != 2) {
    made.maybe_small = made.small;
    made.maybe_single = made.single;
    made.maybe_blob = made.blob;
    made.maybe_local = made.local;
  }
  if (key % 3 != 0) {
    made.maybe_medium = made.medium;
    made.maybe_real = made.real;
    made.maybe_day = made.day;
    made.maybe_moment = made.moment;
  }
  return made;
}

struct Member {
  std::int64_t id{};
  std::string name{};
  std::optional<std::string> email{};
  std::int32_t age{};
  double weight{};

  using table = sa::table<"batch_members", sa::primary_key<&Member::id>, sa::unique<&Member::email>,
                          sa::check<(sa::col<&Member::age> >= 0)>>;
};

std::string server_url() { return support::server_url("SQLALLOY_MARIADB_URL"); }

using in_arrays = sa::mariadb::mysqlclient;
template <class Driver>
concept has_batch = requires { typename Driver::connection::batch; };
static_assert(has_batch<in_arrays>);

auto engine_in_arrays() { return sa::create_engine<in_arrays>(server_url()); }

/// A statement for the structs of a range, by arrays.
struct by_arrays {
  template <class T, class Statement>
  static sa::result<std::int64_t> execute(auto& db, const std::vector<T>& rows, Statement statement) {
    auto done = db.try_execute(statement(sa::insert(rows)));
    if (!done) return std::move(done.error());
    return done->rowcount();
  }
};
/// The same, struct by struct, up to the first that is refused.
struct one_by_one {
  template <class T, class Statement>
  static sa::result<std::int64_t> execute(auto& db, const std::vector<T>& rows, Statement statement) {
    std::int64_t count = 0;
    for (const T& row : rows) {
      auto done = db.try_execute(statement(sa::insert(row)));
      if (!done) return std::move(done.error());
      count += done->rowcount();
    }
    return count;
  }
};
constexpr auto as_it_is = [](auto statement) { return statement; };

/// Empty tables, and both ways to the server.
struct both_ways {
  decltype(engine_in_arrays()) arrays = engine_in_arrays();

  both_ways() { empty(); }

  void empty() {
    arrays.begin([](auto& db) {
      db.drop_all(sa::tables<Sample, Member>);
      db.create_all(sa::tables<Sample, Member>);
    });
  }

  template <class Entity>
  std::vector<Entity> all() {
    return arrays.begin([](auto& db) { return db.execute(sa::select<Entity>().order_by(sa::col<&Entity::id>)).all(); });
  }
};

void check_same(const std::vector<Sample>& found, const std::vector<Sample>& stored) {
  REQUIRE(found.size() == stored.size());
  for (std::size_t i = 0; i != stored.size(); ++i)
    if (!(found[i] == stored[i])) FAIL("row " << i << " is another");
}

TEST_CASE_METHOD(both_ways, "mariadb: a range of any length holds every type, and NULL") {
  for (const int size : {1, 2, 999, 1000, 1001, 2500}) {
    CAPTURE(size);
    empty();
    std::vector<Sample> samples;
    for (int key = 1; key <= size; ++key) samples.push_back(sample(key));
    CHECK(arrays.begin([&](auto& db) { return db.execute(sa::insert(samples)).rowcount(); }) == size);
    check_same(all<Sample>(), samples);
    if (size == 1000) {
      empty();
      CHECK(arrays.begin([&](auto& db) { return one_by_one::execute(db, samples, as_it_is); }).value() == size);
      check_same(all<Sample>(), samples);
    }
  }
}

TEST_CASE_METHOD(both_ways, "mariadb: rows in conflict are counted as one by one") {
  std::vector<Member> members{{.name = "a", .email = "a"},
                              {.name = "b", .email = "b"},
                              {.name = "A", .email = "a"},
                              {.name = "b", .email = "b"},
                              {.name = "c"},
                              {.name = "d"}};
  const auto name = sa::col<&Member::name>;
  const auto email = sa::col<&Member::email>;
  const auto do_both = [&](auto way) {
    empty();
    const auto update = [&](auto insert) { return insert.on_conflict(email).do_update(name = sa::excluded(name)); };
    const auto ignore = [&](auto insert) { return insert.on_conflict(email).do_nothing(); };
    return arrays.begin([&](auto& db) {
      const std::int64_t updated = way.execute(db, members, update).value();
      return std::vector{updated, way.execute(db, members, ignore).value()};
    });
  };
  const auto counted = do_both(one_by_one());
  const std::size_t rows = all<Member>().size();
  CHECK(do_both(by_arrays()) == counted);
  CHECK(all<Member>().size() == rows);
  CHECK(all<Member>()[0].name == "A");
}

TEST_CASE_METHOD(both_ways, "mariadb: a row that is refused in the middle of a range leaves nothing of it") {
  const Member cases[] = {{.name = "twice", .email = "e7"},
                          {.name = "under age", .age = -1},
                          {.name = "too long", .email = std::string(5000, 'x')},
                          {.name = "no number", .weight = std::numeric_limits<double>::quiet_NaN()}};
  const failure kinds[] = {failure::integrity, failure::integrity, failure::data, failure::data};
  for (std::size_t i = 0; i != std::size(cases); ++i) {
    CAPTURE(cases[i].name);
    std::vector<Member> members;
    for (int n = 0; n != 2500; ++n) members.push_back({.name = "m", .email = "e" + std::to_string(n)});
    members[1700] = cases[i];
    const auto refused = [&](auto way) {
      empty();
      return arrays.begin([&](auto& db) {
        db.execute(sa::insert(Member{.name = "before"}));
        const auto done = way.execute(db, members, as_it_is);
        REQUIRE_FALSE(done);
        sa::error_info told = done.error();
        CHECK(db.execute(sa::insert(std::vector<Member>{{.name = "after"}, {.name = "that"}})).rowcount() == 2);
        return told;
      });
    };
    const sa::error_info alone = refused(one_by_one()), told = refused(by_arrays());
    CHECK(told.kind == kinds[i]);
    CHECK(told.kind == alone.kind);
    CHECK(told.code == alone.code);
    CHECK(told.sqlstate == alone.sqlstate);
    CHECK(told.constraint == alone.constraint);
    CHECK(told.message == alone.message);
    CHECK(told.sql == alone.sql);
    const std::vector<Member> left = all<Member>();
    REQUIRE(left.size() == 3);
    CHECK((left[0].name == "before" && left[1].name == "after" && left[2].name == "that"));
  }
}

TEST_CASE_METHOD(both_ways, "mariadb: long texts go in more packets, and one that is too long fails as ever") {
  std::vector<Member> members;
  for (const std::size_t size : {std::size_t{1}, std::size_t{3'000'000}, std::size_t{0}, std::size_t{200'000},
                                 std::size_t{200'000}, std::size_t{300'000}, std::size_t{2}})
    members.push_back({.name = std::string(size, 'x')});
  CHECK(arrays.begin([&](auto& db) { return db.execute(sa::insert(members)).rowcount(); }) == 7);
  const std::vector<Member> stored = all<Member>();
  REQUIRE(stored.size() == 7);
  for (std::size_t i = 0; i != 7; ++i) CHECK((stored[i].name == members[i].name));
  const auto greatest =
      arrays.begin([](auto& db) { return db.execute(sa::text<"SELECT @@max_allowed_packet", std::int64_t>()).one(); });
  members[4].name = std::string(static_cast<std::size_t>(greatest) + 4'000'000, 'x');
  const auto refused = [&](auto way) {
    auto db = arrays.connect();
    const auto done = way.execute(db, members, as_it_is);
    REQUIRE_FALSE(done);
    return done.error();
  };
  // The server closes the connection; whether the client still reads why is chance, also one by one.
  CHECK(refused(by_arrays()).kind == refused(one_by_one()).kind);
  CHECK(all<Member>().size() == 7);
}

TEST_CASE_METHOD(both_ways, "mariadb: a range waits for a lock until the deadline") {
  const std::vector<Member> members(10, Member{.email = "same"});
  auto first = arrays.begin();
  first.execute(sa::insert(Member{.email = "same"}));
  const auto late = arrays.try_begin({.deadline = sa::deadline::in(0.1)},
                                     [&](auto& db) { return db.try_execute(sa::insert(members)); });
  REQUIRE_FALSE(late);
  CHECK(late.error().kind == failure::timeout);
  first.rollback();
  const std::vector<Sample> samples{sample(1), sample(2), sample(3)};
  arrays.begin({.deadline = sa::deadline::in(60)}, [&](auto& db) { db.execute(sa::insert(samples)); });
  check_same(all<Sample>(), samples);
  CHECK(all<Member>().empty());
}

/// The driver itself, and a table for it.
struct session {
  using connection = in_arrays::connection;
  connection db;

  session() {
    if (!db.open(driver_suite::server_options("SQLALLOY_MARIADB_URL")).ok()) FAIL(db.error().message);
    run("DROP TABLE IF EXISTS batch_rows");
    run("CREATE TABLE batch_rows (id BIGINT AUTO_INCREMENT PRIMARY KEY, t LONGTEXT, n BIGINT)");
  }
  ~session() { (void)db.run("DROP TABLE batch_rows"); }

  void run(const char* sql) {
    if (!db.run(sql).ok()) FAIL(db.error().message);
  }
  connection::statement prepare(const sa::statement_text& text) {
    connection::statement made;
    if (!db.prepare(made, text).ok()) FAIL(db.error().message);
    return made;
  }
  std::int64_t number(std::string_view sql) {
    connection::cursor rows;
    std::int64_t found = 0;
    CHECK(db.execute_text(sql.data(), sql.size(), rows).ok());
    CHECK(db.fetch(rows) == sa::fetch_result::row);
    CHECK(db.read(rows, 0, found) == sa::read_result::value);
    db.finish(rows);
    return found;
  }
};

constexpr sa::sql_type text_and_number[] = {sa::sql_type::text, sa::sql_type::bigint};
constexpr sa::sql_type one_number[] = {sa::sql_type::bigint};
constexpr std::string_view insert_sql = "INSERT INTO batch_rows (t, n) VALUES (?, ?)";
constexpr sa::statement_text insert_text{insert_sql.data(), insert_sql.size(), text_and_number, {}};

TEST_CASE_METHOD(session, "mariadb: RETURNING gives the rows of a batch in their order") {
  constexpr std::string_view sql = "INSERT INTO batch_rows (t, n) VALUES (?, ?) RETURNING id, n";
  constexpr sa::sql_type found[] = {sa::sql_type::bigint, sa::sql_type::bigint};
  auto statement = prepare({sql.data(), sql.size(), text_and_number, found});
  std::int64_t last_key = 0, rows_read = 0;
  int answers = 0;
  for (int repeat = 0; repeat != 2; ++repeat) {
    connection::batch batch(db);
    for (std::int64_t n = 0; n != 1500; ++n) {
      connection::parameters<2> given(db, statement);
      CHECK(given.bind(0, std::string_view("text")).ok());
      CHECK(given.bind(1, n).ok());
      REQUIRE(batch.add(statement, given).ok());
    }
    CHECK(batch.size() == 1500);
    std::int64_t next = 0;
    const sa::status done = batch.run([&](connection::cursor& rows) {
      ++answers;
      std::int64_t key = 0, n = -1;
      while (db.fetch(rows) == sa::fetch_result::row) {
        CHECK(db.read(rows, 0, key) == sa::read_result::value);
        CHECK(db.read(rows, 1, n) == sa::read_result::value);
        if (key <= last_key || n != next++) FAIL("row " << next << " has key " << key << " and number " << n);
        last_key = key;
        ++rows_read;
      }
      CHECK(db.rows_changed(rows) == 1500);
      return sa::status{};
    });
    CHECK(done.ok());
    CHECK(batch.size() == 0);
  }
  CHECK(rows_read == 3000);
  CHECK(answers == 2);
}

TEST_CASE_METHOD(session, "mariadb: a statement goes on as ever after a batch, and so does the batch") {
  auto statement = prepare(insert_text);
  connection::batch batch(db);
  std::int64_t key = 0;
  const auto keep_key = [&](connection::cursor&) { return key = db.last_insert_id(), sa::status{}; };
  for (int repeat = 0; repeat != 2; ++repeat) {
    for (int i = 0; i != 3; ++i) {
      connection::parameters<2> given(db, statement);
      CHECK(given.bind_null(0).ok());
      CHECK(given.bind(1, std::int64_t{i}).ok());
      CHECK(batch.add(statement, given).ok());
    }
    CHECK(batch.run(keep_key).ok());
    // Of several rows the server tells the first key (MariaDB manual, "LAST_INSERT_ID").
    CHECK(number("SELECT n FROM batch_rows WHERE id = " + std::to_string(key)) == 0);
    connection::parameters<2> given(db, statement);
    connection::cursor rows;
    CHECK(given.bind(0, std::string_view("alone")).ok());
    CHECK(given.bind_null(1).ok());
    REQUIRE(db.execute(statement, given, rows).ok());
    CHECK(db.rows_changed(rows) == 1);
    db.finish(rows);
    CHECK(number("SELECT MAX(id) FROM batch_rows") == db.last_insert_id());
  }
  CHECK(number("SELECT COUNT(*) FROM batch_rows WHERE t IS NULL AND n IS NOT NULL") == 6);
  CHECK(number("SELECT COUNT(*) FROM batch_rows WHERE t = 'alone' AND n IS NULL") == 2);
}

TEST_CASE_METHOD(session, "mariadb: a value of another type begins another packet") {
  auto statement = prepare(insert_text);
  connection::batch batch(db);
  const auto add = [&](auto value) {
    connection::parameters<2> given(db, statement);
    CHECK(given.bind(0, std::string_view("t")).ok());
    CHECK(given.bind(1, value).ok());
    CHECK(batch.add(statement, given).ok());
  };
  for (int i = 0; i != 2; ++i) add(std::int64_t{5'000'000'000});
  for (int i = 0; i != 2; ++i) add(std::int16_t{-7});
  add(std::int64_t{1});
  std::int64_t changed = 0;
  CHECK(batch.run([&](connection::cursor& rows) { return changed += db.rows_changed(rows), sa::status{}; }).ok());
  CHECK(changed == 5);
  CHECK(number("SELECT SUM(n) FROM batch_rows") == 9'999'999'987);
}

sa::array_view list_of(const std::vector<std::int64_t>& numbers) {
  return {sa::sql_type::bigint, numbers.size(), numbers.data(), [](const void* data, std::size_t index) {
            return sa::value_view(static_cast<const std::int64_t*>(data)[index]);
          }};
}

TEST_CASE_METHOD(session, "mariadb: a list is kept until the batch is run") {
  run("INSERT INTO batch_rows (n) VALUES (1), (2), (3), (4)");
  const std::string sql = "UPDATE batch_rows SET t = 'found' WHERE " +
                          driver_suite::mariadb_spelling::is_in_list("n", sa::sql_type::bigint, "?");
  constexpr sa::sql_type list[] = {sa::array_of(sa::sql_type::bigint)};
  auto statement = prepare({sql.c_str(), sql.size(), list, {}});
  connection::batch batch(db);
  for (const std::vector<std::int64_t>& numbers : {std::vector<std::int64_t>{1, 2}, {}, {4}}) {
    connection::parameters<1> given(db, statement);
    CHECK(given.bind(0, list_of(numbers)).ok());
    CHECK(batch.add(statement, given).ok());
  }
  std::int64_t changed = 0;
  CHECK(batch.run([&](connection::cursor& rows) { return changed += db.rows_changed(rows), sa::status{}; }).ok());
  CHECK(changed == 3);
  CHECK(number("SELECT SUM(n) FROM batch_rows WHERE t = 'found'") == 7);
}

TEST_CASE_METHOD(session, "mariadb: what the server takes in no array is executed one by one") {
  auto select = prepare({"SELECT ? + 1", 12, one_number, {}});
  auto defaults = prepare({"INSERT INTO batch_rows VALUES ()", 32, {}, {}});
  connection::batch batch(db);
  for (std::int64_t n = 0; n != 3; ++n) {
    connection::parameters<1> given(db, select);
    CHECK(given.bind(0, n).ok());
    CHECK(batch.add(select, given).ok());
  }
  for (int i = 0; i != 2; ++i) {
    connection::parameters<0> none(db, defaults);
    CHECK(batch.add(defaults, none).ok());
  }
  std::vector<std::int64_t> found;
  const sa::status done = batch.run([&](connection::cursor& rows) {
    std::int64_t n = 0;
    while (db.column_count(rows) != 0 && db.fetch(rows) == sa::fetch_result::row)
      if (db.read(rows, 0, n) == sa::read_result::value) found.push_back(n);
    return sa::status{};
  });
  CHECK(done.ok());
  CHECK(found == std::vector<std::int64_t>{1, 2, 3});
  CHECK(number("SELECT COUNT(*) FROM batch_rows") == 2);
}

TEST_CASE_METHOD(session, "mariadb: what fails ends a batch, and nothing is left of it to run") {
  auto statement = prepare(insert_text);
  connection::batch batch(db);
  const auto add_rows = [&] {
    for (int i = 0; i != 2; ++i) {
      connection::parameters<2> given(db, statement);
      CHECK(given.bind(0, std::string_view("t")).ok());
      CHECK(given.bind(1, std::int64_t{i}).ok());
      CHECK(batch.add(statement, given).ok());
    }
  };
  add_rows();
  int answers = 0;
  CHECK(batch.run([&](connection::cursor&) { return ++answers, sa::status{failure::data}; }).kind == failure::data);
  CHECK(answers == 1);
  CHECK(batch.size() == 0);
  add_rows();
  CHECK(batch.run([](connection::cursor&) { return sa::status{}; }).ok());
  CHECK(number("SELECT COUNT(*) FROM batch_rows") == 4);
  add_rows();
  db.close();
  CHECK_FALSE(batch.run([](connection::cursor&) { return sa::status{}; }).ok());
  CHECK(batch.size() == 0);
  REQUIRE(db.open(driver_suite::server_options("SQLALLOY_MARIADB_URL")).ok());
}

}  // namespace

#endif
