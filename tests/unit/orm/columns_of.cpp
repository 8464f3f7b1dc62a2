// SPDX-License-Identifier: MIT
#include <sqlalloy/orm/columns_of.hpp>

#include <catch2/catch.hpp>

#include <concepts>
#include <cstddef>
#include <limits>
#include <optional>
#include <string>
#include <support/composite_schemas.hpp>
#include <support/orm_schemas.hpp>
#include <utility>
#include <vector>

namespace sa = sqlalloy;

namespace {

using sa::changed_columns;
using shelf::Author;

struct values {
  int id{};
  double real{};
  std::optional<float> maybe{};
  std::optional<std::string> text{};
  std::vector<std::byte> bytes{};
};
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

struct cannot_be_compared {};
static_assert(!std::equality_comparable<cannot_be_compared>);

TEST_CASE("a column that differs is a bit of the mask") {
  const Author before{.id = 1, .name = "Ada", .email = "a@b"};
  Author now = before;
  CHECK(changed_columns(now, before) == 0);
  now.email.reset();
  CHECK(changed_columns(now, before) == 0b100);
  now.name = "Eve";
  CHECK(changed_columns(now, before) == 0b110);
  now.email = "a@b";
  now.name = "Ada";
  CHECK(changed_columns(now, before) == 0);
}

TEST_CASE("relations have no bit, wherever they stand") {
  struct with_relation_first {
    sa::many<Author> authors{};
    int id{};
    sa::one<Author> author{};
    int number{};
  };
  const with_relation_first before{.id = 1, .number = 2}, now{.id = 1, .number = 3};
  CHECK(changed_columns(now, before) == 0b10);
}

TEST_CASE("real numbers differ by their bits") {
  const values before{.real = nan, .maybe = 0.0f};
  values now = before;
  CHECK(changed_columns(now, before) == 0);
  now.maybe = -0.0f;
  CHECK(changed_columns(now, before) == 0b100);
  now.real = 1;
  CHECK(changed_columns(now, before) == 0b110);
  CHECK(changed_columns(before, now) == 0b110);
  CHECK(sa::is_same_value(-0.0, -0.0));
  CHECK_FALSE(sa::is_same_value(0.0, -0.0));
}

TEST_CASE("NULL differs from each value, and not from NULL") {
  CHECK(sa::is_same_value(std::optional<int>{}, std::optional<int>{}));
  CHECK_FALSE(sa::is_same_value(std::optional<int>{}, std::optional<int>{0}));
  CHECK_FALSE(sa::is_same_value(std::optional<int>{0}, std::optional<int>{}));
  CHECK(sa::is_same_value(std::optional<double>{nan}, std::optional<double>{nan}));
}

TEST_CASE("what cannot be compared counts as changed") {
  CHECK_FALSE(sa::is_same_value(cannot_be_compared{}, cannot_be_compared{}));
}

TEST_CASE("columns behind the 63rd share the last bit, and each is counted by itself") {
  const wide::Row before{};
  wide::Row now{};
  now.c64 = 1;
  CHECK(changed_columns(now, before) == sa::mask_of_column(64));
  now.c64 = 0;
  now.twice = 1;
  CHECK(changed_columns(now, before) == sa::mask_of_column(63));
  bool counts[66];
  for (bool& one : counts) one = true;
  counts[65] = false;
  CHECK(changed_columns(now, before, counts) == 0);
  now.c63 = 1;
  CHECK(changed_columns(now, before, counts) == sa::mask_of_column(63));
}

TEST_CASE("columns are copied and moved") {
  values from{.id = 1, .text = std::string(40, 'x'), .bytes = std::vector<std::byte>(40)};
  values to{};
  sa::copy_columns(std::as_const(from), to);
  CHECK(changed_columns(to, from) == 0);
  const void* const data = from.bytes.data();
  values moved{};
  sa::move_columns(from, moved);
  CHECK(moved.bytes.data() == data);
  CHECK(moved.text == to.text);
  CHECK(moved.id == 1);
}

TEST_CASE("each column of a composite is one of its own") {
  using depot::Customer;
  const Customer before{.id = 1, .home = {.street = "Rue", .city = "Paris", .at = {.latitude = 48.8}}};
  Customer now = before;
  CHECK(changed_columns(now, before) == 0);
  now.home.city = "Lyon";
  CHECK(changed_columns(now, before) == sa::mask_of_column(3));
  now.home.at.longitude = 4.8;
  CHECK(changed_columns(now, before) == (sa::mask_of_column(3) | sa::mask_of_column(5)));
  now.level = 2;
  now.home = before.home;
  CHECK(changed_columns(now, before) == sa::mask_of_column(6));

  Customer copied{};
  sa::copy_columns(before, copied);
  CHECK(changed_columns(copied, before) == 0);
  Customer long_names{.home = {.street = std::string(40, 'x')}}, moved{};
  const void* const data = long_names.home.street.data();
  sa::move_columns(long_names, moved);
  CHECK(moved.home.street.data() == data);
}

}  // namespace
