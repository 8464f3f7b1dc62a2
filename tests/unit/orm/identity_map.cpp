// SPDX-License-Identifier: MIT
#include <sqlalloy/orm/identity_map.hpp>
#include <sqlalloy/orm/tracked.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <string>
#include <support/orm_schemas.hpp>
#include <unordered_map>
#include <vector>

namespace sa = sqlalloy;

namespace {

using shelf::Author;
using shelf::Tag;
using handle = sa::tracked<Author>;

handle author(std::int64_t id) { return sa::make_tracked(Author{.id = id}); }

TEST_CASE("an object is found by its key") {
  sa::identity_map<Author> map;
  CHECK(map.find({{1}}) == nullptr);
  const handle one = author(1), two = author(2);
  map.insert(*one.get_record());
  map.insert(*two.get_record());
  CHECK(map.size() == 2);
  CHECK(map.find({{1}}) == one.get_record());
  CHECK(map.find({{2}}) == two.get_record());
  CHECK(map.find({{3}}) == nullptr);
  map.erase(*one.get_record());
  map.erase(*one.get_record());
  CHECK(map.find({{1}}) == nullptr);
  CHECK(map.size() == 1);
  map.clear();
  CHECK(map.find({{2}}) == nullptr);
  CHECK(map.size() == 0);
  map.erase(*two.get_record());
}

TEST_CASE("room for more is made at once, and keeps what is there") {
  sa::identity_map<Author> map;
  const handle one = author(1);
  map.insert(*one.get_record());
  std::vector<handle> more;
  map.reserve(1000);
  for (std::int64_t id = 2; id != 1002; ++id) map.insert(*more.emplace_back(author(id)).get_record());
  map.reserve(0);
  CHECK(map.size() == 1001);
  CHECK(map.find({{1}}) == one.get_record());
  CHECK(map.find({{1001}}) == more.back().get_record());
  CHECK(map.find({{1002}}) == nullptr);
  sa::identity_map<Author> empty;
  empty.reserve(0);
  CHECK(empty.find({{1}}) == nullptr);
}

TEST_CASE("an object is taken in unless its key is there") {
  sa::identity_map<Author> map;
  const handle one = author(1), same = author(1), two = author(2);
  CHECK(map.find_or_insert(*one.get_record()) == nullptr);
  CHECK(map.find_or_insert(*same.get_record()) == one.get_record());
  CHECK(map.find_or_insert(*two.get_record()) == nullptr);
  CHECK(map.size() == 2);
  CHECK(map.find({{1}}) == one.get_record());
  CHECK(map.find({{2}}) == two.get_record());
}

TEST_CASE("the key is the one that was loaded") {
  sa::identity_map<Author> map;
  handle one = author(1);
  map.insert(*one.get_record());
  one.get_record()->take_snapshot();
  one->id = 9;
  CHECK(map.find({{1}}) == one.get_record());
  CHECK(map.find({{9}}) == nullptr);
  map.erase(*one.get_record());
  CHECK(map.size() == 0);
}

TEST_CASE("objects are found by a text") {
  sa::identity_map<Tag> map;
  std::vector<sa::tracked<Tag>> all;
  for (int i = 0; i != 100; ++i) {
    all.push_back(sa::make_tracked(Tag{.name = std::string(i % 40, 'x') + std::to_string(i)}));
    map.insert(*all.back().get_record());
  }
  for (const auto& one : all) CHECK(map.find({{one->name}}) == one.get_record());
}

// Beside a map of the standard library: each step is followed by a look for every key, so that what collides and moves
// up is found still.
TEST_CASE("what is there and only that is found, whatever came and went") {
  sa::identity_map<Author> map;
  std::unordered_map<std::int64_t, handle> wanted;
  std::uint32_t random = 12345;
  const std::int64_t spread = GENERATE(1, 16, 1024, 0x100000001);  // of keys that want the same places
  for (int step = 0; step != 1500; ++step) {
    random = random * 1664525u + 1013904223u;
    const std::int64_t key = spread * ((random >> 16) % 60);
    if (const auto known = wanted.find(key); known == wanted.end()) {
      const handle made = author(key);
      wanted.emplace(key, made);
      map.insert(*made.get_record());
    } else {
      map.erase(*known->second.get_record());
      wanted.erase(known);
    }
    bool right = map.size() == wanted.size();
    for (std::int64_t i = 0; i != 60; ++i) {
      const auto known = wanted.find(spread * i);
      right = right && map.find({{spread * i}}) == (known == wanted.end() ? nullptr : known->second.get_record());
    }
    if (!right) FAIL("after step " << step);
  }
  std::size_t seen = 0;
  map.each([&](sa::object_record<Author>& one) { seen += wanted.count(one.object.id); });
  CHECK(seen == wanted.size());
}

}  // namespace
