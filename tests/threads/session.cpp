// SPDX-License-Identifier: MIT
// Sessions share an engine and nothing else.

#include <sqlalloy.hpp>
#include <sqlalloy/driver/sqlite3.hpp>
#include <sqlalloy/orm.hpp>

#include <catch2/catch.hpp>
#include <support/lost_updates.hpp>

#include <cstdint>

namespace sa = sqlalloy;

namespace {

TEST_CASE("threads have a session each, and change the same rows") {
  auto engine = sa::create_engine<sa::sqlite::sqlite3>("sqlite://?busy_timeout=120000", {.pool_size = 8});
  lost_updates::create(engine);
  CHECK(lost_updates::second_is_refused<lost_updates::Counter>(engine));
  CHECK(!lost_updates::second_is_refused<lost_updates::Unversioned>(engine));
  constexpr int times = 20;
  int refused = 0;
  for (const lost_updates::tally& seen : lost_updates::count_up_in_threads(engine, times)) {
    CHECK(seen.unexpected == "");
    refused += seen.refused;
  }
  CHECK(refused >= lost_updates::refused_at_least(times));
  std::int64_t sum = 0;
  for (const lost_updates::Counter& one : lost_updates::read<lost_updates::Counter>(engine)) {
    CHECK(one.version == one.value);
    sum += one.value;
  }
  CHECK(sum == 1 + 8 * times);  // one by the first of the two above
}

}  // namespace
