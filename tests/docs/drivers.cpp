// SPDX-License-Identifier: MIT
//
// The code of docs/drivers.md: a block there stands here, word for
// word. What needs a server runs where the environment names one.
#include <sqlalloy.hpp>
#include <sqlalloy/driver/libpq.hpp>
#include <sqlalloy/driver/libpq/copy_out.hpp>
#include <sqlalloy/driver/libpq/copy_rows.hpp>
#include <sqlalloy/driver/libpq/notice.hpp>
#include <sqlalloy/driver/libpq/notification.hpp>
#include <sqlalloy/driver/mysqlclient.hpp>
#include <sqlalloy/driver/sqlite3.hpp>
#include <sqlalloy/driver/sqlite3/backup.hpp>
#include <sqlalloy/driver/sqlite3/blob.hpp>
#include <sqlalloy/driver/sqlite3/collation.hpp>
#include <sqlalloy/driver/sqlite3/function.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <optional>
#include <span>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace sa = sqlalloy;
using namespace sa::literals;

namespace {

struct Song {
  std::int64_t id{};
  std::string title{};
  std::optional<double> speed{};
  std::vector<std::byte> sound{};

  using table = sa::table<
      "songs", sa::primary_key<&Song::id>,
      sa::column_type<&Song::title, "TEXT COLLATE by_length">>;
};

constexpr auto id = sa::col<&Song::id>;
constexpr auto title = sa::col<&Song::title>;
constexpr auto speed = sa::col<&Song::speed>;
constexpr auto sound = sa::col<&Song::sound>;

sa::status prepare(sa::sqlite::sqlite3_connection& db) {
  return sa::sqlite::create_function<"root">(
      db, [](double x) { return std::sqrt(x); },
      {.deterministic = true});
}

struct geometric_mean {
  double logarithms = 0;
  int count = 0;

  void step(double x) {
    logarithms += std::log(x);
    ++count;
  }
  std::optional<double> finalize() const {
    if (count == 0) return std::nullopt;
    return std::exp(logarithms / count);
  }
};

auto by_length = [](std::string_view left, std::string_view right) {
  return left.size() <=> right.size();
};

constexpr auto print = [](std::ostream& out,
                          const sa::postgresql::notice& said) {
  out << said.severity << ": " << said.message << '\n';
};

struct songs {
  sa::engine<sa::sqlite::sqlite3> engine =
      sa::create_engine<sa::sqlite::sqlite3>("sqlite://");
  songs() {
    engine.on_connect(prepare);
    engine.on_connect([](sa::sqlite::sqlite3_connection& db) {
      const sa::status done =
          sa::sqlite::create_aggregate<"geo_mean", geometric_mean>(db);
      if (!done.ok()) return done;
      return sa::sqlite::create_collation<"by_length">(db, by_length);
    });
    engine.begin([](auto& db) {
      db.create_all(sa::tables<Song>);
      db.execute(sa::insert(Song{.title = "Air", .speed = 4}));
      db.execute(sa::insert(Song{.title = "Bolero", .speed = 9}));
    });
  }
};

}  // namespace

TEST_CASE("drivers: a new connection") {
  auto engine = sa::create_engine<sa::sqlite::sqlite3>("sqlite://");
  engine.on_connect([](sa::sqlite::sqlite3_connection& db) {
    return db.run("PRAGMA recursive_triggers = ON");
  });
  auto db = engine.connect();
  for (const auto& row :
       db.exec_driver_sql("PRAGMA recursive_triggers"))
    CHECK(row[0].integer() == 1);
}

TEST_CASE("drivers: one of several") {
  auto engine =
      sa::create_engine<sa::sqlite::sqlite3, sa::postgresql::libpq>(
          "sqlite://");
  engine.on_connect([](auto& db) -> sa::status {
    if (auto* own =
            db.template get_if<sa::sqlite::sqlite3_connection>())
      return prepare(*own);
    return db.run("SET search_path = shop, public");
  });
  const auto two = sa::select(sa::func<"root", double>(4.0));
  CHECK(engine.connect().execute(two).scalar() == 2);
}

TEST_CASE_METHOD(songs, "drivers: the driver's own connection") {
  auto db = engine.connect();
  sqlite3* handle = db.driver_connection()->native_handle();
  CHECK(sqlite3_db_readonly(handle, "main") == 0);
}

TEST_CASE_METHOD(songs, "drivers: sqlite3: functions") {
  auto db = engine.connect();
  const auto fast =
      sa::select(title)
          .where(sa::func<"root", std::optional<double>>(speed) > 2.5)
          .order_by(title);
  CHECK(db.execute(fast).scalars() ==
        std::vector<std::string>{"Bolero"});
  const auto mean = sa::select(
      sa::aggregate_func<"geo_mean", std::optional<double>>(speed));
  CHECK(db.execute(mean).scalar().value_or(0) == Approx(6));
  CHECK(db.execute(sa::select(title).order_by(sa::desc(title)))
            .scalars()[0] == "Bolero");
}

TEST_CASE_METHOD(songs, "drivers: sqlite3: a function that fails") {
  engine.on_connect([](sa::sqlite::sqlite3_connection& db) {
    return sa::sqlite::create_function<"log2">(
        db, [](double x) -> sa::result<double> {
          if (x > 0) return std::log2(x);
          return sa::make_error(sa::failure::data, "of 0 or less");
        });
  });
  engine.dispose();
  auto db = engine.connect();
  try {
    db.execute(sa::select(sa::func<"log2", double>(-1.0)));
    FAIL();
  } catch (const sa::data_error& error) {
    CHECK(error.info().message == "sqlite3: log2(): of 0 or less");
  }
}

TEST_CASE_METHOD(songs, "drivers: sqlite3: a backup") {
  const std::string file =
      "/tmp/sqlalloy_docs_" + std::to_string(std::rand()) + ".db";
  auto db = engine.connect();
  const sa::status done = sa::sqlite::backup(
      *db.driver_connection(), file, {.pages = 500},
      [](sa::sqlite::backup_progress now) {
        std::clog << now.remaining << " of " << now.total << '\n';
      });
  if (!done.ok())
    std::cerr << db.driver_connection()->error().message << '\n';
  CHECK(done.ok());
  CHECK(std::remove(file.c_str()) == 0);
}

TEST_CASE_METHOD(songs, "drivers: sqlite3: a blob") {
  engine.begin([](auto& db) {
    const auto row = sa::insert<Song>().values(
        title = "Canon",
        sound = sa::func<"zeroblob", std::vector<std::byte>>(1000));
    const auto key = db.execute(row.returning(id)).scalar();

    sa::sqlite::blob out;
    sa::status done =
        out.open(*db.driver_connection(), "songs", "sound", key,
                 sa::sqlite::blob_access::read_write);
    const std::array<std::byte, 100> part{};
    for (std::size_t at = 0; done.ok() && at != out.size();
         at += part.size())
      done = out.write(at, part);
    if (done.ok()) done = out.close();
    CHECK(done.ok());
  });
}

TEST_CASE("drivers: libpq: notifications") {
  const char* url = std::getenv("SQLALLOY_POSTGRESQL_URL");
  if (!url) return;
  auto engine = sa::create_engine<sa::postgresql::libpq>(url);

  auto hears =
      engine.connect({.isolation = sa::isolation_level::autocommit});
  auto& own = *hears.driver_connection();
  const sa::status listens = sa::postgresql::listen(own, "songs");
  CHECK(listens.ok());

  engine.begin([](auto& db) {
    const sa::status done = sa::postgresql::notify(
        *db.driver_connection(), "songs", "7 is new");
    CHECK(done.ok());
  });

  sa::postgresql::notification heard;
  switch (sa::postgresql::next_notification(own, heard, 30)) {
    case sa::fetch_result::row:
      std::cout << heard.channel << ": " << heard.payload << '\n';
      break;
    case sa::fetch_result::done:  // nothing for 30 seconds
      break;
    case sa::fetch_result::failed:
      std::cerr << own.error().message << '\n';
      break;
  }
  CHECK(heard.payload == "7 is new");
}

TEST_CASE("drivers: libpq: notices") {
  const char* url = std::getenv("SQLALLOY_POSTGRESQL_URL");
  if (!url) return;
  auto engine = sa::create_engine<sa::postgresql::libpq>(url);
  engine.on_connect([](sa::postgresql::libpq_connection& db) {
    return sa::postgresql::on_notice(db, print, std::clog);
  });
  auto db = engine.connect();
  db.exec_driver_sql("DO $$ BEGIN RAISE NOTICE 'it is late'; END $$");
}

TEST_CASE("drivers: libpq: COPY") {
  const char* url = std::getenv("SQLALLOY_POSTGRESQL_URL");
  if (!url) return;
  auto engine = sa::create_engine<sa::postgresql::libpq>(url);
  auto db =
      engine.connect({.isolation = sa::isolation_level::autocommit});
  db.exec_driver_sql(
      "CREATE TEMPORARY TABLE songs (id int, title text)");
  db.exec_driver_sql("INSERT INTO songs VALUES (7, 'Air')");
  std::ostringstream file;
  const sa::status done = sa::postgresql::copy_out(
      *db.driver_connection(),
      "COPY songs TO STDOUT (FORMAT csv, HEADER)",
      [&](std::string_view piece) { file << piece; });
  CHECK(done.ok());
  CHECK(file.str() == "id,title\n7,Air\n");
}

TEST_CASE("drivers: libpq: the rows of a query by COPY") {
  const char* url = std::getenv("SQLALLOY_POSTGRESQL_URL");
  if (!url) return;
  auto engine = sa::create_engine<sa::postgresql::libpq>(url);
  auto db = engine.connect();
  db.exec_driver_sql(
      "CREATE TEMPORARY TABLE songs (id bigint, title text, speed "
      "float8, sound bytea)");
  db.exec_driver_sql(
      "INSERT INTO songs VALUES (7, 'Air', 60, ''), (8, 'Canon', 55.5, "
      "''), (9, 'Chaconne', NULL, '')");
  double fastest = 0;
  const sa::status done = sa::copy_rows(
      *db.driver_connection(), sa::select<Song>(),
      [&](const Song& song) {
        fastest = std::max(fastest, song.speed.value_or(0));
      });
  CHECK(done.ok());
  CHECK(fastest == 60);
}

TEST_CASE("drivers: libpq: a pooler") {
  auto engine = sa::create_engine<sa::postgresql::libpq>(
      "postgresql://ada@pooler.example.org:6432/shop"
      "?prepared_statements=false",
      {.poolclass = sa::pool_class::null_pool});
  CHECK(engine.dialect_name() == "postgresql");
}

TEST_CASE("drivers: URLs") {
  for (const char* url : {
           "postgresql://ada@/shop?host=a.example.org,b.example.org"
           "&port=5432,5433&target_session_attrs=read-write",
           "postgresql:///?service=shop",
       })
    CHECK(
        sa::create_engine<sa::postgresql::libpq>(url).url().starts_with(
            "postgresql://"));
  auto engine = sa::create_engine<sa::mariadb::mysqlclient>(
      "mariadb://ada@localhost/shop?local_infile=true");
  CHECK(engine.dialect_name() == "mariadb");
}
