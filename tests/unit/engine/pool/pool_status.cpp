// SPDX-License-Identifier: MIT
#include <sqlalloy/engine/pool/pool_status.hpp>

#include <catch2/catch.hpp>

namespace sa = sqlalloy;

namespace {

TEST_CASE("a pool begins with nothing") {
  const sa::pool_status none;
  CHECK(none.open + none.idle + none.in_use + none.connecting + none.waiting == 0);
  CHECK(none.checked_out + none.made + none.failed + none.closed + none.timeouts + none.invalidations == 0);
}

}  // namespace
