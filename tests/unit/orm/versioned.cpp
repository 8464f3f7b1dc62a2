// SPDX-License-Identifier: MIT
#include <sqlalloy/orm/versioned.hpp>

#include <catch2/catch.hpp>

#include <support/orm_schemas.hpp>
#include <type_traits>

namespace sa = sqlalloy;

namespace {

using shop::Order;

static_assert(sa::is_versioned<Order> && !sa::is_versioned<shop::Line>);
static_assert(std::is_same_v<sa::version_column_t<Order>, sa::columns<&Order::version>> &&
              std::is_same_v<sa::version_column_t<shop::Line>, sa::columns<>>);
static_assert(sa::version_mask<Order> == 0b10 && sa::version_mask<shop::Line> == 0);
static_assert(sa::is_version<Order>(1) && !sa::is_version<Order>(2));
static_assert(sa::changed_by_hand<Order>[0] && !sa::changed_by_hand<Order>[1] && sa::changed_by_hand<Order>[2]);
static_assert(sa::changed_by_hand<wide::Row>[64] && !sa::changed_by_hand<wide::Row>[65], "it is computed");

}  // namespace

TEST_CASE("a version counts up from what was loaded, whatever it is now") {
  const Order before{.id = 1, .version = 4};
  Order now{.id = 1, .version = 77};
  sa::count_version(now, before);
  CHECK(now.version == 5);
  sa::reset_version(now, before);
  CHECK(now.version == 4);
  shop::Line line{.number = 1};
  sa::count_version(line, line);
  CHECK(line.number == 1);
}
