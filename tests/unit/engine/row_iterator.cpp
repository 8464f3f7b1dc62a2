// SPDX-License-Identifier: MIT
#include <sqlalloy/engine/row_iterator.hpp>

#include <catch2/catch.hpp>

#include <iterator>
#include <ranges>
#include <vector>

namespace sa = sqlalloy;

namespace {

struct countdown {
  using view_type = int;
  using iterator = sa::row_iterator<countdown>;
  int left = 3;

  bool advance() { return --left > 0; }
  const int& current() const { return left; }
  iterator begin() { return iterator(advance() ? this : nullptr); }
  sa::end_of_rows end() const { return {}; }
};

static_assert(std::input_iterator<countdown::iterator>);
static_assert(!std::forward_iterator<countdown::iterator>, "rows are read once");
static_assert(std::sentinel_for<sa::end_of_rows, countdown::iterator>);
static_assert(std::ranges::input_range<countdown>);

TEST_CASE("a loop goes through the rows once") {
  countdown rows;
  std::vector<int> seen;
  for (const int& one : rows) seen.push_back(one);
  CHECK(seen == std::vector<int>{2, 1});
}

TEST_CASE("a row is reached through the iterator, and a step behind it gives nothing") {
  countdown rows;
  auto position = rows.begin();
  CHECK(*position == 2);
  CHECK(*position.operator->() == 2);
  position++;
  CHECK(*position == 1);
  ++position;
  CHECK(position == sa::end_of_rows{});
}

}  // namespace
