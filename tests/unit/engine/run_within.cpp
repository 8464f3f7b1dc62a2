// SPDX-License-Identifier: MIT
#include <sqlalloy/engine/run_within.hpp>

#include <catch2/catch.hpp>

#include <stdexcept>
#include <string>
#include <type_traits>

namespace sa = sqlalloy;

namespace {

struct scope {
  std::string log{};
  bool active = true;
  bool commit_fails = false;

  bool is_active() const { return active; }
  void commit() { try_commit().value_or_throw(); }
  sa::result<> try_commit() {
    log += "commit ";
    active = false;
    return commit_fails ? sa::result<>(sa::make_error(sa::failure::operational, "no")) : sa::result<>();
  }
  sa::result<> try_rollback() {
    log += "rollback ";
    active = false;
    return {};
  }
};

template <class F>
decltype(auto) run(scope& around, F f) {
  return sa::run_within(around, f, around);
}
template <class F>
auto try_run(scope& around, F f) {
  return sa::try_run_within(around, f, around);
}

TEST_CASE("what a function gives is given on, after a commit") {
  scope around;
  CHECK(run(around, [](auto& inside) { return inside.log + "value"; }) == "value");
  CHECK(around.log == "commit ");
  scope nothing;
  run(nothing, [](scope& inside) { inside.log += "run "; });
  CHECK(nothing.log == "run commit ");
  scope reference;
  STATIC_REQUIRE(std::is_same_v<decltype(run(reference, [](scope& inside) -> scope& { return inside; })), scope&>);
}

TEST_CASE("a function may do without the context") {
  scope around;
  CHECK(run(around, [] { return 5; }) == 5);
  CHECK(around.log == "commit ");
  CHECK(*try_run(around, [] { return sa::result<int>(6); }) == 6);
}

TEST_CASE("an exception goes through, and nothing is committed") {
  scope around;
  CHECK_THROWS_AS(run(around, [](auto&) { throw std::runtime_error("x"); }), std::runtime_error);
  CHECK(around.log.empty());
}

TEST_CASE("a scope that the function has ended is left alone") {
  scope around;
  run(around, [](auto& inside) { (void)inside.try_rollback(); });
  CHECK(around.log == "rollback ");
  scope twin;
  CHECK(try_run(twin, [](auto& inside) { return inside.try_commit(); }));
  CHECK(twin.log == "commit ");
}

TEST_CASE("without exceptions a result decides") {
  scope good;
  CHECK(*try_run(good, [](auto&) { return sa::result<int>(5); }) == 5);
  CHECK(good.log == "commit ");
  scope bad;
  CHECK(try_run(bad, [](auto&) { return sa::result<int>(sa::make_error(sa::failure::data, "x")); }).error().message ==
        "x");
  CHECK(bad.log == "rollback ");
  scope nothing;
  STATIC_REQUIRE(std::is_same_v<decltype(try_run(nothing, [](auto&) {})), sa::result<>>);
  CHECK(try_run(nothing, [](auto&) {}));
  CHECK(nothing.log == "commit ");
}

TEST_CASE("a commit that fails is told in place of the value") {
  scope around{.commit_fails = true};
  CHECK_THROWS_AS(run(around, [](auto&) {}), sa::operational_error);
  scope twin{.commit_fails = true};
  CHECK(try_run(twin, [](auto&) { return sa::result<int>(5); }).error().kind == sa::failure::operational);
}

}  // namespace
