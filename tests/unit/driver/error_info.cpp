// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/error_info.hpp>

#include <catch2/catch.hpp>

namespace sa = sqlalloy;

TEST_CASE("an error_info describes no failure until it is filled") {
  const sa::error_info none;
  CHECK(none.kind == sa::failure::none);
  CHECK_FALSE(none.is_retryable);
  CHECK_FALSE(none.is_disconnect);
  CHECK(none.code == 0);
  CHECK(none.message.empty());
}
