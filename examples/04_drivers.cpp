// SPDX-License-Identifier: MIT
//
// What a database's own client library can do besides queries. A taxi office keeps its stands in SQLite, where a
// function of C++ computes distances, and makes a backup while it works. With the URL of a PostgreSQL server as
// argument drivers also wait there for calls, by LISTEN and NOTIFY, and the calls are written as CSV, by COPY; it makes
// the table taxi_calls, and drops it.

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <sqlalloy.hpp>
#include <sqlalloy/driver/sqlite3.hpp>
#include <sqlalloy/driver/sqlite3/backup.hpp>
#include <sqlalloy/driver/sqlite3/function.hpp>
#include <string>
#include <string_view>
#include <vector>
#if __has_include(<libpq-fe.h>)
#include <sqlalloy/driver/libpq.hpp>
#include <sqlalloy/driver/libpq/copy_out.hpp>
#include <sqlalloy/driver/libpq/notification.hpp>
#endif

namespace sa = sqlalloy;

namespace {

struct Stand {
  std::int64_t id{};
  std::string name{};
  double latitude{};
  double longitude{};
  int taxis{};

  using table = sa::table<"taxi_stands", sa::primary_key<&Stand::id>, sa::unique<&Stand::name>>;
};

constexpr auto name = sa::col<&Stand::name>;
constexpr auto latitude = sa::col<&Stand::latitude>;
constexpr auto longitude = sa::col<&Stand::longitude>;
constexpr auto taxis = sa::col<&Stand::taxis>;

// Over the ground, on a ball (the haversine formula).
double kilometres(double latitude_a, double longitude_a, double latitude_b, double longitude_b) {
  constexpr double radian = 3.14159265358979323846 / 180, diameter = 2 * 6371;
  const auto half = [](double from, double to) { return std::pow(std::sin((to - from) * radian / 2), 2); };
  return diameter * std::asin(std::sqrt(half(latitude_a, latitude_b) + std::cos(latitude_a * radian) *
                                                                           std::cos(latitude_b * radian) *
                                                                           half(longitude_a, longitude_b)));
}

// Every connection knows the function: it is called for each that is opened.
sa::status teach(sa::sqlite::sqlite3_connection& db) {
  return sa::sqlite::create_function<"kilometres">(db, kilometres, {.deterministic = true});
}

bool run_on_sqlite() {
  auto engine = sa::create_engine<sa::sqlite::sqlite3>("sqlite://");
  engine.on_connect(teach);
  engine.begin([](auto& db) {
    db.create_all(sa::tables<Stand>);
    db.execute(sa::insert(std::vector<Stand>{
        {.name = "Alexanderplatz", .latitude = 52.5219, .longitude = 13.4132, .taxis = 0},
        {.name = "Hauptbahnhof", .latitude = 52.5251, .longitude = 13.3694, .taxis = 12},
        {.name = "Zoo", .latitude = 52.5072, .longitude = 13.3323, .taxis = 4},
        {.name = "Potsdam", .latitude = 52.3915, .longitude = 13.0667, .taxis = 7},
    }));
  });

  // Where is the nearest taxi for somebody at the Brandenburg Gate?
  const auto away = sa::func<"kilometres", double>(latitude, longitude, 52.5163, 13.3777);
  auto db = engine.connect();
  std::string nearest;
  for (const auto& [stand, distance] : db.execute(sa::select(name, away).where(taxis > 0).order_by(away).limit(2))) {
    if (nearest.empty()) nearest = stand;
    std::cout << stand << " is " << std::lround(distance * 1000) << " m away\n";
  }

  // A page at a time, so that others may go on; a backup into a file is a database like any other.
  const std::string file = "taxi_backup.db";
  int steps = 0;
  const sa::status saved =
      sa::sqlite::backup(*db.driver_connection(), file, {.pages = 1}, [&](sa::sqlite::backup_progress) { ++steps; });
  if (!saved.ok()) std::cerr << db.driver_connection()->error().message << '\n';
  const auto copies = sa::create_engine<sa::sqlite::sqlite3>("sqlite:///" + file)
                          .connect()
                          .execute(sa::select(sa::count()).from(sa::tables<Stand>))
                          .scalar();
  std::cout << copies << " stands were saved\n";
  std::remove(file.c_str());
  return nearest == "Hauptbahnhof" && saved.ok() && steps > 0 && copies == 4;
}

#if __has_include(<libpq-fe.h>)

struct Call {
  std::int64_t id{};
  std::string place{};

  using table = sa::table<"taxi_calls", sa::primary_key<&Call::id>>;
};

bool run_on_postgresql(const std::string& url) {
  auto engine = sa::create_engine<sa::postgresql::libpq>(url);
  engine.begin([](auto& db) {
    db.drop_all(sa::tables<Call>);
    db.create_all(sa::tables<Call>);
  });

  // A driver listens, and not within a transaction: there the server tells of nothing.
  auto taxi = engine.connect({.isolation = sa::isolation_level::autocommit});
  auto& ears = *taxi.driver_connection();
  if (!sa::postgresql::listen(ears, "taxi_calls").ok()) return std::cerr << ears.error().message << '\n', false;

  // The call and the news of it are one transaction: who hears of it finds it in the table.
  engine.begin([](auto& db) {
    const auto call = db.execute(sa::insert(Call{.place = "Pariser Platz 1"})).inserted_primary_key();
    if (!sa::postgresql::notify(*db.driver_connection(), "taxi_calls", std::to_string(call)).ok())
      std::cerr << db.driver_connection()->error().message << '\n';
  });

  std::string where;
  sa::postgresql::notification heard;
  if (sa::postgresql::next_notification(ears, heard, 60) == sa::fetch_result::row)
    where = taxi.execute(sa::select<Call>().where(sa::col<&Call::id> == std::stoll(heard.payload))).one().place;
  std::cout << "a taxi goes to " << where << '\n';

  // What COPY writes goes where you like: here to the screen.
  std::string written;
  const sa::status copied = sa::postgresql::copy_out(
      ears, "COPY (SELECT place FROM taxi_calls) TO STDOUT (FORMAT csv, HEADER)", [&](std::string_view piece) {
        std::cout << piece;
        written += piece;
      });
  const bool is_unlistened = sa::postgresql::unlisten(ears, "taxi_calls").ok();
  taxi.close();
  engine.begin([](auto& db) { db.drop_all(sa::tables<Call>); });
  return where == "Pariser Platz 1" && copied.ok() && written == "place\nPariser Platz 1\n" && is_unlistened;
}

#endif

}  // namespace

int main(int count, char** arguments) {
  bool is_good = run_on_sqlite();
#if __has_include(<libpq-fe.h>)
  if (count > 1) is_good = run_on_postgresql(arguments[1]) && is_good;
#else
  if (count > 1) std::cerr << arguments[0] << ": was built without libpq\n";
#endif
  return is_good ? EXIT_SUCCESS : EXIT_FAILURE;
}
