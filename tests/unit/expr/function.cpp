// SPDX-License-Identifier: MIT
#include <sqlalloy/expr/function.hpp>

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
using blog::User;

namespace {

struct numbers {
  std::int16_t small{};
  std::optional<std::int64_t> wide{};
  std::optional<double> real{};
};
constexpr auto age = sa::col<&User::age>;
constexpr auto name = sa::col<&User::name>;
constexpr auto email = sa::col<&User::email>;

// --- functions that every database has: NULL where an argument is ---------------------------------------------------

static_assert(gives<std::string>(sa::lower(name)) && gives<std::optional<std::string>>(sa::lower(email)) &&
              gives<std::string>(sa::upper(name)) && gives<std::optional<std::string>>(sa::upper(email)) &&
              gives<std::string>(sa::trim(name)) && gives<std::optional<std::string>>(sa::trim(email)));
static_assert(gives<std::int64_t>(sa::length(name)) && gives<std::optional<std::int64_t>>(sa::length(email)));
static_assert(std::is_same_v<decltype(sa::lower("x"_p))::children, sa::type_list<sa::param<"x", std::string>>>,
              "a parameter is text there");

static_assert(gives<std::string>(sa::substr(name, 2)) && gives<std::string>(sa::substr(name, 2, 3)) &&
              gives<std::optional<std::string>>(sa::substr(email, 2)));
static_assert(gives<std::string>(sa::substr(name, age - 1, "n"_p)));
static_assert(std::is_same_v<decltype(sa::substr(name, "n"_p))::children,
                             sa::type_list<std::remove_const_t<decltype(name)>, sa::param<"n", std::int32_t>>>);

static_assert(gives<std::string>(sa::replace(name, "a", "b")) && gives<std::string>(sa::replace(name, "x"_p, "y"_p)) &&
              gives<std::optional<std::string>>(sa::replace(name, email, name)));
static_assert(gives<std::string>(sa::replace(name, "a", "y"_p)) && gives<std::string>(sa::replace(name, "x"_p, "b")) &&
              gives<std::string>(sa::replace(name, "a", name)));
constexpr auto replaced = sa::replace(name, "a", "bc");
static_assert(sa::meta::get<2>(replaced.parts).value == "bc", "string literals keep the query constexpr");

static_assert(gives<std::int16_t>(sa::abs(sa::col<&numbers::small>)) && gives<int>(sa::abs(age)) &&
              gives<std::optional<std::int64_t>>(sa::abs(sa::col<&numbers::wide>)));
static_assert(gives<double>(sa::round(age, 2)) && gives<double>(sa::round(age, "digits"_p)) &&
              gives<std::optional<double>>(sa::round(sa::col<&numbers::real>, 2)));
static_assert(gives<double>(sa::round(age)) && gives<std::optional<double>>(sa::round(sa::col<&numbers::real>)));

// --- any function by its name ---------------------------------------------------------------------------------------

static_assert(gives<std::string>(sa::func<"soundex", std::string>(name)));
static_assert(gives<std::string>(sa::func<"soundex", std::string>(email)), "its result is as it is said to be");
static_assert(gives<std::optional<std::string>>(sa::func<"soundex", std::optional<std::string>>(name)));
static_assert(gives<double>(sa::func<"random", double>()), "without arguments");
static_assert(gives<std::optional<double>>(sa::func<"some", std::optional<double>>()));
static_assert(gives<double>(sa::func<"power", double>(age, 2)) && gives<double>(sa::func<"power", double>(2, 3)));
static_assert(gives<std::string>(sa::func<"strftime", std::string>("%Y", name)) &&
              gives<std::string>(sa::func<"format", std::string>(name, "%Y")) &&
              gives<std::string>(sa::func<"format", std::string>(name, "%Y", age)) &&
              gives<std::string>(sa::func<"upper", std::string>("x")) &&
              gives<std::string>(sa::func<"strftime", std::string>("%Y", "now")) &&
              gives<std::string>(sa::func<"strftime", std::string>("%Y", "now", name)));
static_assert(
    std::is_same_v<decltype(sa::func<"f", int>("x"_p))::children, sa::type_list<sa::param<"x", std::string>>> &&
        std::is_same_v<decltype(sa::func<"f", int>("x"_p.of(sa::type<int>{})))::children,
                       sa::type_list<sa::param<"x", int>>>,
    "nobody knows what it takes: text, if nothing is said");
static_assert(std::is_empty_v<decltype(sa::func<"f", int>(name, age, "x"_p))>);

struct stranger {};
template <class T>
concept has_lower = requires(T value) { sa::lower(value); };
static_assert(has_lower<decltype(name)> && has_lower<decltype("x"_p)> && !has_lower<stranger> &&
              !has_lower<const char*>);
template <class T>
concept counts = requires(T value) {
  sa::substr(name, value);
  sa::substr(name, value, value);
};
static_assert(counts<int> && counts<std::int64_t> && counts<decltype(age)> && counts<decltype("x"_p)>);
static_assert(!counts<std::string> && !counts<const char*> && !counts<double> && !counts<decltype(name)>);
template <class T>
concept has_abs = requires(T value) { sa::abs(value); };
static_assert(has_abs<decltype(age)> && !has_abs<int>, "std::abs is another one");
template <class... T>
concept callable = requires(T... values) { sa::func<"f", int>(values...); };
static_assert(callable<> && callable<int, decltype(name)> && !callable<stranger> && !callable<int, stranger>);

}  // namespace

TEST_CASE("a function keeps its arguments") {
  const auto node = sa::func<"printf", std::string>("%d", 41);
  CHECK(sa::meta::get<0>(node.parts).value == "%d");
  CHECK(sa::meta::get<1>(node.parts).value == 41);
  CHECK(decltype(node)::children::size == 2);
}
