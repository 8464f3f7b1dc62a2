// SPDX-License-Identifier: MIT
//
// The code of docs/bulk.md: a block there stands here, word for word.
#include <sqlalloy.hpp>
#include <sqlalloy/driver/sqlite3.hpp>

#include <catch2/catch.hpp>

#include <cstddef>
#include <cstdint>
#include <iostream>
#include <string>
#include <vector>

namespace sa = sqlalloy;
using namespace sa::literals;

namespace {

struct Reading {
  std::int64_t id{};
  std::string sensor{};
  int kelvin{};

  using table = sa::table<"readings", sa::primary_key<&Reading::id>,
                          sa::check<(sa::col<&Reading::kelvin> >= 0)>>;
};

constexpr auto id = sa::col<&Reading::id>;
constexpr auto sensor = sa::col<&Reading::sensor>;
constexpr auto kelvin = sa::col<&Reading::kelvin>;

std::vector<Reading> measure() {
  std::vector<Reading> readings;
  for (int i = 0; i != 100; ++i)
    readings.push_back(
        {.sensor = i % 2 == 0 ? "roof" : "cellar", .kelvin = 280 + i});
  return readings;
}

struct station {
  sa::engine<sa::sqlite::sqlite3> engine =
      sa::create_engine<sa::sqlite::sqlite3>("sqlite://");
  sa::connection<sa::sqlite::sqlite3> db = engine.connect();

  station() {
    db.create_all(sa::tables<Reading>);
    db.commit();
  }
  std::int64_t rows() {
    return db.execute(sa::select(sa::count()).from(sa::tables<Reading>))
        .scalar();
  }
};

}  // namespace

TEST_CASE_METHOD(station, "bulk: rows in") {
  std::vector<Reading> readings = measure();
  db.bulk_insert(readings);
  CHECK(rows() == 100);
  db.execute(sa::delete_from<Reading>());

  const std::vector<std::int64_t> keys =
      db.bulk_insert(readings, sa::returning_keys);
  for (std::size_t i = 0; i != keys.size(); ++i)
    readings[i].id = keys[i];
  const auto in_order = sa::select(id).order_by(id);
  CHECK(db.execute(in_order).scalars() == keys);

  for (Reading& one : readings) ++one.kelvin;
  db.execute(sa::insert(readings).with(id).on_conflict(id).do_update(
      kelvin = sa::excluded(kelvin)));
  CHECK(rows() == 100);
  const auto first = sa::select(kelvin).where(id == keys[0]);
  CHECK(db.execute(first).scalar() == 281);
}

TEST_CASE_METHOD(station, "bulk: all or none") {
  std::vector<Reading> readings = measure();
  db.execute(sa::insert(readings[0]));
  readings[70].kelvin = -1;
  try {
    db.bulk_insert(readings);
  } catch (const sa::integrity_error& error) {
    std::cout << error.sql() << '\n';
  }
  CHECK(rows() == 1);
}

TEST_CASE_METHOD(station, "bulk: rows out") {
  db.bulk_insert(measure());
  std::int64_t sum = 0;
  for (const Reading& one :
       db.yield_per(1000).execute(sa::select<Reading>()))
    sum += one.kelvin;
  CHECK(sum == 100 * 280 + 99 * 50);

  const auto cold = sa::select(sensor).where(kelvin < "least"_p);
  for (const auto& [where] :
       db.yield_per(1000).execute(cold, "least"_p = 285))
    std::cout << where << '\n';

  {
    auto rows = db.yield_per(1000).execute(sa::select<Reading>());
    for (const Reading& one : rows)
      if (one.kelvin > 300) break;
    rows.close();
    db.execute(sa::delete_from<Reading>().where(kelvin > 300));
  }
  CHECK(rows() == 21);
}

TEST_CASE_METHOD(station, "bulk: several statements at once") {
  db.bulk_insert(measure());
  const auto [coldest, count, deleted] =
      db.pipeline(sa::select<Reading>().order_by(kelvin).limit(1),
                  sa::select(sa::count()).from(sa::tables<Reading>),
                  sa::delete_from<Reading>().where(sensor == "roof"));
  std::cout << coldest[0].kelvin << " of " << count[0][sa::count()]
            << ", " << deleted.rowcount() << " deleted\n";
  CHECK((coldest[0].kelvin == 280 && count[0][sa::count()] == 100));
  CHECK((deleted.rowcount() == 50 && rows() == 50));
}

TEST_CASE_METHOD(station, "bulk: without exceptions") {
  const std::vector<Reading> readings = measure();
  const auto keys = db.try_bulk_insert(readings, sa::returning_keys);
  if (!keys) std::cerr << keys.error().message << '\n';
  CHECK((keys && keys->size() == 100));
}
