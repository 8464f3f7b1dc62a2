// SPDX-License-Identifier: MIT
#include <sqlalloy/expr/logical.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <optional>
#include <sqlalloy/expr/column.hpp>
#include <sqlalloy/expr/comparison.hpp>
#include <support/gives.hpp>
#include <support/schemas.hpp>
#include <type_traits>

namespace sa = sqlalloy;
using namespace sa::literals;
using blog::User;

namespace {

struct flags {
  bool yes{};
  std::optional<bool> maybe{};
};

constexpr auto id = sa::col<&User::id>;
constexpr auto adult = sa::col<&User::age> > 17;
constexpr auto has_mail = sa::col<&User::email> == "x";
constexpr auto yes = sa::col<&flags::yes>;
constexpr auto maybe = sa::col<&flags::maybe>;

template <class Operator, class... Operands>
constexpr bool is(const sa::operation<Operator, Operands...>&, const Operands&...) {
  return true;
}
template <class Operator>
constexpr bool is(const auto&, const auto&...) {
  return false;
}
static_assert(is<sa::and_operator>(adult && has_mail, adult, has_mail));
static_assert(is<sa::or_operator>(adult || has_mail, adult, has_mail));
static_assert(is<sa::not_operator>(!adult, adult));
static_assert(is<sa::and_operator>(adult && yes, adult, yes) && is<sa::not_operator>(!maybe, maybe),
              "a column that is true or false is a condition");

// As SQL:2016, 6.39 has it, NULL AND FALSE is false; so the value may be NULL, but need not.
static_assert(gives<bool>(adult && yes) && gives<bool>(adult || yes) && gives<bool>(!adult));
static_assert(gives<std::optional<bool>>(adult && has_mail) && gives<std::optional<bool>>(maybe || adult) &&
              gives<std::optional<bool>>(!maybe));

static_assert(sa::and_operator::token == " AND " && sa::or_operator::token == " OR " &&
              sa::not_operator::prefix == "NOT ");
static_assert((adult || yes).binding < (adult && yes).binding && (adult && yes).binding < (!adult).binding &&
              (!adult).binding < adult.binding);

static_assert(sizeof((id == std::int64_t{1} && id == "x"_p) || (id == std::int64_t{2} && yes && maybe)) ==
                  2 * sizeof(std::int64_t),
              "values and nothing else, at any depth");

template <class Left, class Right>
concept joins = requires(Left left, Right right) { left&& right; };
static_assert(joins<decltype(adult), decltype(yes)>);
static_assert(!joins<decltype(adult), bool> && !joins<bool, decltype(adult)>,
              "a truth value of the program is no condition of the query: that is sa::when()");
static_assert(!joins<decltype(adult), decltype("x"_p)>);

}  // namespace

TEST_CASE("conditions keep the values of both sides") {
  const auto both = sa::col<&User::age> > 17 && sa::col<&User::age> < 65;
  int sum = 0;
  auto add = [&](const auto& side) { sum += sa::meta::get<1>(side.parts).value; };
  both.parts.each(add);
  CHECK(sum == 82);
}
