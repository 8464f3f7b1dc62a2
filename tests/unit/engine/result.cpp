// SPDX-License-Identifier: MIT
#include <sqlalloy/engine/result.hpp>

#include <catch2/catch.hpp>

#include <memory>
#include <string>
#include <type_traits>
#include <utility>

namespace sa = sqlalloy;

namespace {

struct immovable {
  int number;
  int* dropped;
  immovable(int value, int* counter) : number(value), dropped(counter) {}
  immovable(const immovable&) = delete;
  immovable& operator=(const immovable&) = delete;
  ~immovable() { ++*dropped; }
};

static_assert(!std::is_move_constructible_v<sa::result<immovable>>, "it is as movable as its value");
static_assert(std::is_nothrow_move_constructible_v<sa::result<std::unique_ptr<int>>>);
static_assert(!std::is_copy_constructible_v<sa::result<int>>);
static_assert(std::is_same_v<sa::result<>, sa::result<void>>);
static_assert(sizeof(sa::result<>) == sizeof(void*));

sa::result<immovable> make(bool good, int* dropped) {
  return sa::result<immovable>(std::in_place, [&](sa::result<>& failed) {
    if (!good) failed = sa::make_error(sa::failure::data, "bad");
    return immovable(7, dropped);
  });
}

TEST_CASE("a result has a value or an error") {
  sa::result<std::string> good = std::string("text");
  REQUIRE(good);
  CHECK(good.has_value());
  CHECK(*good == "text");
  CHECK(good->size() == 4);
  CHECK(std::as_const(good).value() == "text");
  CHECK(std::as_const(good)->size() == 4);

  sa::result<std::string> bad = sa::make_error(sa::failure::timeout, "late");
  REQUIRE_FALSE(bad);
  CHECK(bad.error().kind == sa::failure::timeout);
  CHECK(bad.error().message == "late");
}

TEST_CASE("a result is moved with what it has") {
  sa::result<std::unique_ptr<int>> first = std::make_unique<int>(5);
  sa::result<std::unique_ptr<int>> second = std::move(first);
  REQUIRE(second);
  CHECK(**second == 5);
  second = sa::result<std::unique_ptr<int>>(sa::make_error(sa::failure::data, "gone"));
  CHECK(second.error().message == "gone");
  sa::result<std::unique_ptr<int>> third = std::move(second);
  CHECK(third.error().message == "gone");
  std::unique_ptr<int> taken = *sa::result<std::unique_ptr<int>>(std::make_unique<int>(6));
  CHECK(*taken == 6);
}

TEST_CASE("an immovable value is made where it stays, and dropped where making it failed") {
  int dropped = 0;
  {
    sa::result<immovable> good = make(true, &dropped);
    REQUIRE(good);
    CHECK(good->number == 7);
    CHECK(dropped == 0);
  }
  CHECK(dropped == 1);
  {
    sa::result<immovable> bad = make(false, &dropped);
    CHECK(dropped == 2);
    CHECK(bad.error().message == "bad");
  }
  CHECK(dropped == 2);
}

TEST_CASE("a result without a value says whether it went well") {
  sa::result<> good;
  CHECK(good);
  good.value();
  good = sa::make_error(sa::failure::integrity, "no");
  REQUIRE_FALSE(good);
  sa::result<int> other = std::move(good);
  CHECK(other.error().message == "no");
}

TEST_CASE("the value, or the exception that stands for the error") {
  sa::result<int> good = 3;
  CHECK(good.value_or_throw() == 3);
  CHECK(sa::result<std::string>(std::string("x")).value_or_throw() == "x");
  sa::result<int> bad = sa::make_error(sa::failure::integrity, "no");
  CHECK_THROWS_AS(bad.value_or_throw(), sa::integrity_error);
  CHECK_THROWS_AS(sa::result<>(sa::make_error(sa::failure::timeout, "late")).value_or_throw(), sa::timeout_error);
  CHECK_NOTHROW(sa::result<>().value_or_throw());
}

}  // namespace
