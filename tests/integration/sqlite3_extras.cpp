// SPDX-License-Identifier: MIT
// What SQLite can do beyond queries, on connections of an engine.
#include <sqlalloy.hpp>
#include <sqlalloy/driver/sqlite3.hpp>
#include <sqlalloy/driver/sqlite3/backup.hpp>

#include <catch2/catch.hpp>

#include <unistd.h>
#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

namespace sa = sqlalloy;
using namespace sa::literals;

namespace {

namespace sqlite = sa::sqlite;

struct Photo {
  std::int64_t id{};
  std::string title{};
  std::vector<std::byte> data{};

  using table = sa::table<"photos", sa::primary_key<&Photo::id>>;
};

struct two_files {
  std::string path = "/tmp/sqlalloy_extras_" + std::to_string(::getpid()) + ".db", copy = path + ".copy";
  sa::engine<sqlite::sqlite3> engine = sa::create_engine<sqlite::sqlite3>("sqlite:///" + path);

  two_files() {
    engine.begin([](auto& db) {
      db.create_all(sa::tables<Photo>);
      for (int i = 0; i != 100; ++i) db.execute(sa::insert(Photo{.title = std::string(1000, 'x')}));
    });
  }
  ~two_files() {
    for (const std::string& file : {path, copy})
      for (const char* suffix : {"", "-wal", "-shm", "-journal"}) std::remove((file + suffix).c_str());
  }
  auto titles_of_copy() {
    return sa::create_engine<sqlite::sqlite3>("sqlite:///" + copy).connect().execute(sa::select<Photo>()).all().size();
  }
};

TEST_CASE_METHOD(two_files, "sqlite3: a backup begins anew when another connection writes, and is whole") {
  auto db = engine.connect();
  bool is_written = false;
  int greatest = 0;
  const sa::status done = sqlite::backup(*db.driver_connection(), copy, {.pages = 10}, [&](sqlite::backup_progress at) {
    if (!is_written)
      engine.begin([](auto& other) { other.execute(sa::insert(Photo{.title = "in between"})); });
    else if (at.remaining > greatest)
      greatest = at.remaining;
    is_written = true;
  });
  CHECK(done.ok());
  CHECK(greatest > 0);
  CHECK(titles_of_copy() == 101);
}

TEST_CASE_METHOD(two_files, "sqlite3: a backup waits for a database that is locked as long as the busy timeout says") {
  auto db = engine.connect();
  sqlite::sqlite3_connection other;
  sa::connect_options options;
  options.database = path;
  REQUIRE(other.open(options).ok());
  REQUIRE(other.run("BEGIN EXCLUSIVE").ok());
  ::sqlite3_busy_timeout(db.driver_connection()->native_handle(), 0);
  CHECK(sqlite::backup(*db.driver_connection(), copy).kind == sa::failure::operational);
  CHECK(db.driver_connection()->error().is_retryable);
  CHECK(db.driver_connection()->error().message == "database is locked (in a backup)");
  ::sqlite3_busy_handler(
      db.driver_connection()->native_handle(),
      [](void* locked, int) { return static_cast<sqlite::sqlite3_connection*>(locked)->run("ROLLBACK").ok() ? 1 : 0; },
      &other);
  CHECK(sqlite::backup(*db.driver_connection(), copy).ok());
  CHECK(titles_of_copy() == 100);
}

}  // namespace
