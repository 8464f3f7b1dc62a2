// SPDX-License-Identifier: MIT
#include <sqlalloy/engine/jitter.hpp>

#include <catch2/catch.hpp>

namespace sa = sqlalloy;

namespace {

TEST_CASE("numbers between 0 and 1, on both sides of the middle, and other ones for another caller") {
  const int one = 0, two = 0;
  sa::jitter first(&one), second(&two);
  int low = 0, same = 0;
  for (int i = 0; i != 1000; ++i) {
    const double number = first.next();
    REQUIRE((number >= 0 && number < 1));
    low += number < 0.5;
    same += number == second.next();
  }
  CHECK((low > 300 && low < 700));
  CHECK(same < 10);
}

}  // namespace
