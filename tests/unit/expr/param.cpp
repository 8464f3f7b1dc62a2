// SPDX-License-Identifier: MIT
#include <sqlalloy/expr/param.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <support/gives.hpp>
#include <type_traits>
#include <utility>

namespace sa = sqlalloy;
using namespace sa::literals;

namespace {

using id = decltype("id"_p);
static_assert(id::name == "id" && std::is_empty_v<id>);
static_assert(!sa::expression<id>, "without a neighbour it has no type, and so is no expression");

static_assert(gives<std::int64_t>("id"_p.of(sa::type<std::int64_t>{})));
static_assert(gives<std::optional<std::string>>("x"_p.of(sa::type<std::optional<std::string>>{})));
static_assert(std::is_same_v<decltype("id"_p.of(sa::type<int>{})), sa::param<"id", int>>);
static_assert(sa::param<"id", int>::name == "id" && std::is_empty_v<sa::param<"id", int>>);

// An argument owns an rvalue and borrows an lvalue.
int number = 1;
const int fixed = 2;
static_assert(std::is_same_v<decltype("id"_p = 5), sa::argument<"id", int>>);
static_assert(std::is_same_v<decltype("id"_p = number), sa::argument<"id", int&>>);
static_assert(std::is_same_v<decltype("id"_p = fixed), sa::argument<"id", const int&>>);
static_assert(std::is_same_v<decltype("id"_p = std::move(number)), sa::argument<"id", int>>);
static_assert(std::is_same_v<decltype("id"_p = std::string()), sa::argument<"id", std::string>>);
static_assert(std::is_same_v<decltype("id"_p = std::nullopt), sa::argument<"id", const std::nullopt_t&>>);
static_assert(std::is_same_v<decltype("id"_p = "Ada"), sa::argument<"id", const char (&)[4]>>);
static_assert(sa::argument<"id", int>::name == "id");
static_assert(("id"_p = 5).value == 5);

}  // namespace

TEST_CASE("an argument owns rvalues and borrows lvalues") {
  number = 7;
  auto borrowed = ("id"_p = number);
  number = 8;
  CHECK(borrowed.value == 8);
  CHECK(&("id"_p = fixed).value == &fixed);

  std::string text(64, 'x');
  const char* const place = text.data();
  const auto owned = ("id"_p = std::move(text));
  CHECK(owned.value.data() == place);
}
