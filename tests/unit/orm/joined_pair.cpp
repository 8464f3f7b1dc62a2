// SPDX-License-Identifier: MIT
#include <sqlalloy/orm/joined_pair.hpp>
#include <sqlalloy/orm/many.hpp>
#include <sqlalloy/orm/tracked.hpp>

#include <catch2/catch.hpp>

#include <cstddef>
#include <vector>

#include <support/orm_schemas.hpp>

namespace sa = sqlalloy;

namespace {

TEST_CASE("each pair is left once, where it came first, beside the others of its owner") {
  const auto a = sa::make_tracked(shelf::Tag{}), b = sa::make_tracked(shelf::Tag{}), c = sa::make_tracked(shelf::Tag{});
  sa::record* const one = a.get_record();
  sa::record* const two = b.get_record();
  sa::record* const three = c.get_record();
  std::vector<sa::joined_pair> pairs;
  sa::leave_each_once(pairs);
  CHECK(pairs.empty());
  pairs = {{one, three, 0}, {two, one, 1}, {one, two, 2}, {one, three, 3}, {two, nullptr, 4}, {two, one, 5}};
  sa::leave_each_once(pairs);
  REQUIRE(pairs.size() == 4);
  for (std::size_t i = 1; i != 4; ++i)
    CHECK((pairs[i - 1].owner != pairs[i].owner || pairs[i - 1].place < pairs[i].place));
  CHECK(pairs[0].owner == pairs[1].owner);
  CHECK(pairs[2].owner == pairs[3].owner);
  sa::sort_pairs<&sa::compare_places>(pairs);
  constexpr std::size_t places[] = {0, 1, 2, 4};
  for (std::size_t i = 0; i != 4; ++i) CHECK(pairs[i].place == places[i]);
}

}  // namespace
