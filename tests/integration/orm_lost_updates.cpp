// SPDX-License-Identifier: MIT
// Sessions in several threads change the same rows: no update is lost, on any database.

#include <sqlalloy.hpp>
#include <sqlalloy/driver/libpq.hpp>
#include <sqlalloy/driver/mysqlclient.hpp>
#include <sqlalloy/driver/sqlite3.hpp>
#include <sqlalloy/orm.hpp>

#include <catch2/catch.hpp>
#include <support/lost_updates.hpp>
#include <support/server_url.hpp>

#include <unistd.h>

#include <cstdint>
#include <filesystem>
#include <string>

namespace sa = sqlalloy;

namespace {

/// A folder for a database of SQLite's, gone with it.
struct folder {
  std::filesystem::path path = std::filesystem::temp_directory_path() / ("lost_updates." + std::to_string(getpid()));

  folder() { std::filesystem::create_directory(path); }
  ~folder() { std::filesystem::remove_all(path); }
};

template <class F>
void on_each(F f) {
  const folder here;
  for (const std::string& url :
       support::all_urls("sqlite:///" + (here.path / "counters.db").string() + "?busy_timeout=120000")) {
    DYNAMIC_SECTION(url.substr(0, url.find(':'))) {
      auto engine = sa::create_engine<sa::sqlite::sqlite3, sa::postgresql::libpq, sa::mariadb::mysqlclient,
                                      sa::mysql::mysqlclient>(url, {.pool_size = 8});
      lost_updates::create(engine);
      f(engine);
    }
  }
}

TEST_CASE("orm: of two sessions that have loaded a row, the second to change it is refused") {
  on_each([](auto& engine) {
    CHECK(lost_updates::second_is_refused<lost_updates::Counter>(engine));
    CHECK(lost_updates::read<lost_updates::Counter>(engine)[0].value == 1);
    // Without a version it is not, and what the first has committed is lost.
    CHECK(!lost_updates::second_is_refused<lost_updates::Unversioned>(engine));
    CHECK(lost_updates::read<lost_updates::Unversioned>(engine)[0].value == 1);
  });
}

TEST_CASE("orm: eight threads count up versioned rows, and each commit counts") {
  on_each([](auto& engine) {
    constexpr int times = 20;
    std::int64_t acknowledged[lost_updates::rows]{};
    int refused = 0;
    for (const lost_updates::tally& seen : lost_updates::count_up_in_threads(engine, times)) {
      CHECK(seen.unexpected == "");
      for (int row = 0; row != lost_updates::rows; ++row) acknowledged[row] += seen.acknowledged[row];
      refused += seen.refused;
    }
    CHECK(refused >= lost_updates::refused_at_least(times));
    std::int64_t sum = 0;
    for (const lost_updates::Counter& one : lost_updates::read<lost_updates::Counter>(engine)) {
      CHECK(one.value == acknowledged[one.id - 1]);
      CHECK(one.version == one.value);
      sum += one.value;
    }
    CHECK(sum == 8 * times);
  });
}

}  // namespace
