// SPDX-License-Identifier: MIT
#include <sqlalloy/expr/label.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <optional>
#include <sqlalloy/expr/arithmetic.hpp>
#include <sqlalloy/expr/column.hpp>
#include <string>
#include <support/gives.hpp>
#include <support/schemas.hpp>
#include <type_traits>

namespace sa = sqlalloy;
using namespace sa::literals;

namespace {

constexpr auto age = sa::col<&blog::User::age>;
constexpr auto email = sa::col<&blog::User::email>;

static_assert(decltype("total"_n)::text == "total" && decltype(""_n)::text.empty());
static_assert(std::is_empty_v<decltype("total"_n)>);
static_assert(!sa::expression<decltype("total"_n)>, "a name is no value");

constexpr auto doubled = (age + age).as("doubled"_n);
static_assert(sa::expression<decltype(doubled)> && doubled.text == "doubled");
static_assert(gives<std::int32_t>(doubled) && gives<std::optional<std::string>>(email.as("mail"_n)),
              "a label changes the name alone");
static_assert(doubled.binding == (age + age).binding, "what a label names needs its parentheses still");
static_assert(decltype(age.as("years"_n))::binding == sa::precedence::atom);
static_assert(std::is_same_v<decltype(age.as("years"_n))::children, sa::type_list<std::remove_const_t<decltype(age)>>>);

static_assert(std::is_empty_v<decltype(age.as("years"_n))>, "names take no place");
static_assert(sizeof((age + 1).as("next"_n)) == sizeof(int));
static_assert(sa::meta::get<1>(sa::meta::get<0>((age + 7).as("next"_n).parts).parts).value == 7);

}  // namespace

TEST_CASE("a label keeps the values of what it names") {
  const auto next = (age + 41).as("next"_n);
  int seen = 0;
  auto see = [&](const auto& node) { seen = sa::meta::get<1>(node.parts).value; };
  next.parts.each(see);
  CHECK(seen == 41);
}
