// SPDX-License-Identifier: MIT
//
// A weather service: many readings come in, a report reads all of them in constant memory, and a question that would
// take too long is given up in time. With the URL of a PostgreSQL server as argument it runs there, else on SQLite; it
// makes the tables wx_stations and wx_readings, and drops them.

#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <sqlalloy.hpp>
#include <sqlalloy/driver/sqlite3.hpp>
#include <string>
#include <vector>
#if __has_include(<libpq-fe.h>)
#include <sqlalloy/driver/libpq.hpp>
#endif

namespace sa = sqlalloy;

namespace {

struct Station {
  std::int64_t id{};
  std::string name{};

  using table = sa::table<"wx_stations", sa::primary_key<&Station::id>, sa::unique<&Station::name>>;
};

struct Reading {
  std::int64_t id{};
  std::int64_t station_id{};
  int hour{};
  int kelvin{};

  using table =
      sa::table<"wx_readings", sa::primary_key<&Reading::id>, sa::references<&Reading::station_id, Station>,
                sa::unique<&Reading::station_id, &Reading::hour>, sa::check<(sa::col<&Reading::kelvin> >= 0)>>;
};

constexpr auto station = sa::col<&Reading::station_id>;
constexpr auto hour = sa::col<&Reading::hour>;
constexpr auto kelvin = sa::col<&Reading::kelvin>;
constexpr auto all_tables = sa::tables<Station, Reading>;

// A year of each station, a little colder at each.
std::vector<Reading> readings_of(const std::vector<std::int64_t>& stations) {
  std::vector<Reading> made;
  for (const std::int64_t id : stations)
    for (int now = 0; now != 365 * 24; ++now)
      made.push_back({.station_id = id, .hour = now, .kelvin = 300 - static_cast<int>(id) - now * 7 % 24});
  return made;
}

// Of each reading with each of each with each.
constexpr auto other = sa::alias<Reading, "other">;
constexpr auto third = sa::alias<Reading, "third">;
constexpr auto comparisons = sa::select(sa::count())
                                 .from(sa::tables<Reading>)
                                 .join(other, other[kelvin] < kelvin)
                                 .join(third, third[kelvin] < other[kelvin]);

bool run(auto engine) {
  engine.begin([](auto& db) {
    db.drop_all(all_tables);
    db.create_all(all_tables);
  });

  // Rows in: the stations get their keys, which the readings need. All or nothing.
  const std::int64_t stored = engine.begin([](auto& db) {
    const std::vector<Station> stations = {{.name = "Airport"}, {.name = "Harbour"}, {.name = "Summit"}};
    return db.bulk_insert(readings_of(db.bulk_insert(stations, sa::returning_keys))).rowcount();
  });
  std::cout << stored << " readings\n";

  // What refuses one of them refuses all of them, and the transaction goes on.
  auto db = engine.connect();
  const auto first = db.execute(sa::select<Reading>().order_by(hour, station).limit(1)).one();
  const auto twice = db.try_bulk_insert(std::vector<Reading>(100, first));
  if (!twice) std::cout << "the same again is refused\n";

  // Several questions in one round trip.
  const auto [stations, extremes] = db.pipeline(sa::select<Station>().order_by(sa::col<&Station::name>),
                                                sa::select(sa::min(kelvin), sa::max(kelvin)));
  const auto [coldest, warmest] = extremes.at(0);
  std::cout << stations.size() << " stations, " << *coldest << " to " << *warmest << " K\n";

  // Rows out: however many there are, a thousand of them are in memory.
  std::int64_t read = 0, jumps = 0;
  Reading before;
  for (const Reading& now : db.yield_per(1000).execute(sa::select<Reading>().order_by(station, hour))) {
    if (now.station_id == before.station_id && now.kelvin - before.kelvin > 10) ++jumps;
    before = now;
    ++read;
  }
  std::cout << read << " were read, and " << jumps << " times it grew warmer by more than 10 K in an hour\n";
  db.close();

  // A deadline: what takes longer is stopped.
  bool is_late = false;
  try {
    engine.begin({.read_only = true, .deadline = sa::deadline::in(0.2)},
                 [](auto& late) { std::cout << late.execute(comparisons).scalar() << " comparisons\n"; });
  } catch (const sa::timeout_error&) {
    std::cout << "there are too many comparisons to count them in time\n";
    is_late = true;
  }

  engine.begin([](auto& last) { last.drop_all(all_tables); });
  return stored == 26'280 && !twice && stations.size() == 3 && read == stored && jumps > 0 && is_late;
}

}  // namespace

int main(int count, char** arguments) {
  const std::string url = count > 1 ? arguments[1] : "sqlite://";
#if __has_include(<libpq-fe.h>)
  if (url.starts_with("postgresql"))
    return run(sa::create_engine<sa::postgresql::libpq>(url)) ? EXIT_SUCCESS : EXIT_FAILURE;
#endif
  return run(sa::create_engine<sa::sqlite::sqlite3>(url)) ? EXIT_SUCCESS : EXIT_FAILURE;
}
