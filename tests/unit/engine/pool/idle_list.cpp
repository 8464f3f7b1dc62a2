// SPDX-License-Identifier: MIT
#include <sqlalloy/engine/pool/idle_list.hpp>

#include <catch2/catch.hpp>

namespace sa = sqlalloy;

namespace {

struct item {
  int number = 0;
  item* next = nullptr;
};

int taken(sa::idle_list<item>& from) {
  item* const found = from.take_first();
  if (found) CHECK(found->next == nullptr);
  return found ? found->number : 0;
}

TEST_CASE("what is put first or last is taken first") {
  item one{1}, two{2}, three{3};
  sa::idle_list<item> list;
  CHECK(taken(list) == 0);
  list.put_last(&one);
  list.put_last(&two);
  list.put_first(&three);
  CHECK(list.size() == 3);
  CHECK(taken(list) == 3);
  CHECK(taken(list) == 1);
  CHECK(taken(list) == 2);
  CHECK(taken(list) == 0);
  list.put_first(&two);
  list.put_last(&one);
  CHECK(taken(list) == 2);
  CHECK(taken(list) == 1);
  CHECK(list.size() == 0);
}

TEST_CASE("one is taken from anywhere") {
  for (int wanted = 1; wanted != 5; ++wanted) {
    item one{1}, two{2}, three{3}, four{4};
    sa::idle_list<item> list;
    for (item* each : {&one, &two, &three}) list.put_last(each);
    item* const found = list.take_if([&](const item& each) { return each.number == wanted; });
    CHECK((found ? found->number : 4) == wanted);
    list.put_last(&four);  // the end is where it was
    for (int expected = 1; expected != 5; ++expected)
      if (expected != wanted || expected == 4) CHECK(taken(list) == expected);
    CHECK(taken(list) == 0);
  }
}

TEST_CASE("all are taken at once, linked") {
  item one{1}, two{2};
  sa::idle_list<item> list;
  list.put_last(&one);
  list.put_last(&two);
  CHECK(list.take_all() == &one);
  CHECK(one.next == &two);
  CHECK(two.next == nullptr);
  CHECK(list.size() == 0);
  list.put_last(&two);
  CHECK(taken(list) == 2);
}

}  // namespace
