// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/fetch_result.hpp>

#include <catch2/catch.hpp>

namespace sa = sqlalloy;

static_assert(sizeof(sa::fetch_result) == 1 && sizeof(sa::read_result) == 1);

TEST_CASE("what a fetch and a read find are told apart") {
  CHECK(sa::fetch_result::done != sa::fetch_result::failed);
  CHECK(sa::read_result::null != sa::read_result::mismatch);
}
