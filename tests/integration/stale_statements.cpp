// SPDX-License-Identifier: MIT
// What a server has prepared goes when its session is cleared, and is of no use once a table has changed. Nobody is to
// notice, as long as there is no transaction that it ends.
#include <sqlalloy.hpp>
#include <sqlalloy/driver/libpq.hpp>

#include <catch2/catch.hpp>
#include <support/server_url.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sa = sqlalloy;
using sa::failure;

namespace {

struct Part {
  std::int64_t id{};
  std::string name{};
  std::optional<std::int32_t> stock{};

  using table = sa::table<"stale_parts", sa::primary_key<&Part::id>, sa::unique<&Part::name>>;
};

constexpr auto id = sa::col<&Part::id>;
constexpr auto name = sa::col<&Part::name>;
constexpr auto stock = sa::col<&Part::stock>;
constexpr auto in_order = sa::select<Part>().order_by(id);
constexpr auto how_many = sa::select(sa::count()).from(sa::tables<Part>);

std::vector<Part> parts(std::size_t count) {
  std::vector<Part> made(count);
  for (std::size_t i = 0; i != count; ++i) made[i].name = "part " + std::to_string(i);
  return made;
}

constexpr std::size_t many = sa::rows_worth_a_copy;

using engine_type = sa::engine<sa::postgresql::libpq>;

struct fixture {
  std::string log{};
  engine_type engine = sa::create_engine<sa::postgresql::libpq>(support::server_url("SQLALLOY_POSTGRESQL_URL"),
                                                                {.hook = {.call = &fixture::note, .context = &log}});

  fixture() {
    engine.begin([](auto& db) {
      db.drop_all(sa::tables<Part>);
      db.create_all(sa::tables<Part>);
    });
  }
  ~fixture() {
    engine.begin([](auto& db) { db.drop_all(sa::tables<Part>); });
  }
  fixture(const fixture&) = delete;
  fixture& operator=(const fixture&) = delete;

  auto autocommit() { return engine.connect({.isolation = sa::isolation_level::autocommit}); }

  // As another session would do it.
  void change(const char* sql) {
    engine.begin([sql](auto& db) { db.exec_driver_sql(sql); });
  }

  static void note(void* to, const sa::execute_event& event) {
    *static_cast<std::string*>(to) += event.finished ? (event.outcome == failure::none ? '+' : '-') : '(';
  }
};

// The ways in which what was prepared becomes useless between two statements of `db`.
template <class Database, class Work>
void whatever_happens(fixture& f, Database& db, Work work) {
  work();
  SECTION("columns change their types") {
    f.change("ALTER TABLE stale_parts ALTER COLUMN stock TYPE BIGINT, ALTER COLUMN id TYPE INTEGER");
    work();
    f.change("ALTER TABLE stale_parts ALTER COLUMN stock TYPE INTEGER, ALTER COLUMN id TYPE BIGINT");
    work();
  }
  SECTION("the session is cleared") {
    db.exec_driver_sql("DISCARD ALL");
    work();
    db.exec_driver_sql("DEALLOCATE ALL");
    work();
  }
}

TEST_CASE_METHOD(fixture, "libpq: a pipeline with autocommit is repeated with statements that are prepared anew") {
  auto db = autocommit();
  std::int64_t rows = 0;
  whatever_happens(*this, db, [&] {
    log.clear();
    const auto [added, all, again, count] =
        db.pipeline(sa::insert(Part{.name = "part " + std::to_string(rows)}), in_order, in_order, how_many);
    ++rows;
    CHECK(log == "((((++++");  // each is told of once
    CHECK(added.rowcount() == 1);
    CHECK(all.size() == static_cast<std::size_t>(rows));
    CHECK(all.back().id == added.inserted_primary_key());
    CHECK(again.size() == all.size());
    CHECK(count.at(0)[sa::count()] == rows);
  });
  CHECK(rows == 3);
}

TEST_CASE_METHOD(fixture, "libpq: a pipeline that is repeated may fail still, and has done nothing") {
  auto db = autocommit();
  const auto fails = [&] {
    const auto failed = db.try_pipeline(in_order, sa::insert(Part{.name = "new"}), sa::insert(Part{.name = "there"}));
    REQUIRE_FALSE(failed);
    CHECK(failed.error().kind == failure::integrity);
    CHECK(db.execute(how_many).scalar() == 1);
  };
  db.execute(sa::insert(Part{.name = "there"}));
  fails();
  change("ALTER TABLE stale_parts ALTER COLUMN stock TYPE BIGINT");
  fails();
  change("DROP TABLE stale_parts");
  const auto gone = db.try_pipeline(how_many, in_order);
  REQUIRE_FALSE(gone);
  CHECK(gone.error().kind == failure::programming);
}

TEST_CASE_METHOD(fixture, "libpq: a pipeline is not repeated where it may have kept something") {
  auto db = autocommit();
  const auto work = [&] {
    return db.try_pipeline(sa::text<"BEGIN">(), sa::insert(Part{.name = "kept"}), sa::text<"COMMIT">(), in_order);
  };
  REQUIRE(work());
  db.execute(sa::delete_from<Part>());
  change("ALTER TABLE stale_parts ALTER COLUMN stock TYPE BIGINT");
  CHECK(work().error().sqlstate == "0A000");
  CHECK(db.execute(how_many).scalar() == 1);
  db.execute(sa::delete_from<Part>());
  CHECK(work());
}

TEST_CASE_METHOD(fixture, "libpq: a transaction that a stale pipeline has ended says why, and the next one does well") {
  auto db = engine.connect();
  const auto works = [&] { return db.try_pipeline(in_order, how_many, sa::insert(Part{.name = "a"})); };
  REQUIRE(works());
  db.rollback();
  change("ALTER TABLE stale_parts ALTER COLUMN stock TYPE BIGINT");
  CHECK(works().error().sqlstate == "0A000");
  db.rollback();
  REQUIRE(works());
  db.exec_driver_sql("DEALLOCATE ALL");
  CHECK(works().error().sqlstate == "26000");
  CHECK(db.try_commit().error().kind == failure::invalid_request);
  db.rollback();
  REQUIRE(works());
  db.rollback();
}

// One struct goes without a savepoint, two in a pipeline, ten as arrays, many by COPY where no key is asked for.
template <class Database, class Kept>
void ways_in(fixture& f, Database& db, Kept kept) {
  for (const std::size_t count : {std::size_t{1}, std::size_t{2}, std::size_t{10}, many}) {
    CAPTURE(count);
    const std::vector<Part> given = parts(count);
    const auto check = [&](std::int64_t rows) {
      CHECK(rows == static_cast<std::int64_t>(count));
      CHECK(db.execute(how_many).scalar() == rows);
      kept();
    };
    SECTION("execute(insert(range)), " + std::to_string(count)) {
      whatever_happens(f, db, [&] { check(db.execute(sa::insert(given)).rowcount()); });
    }
    SECTION("an upsert, " + std::to_string(count)) {
      const auto upsert = sa::insert(given).on_conflict(name).do_update(stock = 1);
      whatever_happens(f, db, [&] { check(db.execute(upsert).rowcount()); });
    }
    SECTION("bulk_insert(), " + std::to_string(count)) {
      whatever_happens(f, db, [&] { check(db.bulk_insert(given).rowcount()); });
    }
    SECTION("bulk_insert() for keys, " + std::to_string(count)) {
      whatever_happens(f, db, [&] {
        const std::vector<std::int64_t> keys = db.bulk_insert(given, sa::returning_keys);
        REQUIRE(keys.size() == count);
        CHECK(db.execute(sa::select(sa::max(id))).scalar() == keys.back());
        check(static_cast<std::int64_t>(keys.size()));
      });
    }
  }
}

TEST_CASE_METHOD(fixture, "libpq: structs with autocommit are inserted with a statement that is prepared anew") {
  auto db = autocommit();
  ways_in(*this, db, [&] { db.execute(sa::delete_from<Part>()); });
}

TEST_CASE_METHOD(fixture, "libpq: structs in a transaction are undone to before them, and inserted once more") {
  auto db = engine.connect();
  const std::vector<Part> given = parts(10);
  const auto works = [&] { CHECK(db.bulk_insert(given, sa::returning_keys).size() == 10); };
  works();
  db.rollback();
  db.exec_driver_sql("SELECT 1");
  change("ALTER TABLE stale_parts ALTER COLUMN id TYPE INTEGER");
  works();
  db.exec_driver_sql("DELETE FROM stale_parts");
  db.exec_driver_sql("DEALLOCATE ALL");
  works();
  db.commit();
  CHECK(db.execute(how_many).scalar() == 10);
  db.exec_driver_sql("DELETE FROM stale_parts");
  db.commit();
  // By COPY: it goes by COPY again, and not by an INSERT because COPY has failed once.
  CHECK(db.bulk_insert(parts(many)).rowcount() == many);
  db.exec_driver_sql("DELETE FROM stale_parts");
  db.exec_driver_sql("DEALLOCATE ALL");
  log.clear();
  CHECK(db.bulk_insert(parts(many)).rowcount() == many);
  CHECK(log == "(+(-(+(+(+(+");  // SAVEPOINT, COPY, ROLLBACK TO, SAVEPOINT, COPY, RELEASE
  db.commit();
}

}  // namespace
