// SPDX-License-Identifier: MIT
#include <sqlalloy/engine/fetching.hpp>

#include <catch2/catch.hpp>

#include <type_traits>

namespace sa = sqlalloy;

namespace {

struct connection {
  int executed = 0, batch = 0;

  sa::status execute(int& sum) {
    executed = ++sum;
    return {};
  }
  sa::status stream(int& sum, int size) {
    batch = size;
    return execute(sum);
  }
};

static_assert(std::is_empty_v<sa::rows_at_once> && !sa::rows_at_once::streams && sa::rows_in_batches::streams);

TEST_CASE("rows come at once, or in batches") {
  connection db;
  int sum = 1;
  CHECK(sa::rows_at_once()(db, sum).ok());
  CHECK(db.executed == 2);
  CHECK(db.batch == 0);
  CHECK(sa::rows_in_batches{7}(db, sum).ok());
  CHECK(db.executed == 3);
  CHECK(db.batch == 7);
}

}  // namespace
