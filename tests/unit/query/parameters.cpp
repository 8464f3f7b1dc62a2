// SPDX-License-Identifier: MIT
#include <sqlalloy/expr/arithmetic.hpp>
#include <sqlalloy/expr/conditional.hpp>
#include <sqlalloy/expr/null.hpp>
#include <sqlalloy/query/insert.hpp>
#include <sqlalloy/query/parameters.hpp>
#include <sqlalloy/query/select.hpp>
#include <sqlalloy/query/subquery.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

#include "support/statements/tables.hpp"

namespace sa = sqlalloy;

namespace {

using namespace sa::literals;
using namespace statements;

// A parameter for each place, with the type of what stands beside it.
constexpr auto query = sa::select(user_id, age + "a"_p)
                           .where(name == "n"_p, sa::in(user_id, sa::select(author_id).where(title == "t"_p)),
                                  sa::when(true, age > "a"_p), age > 1)
                           .limit("l"_p);
static_assert(
    std::is_same_v<sa::parameters_t<decltype(query)>,
                   sa::type_list<sa::param<"a", int>, sa::param<"n", std::string>, sa::param<"t", std::string>,
                                 sa::param<"a", int>, sa::param<"l", std::int64_t>>>);
static_assert(std::is_same_v<sa::parameters_t<decltype(sa::select(user_id).where(age > 1))>, sa::type_list<>>);

// Of a column that may be NULL, the value that is set may be, not the one that is compared.
static_assert(std::is_same_v<sa::parameters_t<decltype(sa::select(user_id).where(email == "e"_p))>,
                             sa::type_list<sa::param<"e", std::string>>>);
static_assert(
    std::is_same_v<sa::parameters_t<decltype(sa::insert<blog::User>().values(name = "n"_p, email = "e"_p, age = 1))>,
                   sa::type_list<sa::param<"n", std::string>, sa::param<"e", std::optional<std::string>>>>);

// Each rule finds its culprit.
template <class... T>
using given = sa::type_list<T...>;
template <sa::fixed_string Name, class T>
using argument = sa::argument<Name, T>;
template <class Arguments>
using missing = sa::rules::missing_parameter_t<decltype(query), Arguments>;
template <class Arguments>
using unknown = sa::rules::unknown_argument_t<decltype(query), Arguments>;
template <class Arguments>
using misfit = sa::rules::misfit_parameter_t<decltype(query), Arguments>;

using all =
    given<argument<"a", int>, argument<"n", std::string_view>, argument<"t", const char (&)[2]>, argument<"l", int>>;
static_assert(std::is_void_v<missing<all>> && std::is_void_v<unknown<all>> && std::is_void_v<misfit<all>>);
static_assert(std::is_same_v<missing<given<argument<"a", int>, argument<"l", int>>>, sa::param<"n", std::string>>);
static_assert(std::is_same_v<unknown<given<argument<"a", int>, argument<"b", int>>>, argument<"b", int>>);
static_assert(std::is_same_v<unknown<given<argument<"a", int>, argument<"a", long>>>, argument<"a", long>>,
              "which of two values should it be?");
static_assert(std::is_same_v<misfit<given<argument<"n", int>>>, sa::param<"n", std::string>>);
static_assert(std::is_same_v<misfit<given<argument<"a", std::string>>>, sa::param<"a", int>>);
static_assert(std::is_same_v<misfit<given<argument<"a", std::optional<int>>>>, sa::param<"a", int>>, "NULL never fits");
static_assert(std::is_same_v<misfit<given<argument<"n", std::nullopt_t>>>, sa::param<"n", std::string>>);
static_assert(std::is_void_v<misfit<given<argument<"a", double>>>>, "whether a number fits is seen when it is bound");

using setting = decltype(sa::insert<blog::User>().values(name = "n"_p, email = "e"_p, age = 1));
static_assert(std::is_void_v<sa::rules::misfit_parameter_t<setting, given<argument<"e", std::nullopt_t>>>>);
static_assert(
    std::is_void_v<sa::rules::misfit_parameter_t<setting, given<argument<"e", std::optional<std::string>&>>>>);

static_assert(sa::is_argument<decltype("x"_p = 1)> && !sa::is_argument<int> && !sa::is_argument<blog::User>);

}  // namespace

TEST_CASE("an argument is known by its name") {
  CHECK(std::is_void_v<missing<all>>);
  CHECK_FALSE(std::is_void_v<missing<given<>>>);
}
