// SPDX-License-Identifier: MIT
// What SQLite can do beyond queries, on connections of an engine.
#include <sqlalloy.hpp>
#include <sqlalloy/driver/libpq.hpp>
#include <sqlalloy/driver/sqlite3.hpp>
#include <sqlalloy/driver/sqlite3/backup.hpp>
#include <sqlalloy/driver/sqlite3/blob.hpp>
#include <sqlalloy/driver/sqlite3/collation.hpp>
#include <sqlalloy/driver/sqlite3/function.hpp>

#include <catch2/catch.hpp>

#include <unistd.h>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>
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

TEST_CASE_METHOD(two_files, "sqlite3: a blob is made with zeroblob and filled by parts") {
  using bytes = std::vector<std::byte>;
  engine.begin([](auto& db) {
    const auto id = db.execute(sa::insert<Photo>()
                                   .values(sa::col<& Photo::title> = "big",
                                           sa::col<& Photo::data> = sa::func<"zeroblob", bytes>(100'000))
                                   .returning(sa::col<&Photo::id>))
                        .scalar();
    sqlite::blob part;
    REQUIRE(part.open(*db.driver_connection(), "photos", "data", id, sqlite::blob_access::read_write).ok());
    CHECK(part.size() == 100'000);
    const bytes sevens(1000, std::byte{7});
    for (std::size_t at = 0; at != part.size(); at += sevens.size()) REQUIRE(part.write(at, sevens).ok());
    REQUIRE(part.close().ok());
  });
  const Photo kept = engine.connect().execute(sa::select<Photo>().where(sa::col<&Photo::title> == "big")).one();
  CHECK(kept.data == bytes(100'000, std::byte{7}));
}

struct Word {
  std::int64_t id{};
  std::string text{};
  std::optional<double> weight{};

  using table = sa::table<"words", sa::primary_key<&Word::id>, sa::column_type<&Word::text, "TEXT COLLATE by_size">>;
};

constexpr auto word = sa::col<&Word::text>;
constexpr auto weight = sa::col<&Word::weight>;

struct product {
  double value = 1;
  void step(double x) { value *= x; }
  double finalize() const { return value; }
};

sa::status teach(sqlite::sqlite3_connection& db) {
  sa::status done = sqlite::create_function<"scrabble">(
      db, [](const std::string& text) { return static_cast<int>(text.size()) * 3; }, {.deterministic = true});
  if (done.ok())
    done = sqlite::create_collation<"by_size">(
        db, [](std::string_view left, std::string_view right) { return left.size() <=> right.size(); });
  return done.ok() ? sqlite::create_aggregate<"product", product>(db) : done;
}

struct words {  // whose texts are equal where they are as long
  sa::engine<sqlite::sqlite3> engine = sa::create_engine<sqlite::sqlite3>("sqlite://");
  words() {
    engine.on_connect(teach);
    engine.begin([](auto& db) {
      db.create_all(sa::tables<Word>);
      db.execute(sa::insert(Word{.text = "tree", .weight = 2}));
      db.execute(sa::insert(Word{.text = "a", .weight = 3}));
      db.execute(sa::insert(Word{.text = "ant", .weight = 7}));
      db.execute(sa::insert(Word{.text = "bee"}));
    });
  }
};

TEST_CASE_METHOD(words, "sqlite3: a query calls functions that every connection of an engine was taught") {
  auto first = engine.connect(), second = engine.connect();
  constexpr auto worth = sa::func<"scrabble", int>(word);
  for (auto* db : {&first, &second}) {
    CHECK(db->execute(sa::select(worth).where(worth > 9)).scalars() == std::vector<int>{12});
    CHECK(db->execute(sa::select(sa::aggregate_func<"product", double>(weight))).scalar() == 42);
    CHECK(db->execute(sa::select(sa::aggregate_func<"product", double>(weight)).where(word == "longer")).scalar() == 1);
    CHECK(db->execute(sa::select(worth, sa::aggregate_func<"product", double>(weight)).group_by(worth)).all().size() ==
          3);
    CHECK(db->execute(sa::select(word).where(sa::col<&Word::id> < 4).order_by(word)).scalars() ==
          std::vector<std::string>{"a", "ant", "tree"});
  }
}

TEST_CASE_METHOD(words, "sqlite3: what a function says is the error of the statement") {
  engine.on_connect([](sqlite::sqlite3_connection& db) {
    return sqlite::create_function<"root">(db, [](double x) -> sa::result<double> {
      if (x < 0) return sa::make_error(sa::failure::data, "of a negative number");
      return x / 2;
    });
  });
  engine.dispose();
  auto db = engine.connect();
  const auto failed = db.try_execute(sa::select(sa::func<"root", double>(-4.0)));
  REQUIRE_FALSE(failed);
  CHECK(failed.error().kind == sa::failure::data);
  CHECK(failed.error().message == "sqlite3: root(): of a negative number");
  CHECK_THROWS_AS(db.execute(sa::select(sa::func<"root", double>("4"))), sa::data_error);
}

TEST_CASE("sqlite3: among several drivers, functions are for SQLite's connections") {
  auto engine = sa::create_engine<sa::postgresql::libpq, sqlite::sqlite3>("sqlite://");
  engine.on_connect([](auto& db) {
    auto* const own = db.template get_if<sqlite::sqlite3_connection>();
    return own ? teach(*own) : sa::status{};
  });
  CHECK(engine.connect().execute(sa::select(sa::func<"scrabble", int>("tree"))).scalar() == 12);
}

}  // namespace
