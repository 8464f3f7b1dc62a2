// SPDX-License-Identifier: MIT
#include <sqlalloy/orm/many.hpp>
#include <sqlalloy/orm/record_order.hpp>
#include <sqlalloy/orm/tracked.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <vector>

#include <support/orm_schemas.hpp>

namespace sa = sqlalloy;

namespace {

using handle = sa::tracked<shelf::Tag>;

std::vector<handle> made(int count) {
  std::vector<handle> all;
  for (int i = 0; i != count; ++i) all.push_back(sa::make_tracked(shelf::Tag{}));
  return all;
}

TEST_CASE("objects are sorted by their numbers, and those of one number stay in order") {
  const std::vector<handle> all = made(5);
  std::vector<sa::numbered_record> numbered;
  sa::sort_by_number(numbered);
  constexpr std::uint64_t numbers[] = {7, ~std::uint64_t{0}, 7, 0, 7};
  for (int i = 0; i != 5; ++i) numbered.push_back({numbers[i], all[i].get_record()});
  sa::sort_by_number(numbered);
  constexpr int wanted[] = {3, 0, 2, 4, 1};
  for (int i = 0; i != 5; ++i) CHECK(numbered[i].object == all[wanted[i]].get_record());
  CHECK(sa::first_of_number(numbered, 0) == 0);
  CHECK(sa::first_of_number(numbered, 1) == 1);
  CHECK(sa::first_of_number(numbered, 7) == 1);
  CHECK(sa::first_of_number(numbered, 8) == 4);
  CHECK(sa::first_of_number({}, 8) == 0);
}

TEST_CASE("each object is left once, and found") {
  const std::vector<handle> all = made(4);
  std::vector<sa::record*> list;
  sa::leave_each_once(list);
  CHECK_FALSE(sa::is_among(list, all[0].get_record()));
  for (const int one : {2, 0, 2, 1, 0, 2}) list.push_back(all[one].get_record());
  sa::leave_each_once(list);
  CHECK(list.size() == 3);
  CHECK(std::is_sorted(list.begin(), list.end(), std::less<>{}));
  for (int i = 0; i != 3; ++i) CHECK(sa::is_among(list, all[i].get_record()));
  CHECK_FALSE(sa::is_among(list, all[3].get_record()));
}

}  // namespace
