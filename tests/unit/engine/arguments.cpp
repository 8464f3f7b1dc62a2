// SPDX-License-Identifier: MIT
#include <sqlalloy/engine/arguments.hpp>
#include <sqlalloy/expr/column.hpp>
#include <sqlalloy/expr/comparison.hpp>
#include <sqlalloy/query/select.hpp>

#include <catch2/catch.hpp>
#include <support/schemas.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>

namespace sa = sqlalloy;
using namespace sa::literals;
using blog::User;

namespace {

struct name_and_age {
  std::string name{};
  int age{};
  double unused{};
};

using by_name = decltype(sa::select<User>().where(sa::col<&User::name> == "name"_p, sa::col<&User::age> > "age"_p));
using name_given = decltype("name"_p = std::string());
using age_given = decltype("age"_p = 5);
using other_given = decltype("other"_p = 5);

static_assert(sa::are_arguments<> && sa::are_arguments<name_given> && sa::are_arguments<const name_given&, age_given>);
static_assert(sa::are_arguments<name_and_age> && sa::are_arguments<const name_and_age&>);
static_assert(!sa::are_arguments<int> && !sa::are_arguments<name_given, int>);
static_assert(!sa::are_arguments<name_and_age, name_and_age>, "one struct, or arguments by name");

template <class... T>
using check = sa::argument_check<by_name, T...>;
static_assert(std::is_void_v<check<name_given, const age_given&>::missing>);
static_assert(std::is_same_v<check<name_given>::missing, sa::param<"age", int>>);
static_assert(std::is_same_v<check<name_given, age_given, other_given>::unknown, other_given>);
static_assert(!std::is_void_v<check<name_given, decltype("age"_p = std::string())>::misfit>, "text for a number");
static_assert(!std::is_void_v<check<name_given, decltype("age"_p = std::optional<int>())>::misfit>,
              "NULL compares not");
static_assert(std::is_void_v<check<name_and_age>::missing>);
static_assert(std::is_void_v<check<name_and_age>::unknown>, "a struct may have more fields than are needed");
static_assert(std::is_void_v<check<int>::missing> && !check<int>::named, "one sentence is enough");

template <class... T>
sa::held_arguments<T...> hold(T&&... given) {
  return {{static_cast<T&&>(given)}...};
}

template <sa::fixed_string Name, class Held>
auto found(const Held& held) {
  std::optional<std::string> text;
  sa::with_argument<sa::param<Name, int>>(held, [&](const auto& value) {
    if constexpr (std::is_arithmetic_v<std::remove_cvref_t<decltype(value)>>)
      text = std::to_string(value);
    else
      text = value;
  });
  return text;
}

TEST_CASE("an argument is found by its name") {
  const auto age = "age"_p = 7;
  const auto held = hold("name"_p = std::string("Ada"), age);
  CHECK(found<"name">(held) == "Ada");
  CHECK(found<"age">(held) == "7");
  CHECK(found<"other">(held) == std::nullopt);
}

TEST_CASE("the fields of a struct are arguments") {
  const name_and_age both{"Grace", 85, 0};
  CHECK(found<"name">(hold(both)) == "Grace");
  CHECK(found<"age">(hold(name_and_age{"Linus", 55, 0})) == "55");
  CHECK(found<"other">(hold(both)) == std::nullopt);
}

TEST_CASE("rvalues are kept and lvalues borrowed") {
  std::string text = "before";
  const auto borrowed = hold("name"_p = text);
  const auto kept = hold("name"_p = std::string(text));
  text = "after";
  CHECK(found<"name">(borrowed) == "after");
  CHECK(found<"name">(kept) == "before");
}

}  // namespace
