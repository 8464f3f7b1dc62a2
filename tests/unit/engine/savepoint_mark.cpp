// SPDX-License-Identifier: MIT
#include <sqlalloy/engine/savepoint_mark.hpp>

#include <catch2/catch.hpp>
#include <support/fake_driver.hpp>

namespace sa = sqlalloy;

namespace {

TEST_CASE("a mark stands nowhere until it is set") {
  const sa::savepoint_mark<fake::sqlite> mark;
  CHECK(mark.connection == nullptr);
  CHECK(mark.outer == nullptr);
  CHECK(mark.number == 0);
}

}  // namespace
