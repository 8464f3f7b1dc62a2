// SPDX-License-Identifier: MIT
#include <sqlalloy/driver/libpq/error.hpp>

#include <catch2/catch.hpp>

namespace sa = sqlalloy;

TEST_CASE("libpq: a failure without a result is the connection's") {
  sa::postgresql::failure_record record;
  CHECK(record.fail(nullptr, nullptr).kind == sa::failure::operational);
  CHECK(record.info().message == "libpq: out of memory");
  CHECK(record.info().is_disconnect);
  CHECK(record.refuse(sa::failure::argument, "no").kind == sa::failure::argument);
  CHECK(record.info().message == "no");
  CHECK(record.info().sqlstate.empty());
}
