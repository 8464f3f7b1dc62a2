// SPDX-License-Identifier: MIT
#include <sqlalloy/expr/case.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <optional>
#include <sqlalloy/expr/column.hpp>
#include <sqlalloy/expr/comparison.hpp>
#include <string>
#include <string_view>
#include <support/gives.hpp>
#include <support/schemas.hpp>
#include <type_traits>
#include <utility>

namespace sa = sqlalloy;
using namespace sa::literals;
using blog::User;

namespace {

constexpr auto age = sa::col<&User::age>;
constexpr auto id = sa::col<&User::id>;
constexpr auto email = sa::col<&User::email>;
constexpr auto adult = age > 17;
constexpr auto old = age > 65;

// The value is that of the results; NULL where no branch holds and there is no ELSE.
static_assert(gives<std::string>(sa::case_(sa::then(adult, "adult"), sa::else_("child"))));
static_assert(gives<std::optional<std::string>>(sa::case_(sa::then(adult, "adult"))));
static_assert(gives<std::optional<std::string>>(sa::case_(sa::then(adult, "adult"), sa::then(old, "old"))));
static_assert(gives<std::string>(sa::case_(sa::then(old, "old"), sa::then(adult, "adult"), sa::else_("child"))));
static_assert(gives<std::optional<std::string>>(sa::case_(sa::then(adult, email), sa::else_("none"))) &&
                  gives<std::optional<std::string>>(sa::case_(sa::then(adult, "none"), sa::else_(email))),
              "a result that may be NULL, wherever it stands");
static_assert(gives<int>(sa::case_(sa::then(email == "x", 1), sa::else_(0))), "of the conditions NULL is false");

// Of different numbers it may be either, so its type holds both.
static_assert(gives<double>(sa::case_(sa::then(adult, 1), sa::else_(0.5))));
static_assert(gives<std::int64_t>(sa::case_(sa::then(adult, age), sa::then(old, id), sa::else_(0))));

// NULL and parameters have the type of what stands beside them.
static_assert(gives<std::optional<int>>(sa::case_(sa::then(adult, age), sa::else_(std::nullopt))) &&
              gives<std::optional<int>>(sa::case_(sa::then(adult, std::nullopt), sa::else_(age))));
constexpr auto with_parameter = sa::case_(sa::then(adult, "x"_p), sa::then(old, "y"_p), sa::else_(id));
static_assert(gives<std::int64_t>(with_parameter));
static_assert(std::is_same_v<decltype(with_parameter)::children,
                             sa::type_list<std::remove_const_t<decltype(adult)>, sa::param<"x", std::int64_t>,
                                           std::remove_const_t<decltype(old)>, sa::param<"y", std::int64_t>,
                                           std::remove_const_t<decltype(id)>>>,
              "condition, result, …, ELSE");

constexpr auto stage = sa::case_(sa::then(adult, "adult"), sa::else_("child"));
static_assert(sa::meta::get<1>(stage.parts).value == "adult" && sa::meta::get<2>(stage.parts).value == "child",
              "string literals keep the query constexpr");
static_assert(stage.binding == sa::precedence::atom);
static_assert(sizeof(sa::case_(sa::then(id == "x"_p, std::int64_t{1}), sa::else_(std::int64_t{2}))) ==
              2 * sizeof(std::int64_t));

struct stranger {};
template <class Condition, class Result>
concept branch = requires(Condition condition, Result result) { sa::then(condition, result); };
static_assert(branch<decltype(adult), int> && branch<decltype(adult), decltype("x"_p)> &&
              branch<decltype(adult), std::nullopt_t>);
static_assert(!branch<decltype(adult), stranger> && !branch<bool, int> && !branch<decltype(adult), const char*>);
template <class... T>
concept is_case = requires(T... branches) { sa::case_(branches...); };
static_assert(!is_case<> && !is_case<decltype(sa::else_(1))>, "there is no CASE without a branch");

}  // namespace

TEST_CASE("a branch owns its result from the first") {
  std::string text = "Ada";
  const auto branch = sa::then(adult, std::string_view(text));
  text = "Bob";
  CHECK(sa::meta::get<1>(sa::case_(branch).parts).value == "Ada");
}

TEST_CASE("case keeps its results") {
  std::string text(64, 'x');
  const char* const place = text.data();
  const auto moved =
      sa::case_(sa::then(adult, std::move(text)), sa::then(old, std::string_view("old")), sa::else_("else"));
  CHECK(sa::meta::get<1>(moved.parts).value == std::string(64, 'x'));
  CHECK(sa::meta::get<1>(moved.parts).value.data() == place);
  CHECK(sa::meta::get<3>(moved.parts).value == "old");
  CHECK(sa::meta::get<4>(moved.parts).value == "else");
}
