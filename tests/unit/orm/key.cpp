// SPDX-License-Identifier: MIT
#include <sqlalloy/orm/key.hpp>

#include <catch2/catch.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <sqlalloy/type/bytes.hpp>
#include <sqlalloy/type/chrono.hpp>
#include <string>
#include <support/composite_schemas.hpp>
#include <support/orm_schemas.hpp>
#include <type_traits>
#include <unordered_set>

namespace sa = sqlalloy;

namespace {

using shop::Line;
using line_key = sa::primary_key_reader<Line>;
using tag_key = sa::primary_key_reader<shelf::Tag>;

static_assert(std::is_same_v<sa::key_t<shelf::Author>, sa::meta::pack<std::int64_t>>);
static_assert(std::is_same_v<sa::key_t<Line>, sa::meta::pack<std::int64_t, int>>);
static_assert(std::is_same_v<sa::key_reader<sa::columns<&shelf::Book::author_id>>::type, sa::meta::pack<std::int64_t>>,
              "a key is never NULL");

TEST_CASE("a key of several columns is that of equal values at the same places") {
  const auto key = [](std::int64_t order, int number) {
    return line_key::read(Line{.order_id = order, .number = number});
  };
  CHECK(line_key::equal(key(1, 2), key(1, 2)));
  CHECK_FALSE(line_key::equal(key(1, 2), key(1, 3)));
  CHECK_FALSE(line_key::equal(key(1, 2), key(2, 2)));
  CHECK_FALSE(line_key::equal(key(1, 2), key(2, 1)));
  CHECK(line_key::hash(key(1, 2)) == line_key::hash(key(1, 2)));
  CHECK(line_key::hash(key(1, 2)) != line_key::hash(key(2, 1)));
  CHECK(sa::meta::get<1>(key(7, 8)) == 8);
}

TEST_CASE("keys have an order, column by column") {
  const auto compare = [](Line one, Line other) { return line_key::compare(one, other); };
  CHECK(compare({.order_id = 1, .number = 9}, {.order_id = 2, .number = 1}) < 0);
  CHECK(compare({.order_id = 1, .number = -1}, {.order_id = 1, .number = -2}) > 0);
  CHECK(compare({.order_id = 1, .number = 2}, {.order_id = 1, .number = 2}) == 0);
  CHECK(tag_key::compare(shelf::Tag{.name = "a"}, shelf::Tag{.name = "b"}) < 0);
}

TEST_CASE("small keys have hashes of their own, in their last bits too") {
  std::unordered_set<std::uint64_t> all, last;
  for (std::int64_t order = 0; order != 64; ++order)
    for (int number = 0; number != 16; ++number) {
      const std::uint64_t hash = line_key::hash(line_key::read(Line{.order_id = order, .number = number}));
      all.insert(hash);
      last.insert(hash % 2048);
    }
  CHECK(all.size() == 64 * 16);
  CHECK(last.size() > 512);  // of 1024 keys in 2048 places a good hash fills some 800
}

TEST_CASE("a key may be a text") {
  const auto key = [](std::string name) { return tag_key::read(shelf::Tag{.name = std::move(name)}); };
  CHECK(tag_key::equal(key("tag"), key("tag")));
  CHECK_FALSE(tag_key::equal(key("tag"), key("Tag")));
  CHECK_FALSE(tag_key::equal(key(""), key(std::string(1, '\0'))));
  CHECK(tag_key::hash(key("tag")) == tag_key::hash(key("tag")));
  CHECK(tag_key::hash(key("ab")) != tag_key::hash(key("ba")));
  CHECK(tag_key::hash(key("")) != tag_key::hash(key(std::string(1, '\0'))));
}

TEST_CASE("NULL makes no whole key") {
  using author_of = sa::key_reader<sa::columns<&shelf::Book::author_id>>;
  CHECK(author_of::is_whole(shelf::Book{.author_id = 0}));
  CHECK_FALSE(author_of::is_whole(shelf::Book{}));
  CHECK(sa::meta::get<0>(author_of::read(shelf::Book{.author_id = 5})) == 5);
}

TEST_CASE("equal values have the same number in each storage form") {
  CHECK(sa::hash_form(0.0) == sa::hash_form(-0.0));
  CHECK(sa::hash_form(0.5f) == sa::hash_form(0.5));
  CHECK(sa::hash_form(1.5) != sa::hash_form(2.5));
  CHECK(sa::hash_form(-1) == sa::hash_form(std::int64_t{-1}));
  const std::array<std::byte, 2> one{std::byte{1}, std::byte{2}}, other{std::byte{2}, std::byte{1}};
  CHECK(sa::hash_form(one) != sa::hash_form(other));
}

struct reading {
  std::chrono::year_month_day day{};
  std::chrono::sys_time<std::chrono::microseconds> at{};
  std::array<std::byte, 16> sensor{};
  using table = sa::table<"readings", sa::primary_key<&reading::day, &reading::at, &reading::sensor>>;
};

TEST_CASE("days, times and bytes are keys, too") {
  using reader = sa::primary_key_reader<reading>;
  using namespace std::chrono;
  const reading one{.day = year(2020) / 2 / 29, .at = sys_days(year(2020) / 2 / 29) + 1us};
  reading other = one;
  CHECK(reader::hash(reader::read(one)) == reader::hash(reader::read(other)));
  other.at += 1us;
  CHECK_FALSE(reader::equal(reader::read(one), reader::read(other)));
  CHECK(reader::hash(reader::read(one)) != reader::hash(reader::read(other)));
  other = one;
  other.sensor[15] = std::byte{1};
  CHECK(reader::hash(reader::read(one)) != reader::hash(reader::read(other)));
}

TEST_CASE("a key may be within a composite") {
  using reader = sa::primary_key_reader<depot::Parcel>;
  STATIC_REQUIRE(std::is_same_v<sa::key_t<depot::Parcel>, sa::meta::pack<std::int64_t, std::int32_t>>);
  const depot::Parcel parcel{.key = {.depot = 7, .number = 8}};
  CHECK(sa::meta::get<0>(reader::read(parcel)) == 7);
  CHECK(sa::meta::get<1>(reader::read(parcel)) == 8);
  CHECK_FALSE(reader::equal(reader::read(parcel), reader::read(depot::Parcel{.key = {.depot = 8, .number = 7}})));
}

}  // namespace
