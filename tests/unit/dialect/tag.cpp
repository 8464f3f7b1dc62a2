// SPDX-License-Identifier: MIT
#include <sqlalloy/dialect/tag.hpp>

#include <catch2/catch.hpp>

#include <type_traits>

namespace sa = sqlalloy;

static_assert(std::is_same_v<sa::sqlite::dialect, sa::sqlite::basic_dialect<3, 40>>);
static_assert(std::is_same_v<sa::postgresql::dialect, sa::postgresql::basic_dialect<13>>);

TEST_CASE("a dialect has a name before it is defined") {
  CHECK_FALSE(std::is_same_v<sa::sqlite::dialect, sa::sqlite::basic_dialect<3, 35>>);
}
