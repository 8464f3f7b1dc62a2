// SPDX-License-Identifier: MIT
#include <sqlalloy/expr/null.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <optional>
#include <sqlalloy/expr/column.hpp>
#include <string>
#include <string_view>
#include <support/gives.hpp>
#include <support/schemas.hpp>
#include <type_traits>

namespace sa = sqlalloy;
using namespace sa::literals;
using blog::User;

namespace {

struct numbers {
  std::int32_t middle{};
  std::optional<std::int32_t> maybe{};
  std::optional<std::int64_t> wide{};
  std::optional<double> real{};
};
constexpr auto name = sa::col<&User::name>;
constexpr auto email = sa::col<&User::email>;
constexpr auto middle = sa::col<&numbers::middle>;
constexpr auto maybe = sa::col<&numbers::maybe>;

static_assert(gives<bool>(sa::is_null(email)) && gives<bool>(sa::is_not_null(email)));
static_assert(gives<bool>(sa::is_null(sa::is_null(email))));
static_assert(sa::is_null_operator::postfix == " IS NULL" && sa::is_not_null_operator::postfix == " IS NOT NULL");
static_assert(std::is_empty_v<decltype(sa::is_null(email))>);

// COALESCE is NULL only where all of its operands are.
static_assert(gives<std::string>(sa::coalesce(email, name)) && gives<std::string>(sa::coalesce(name, email)));
static_assert(gives<std::optional<std::string>>(sa::coalesce(email, email)));
static_assert(gives<std::string>(sa::coalesce(email, email, name)));
static_assert(gives<std::string>(sa::coalesce(email, "nobody")));
static_assert(gives<std::string>(sa::coalesce(email, name, "nobody")));
static_assert(gives<std::string>(sa::coalesce(email, "x"_p, name, "nobody")));
static_assert(gives<std::string>(sa::coalesce(email, "x"_p)), "a parameter beside an optional is given");
static_assert(gives<std::int32_t>(sa::coalesce(maybe, 0)) &&
              gives<std::optional<std::int32_t>>(sa::coalesce(maybe, std::optional(0))));
static_assert(
    std::is_same_v<decltype(sa::coalesce(email, std::string())),
                   sa::operation<sa::coalesce_operator, std::remove_const_t<decltype(email)>, sa::bind<std::string>>>);

// Of different numbers it may be either, so its type holds both.
static_assert(gives<std::int64_t>(sa::coalesce(maybe, std::int64_t{0})));
static_assert(gives<std::optional<std::int64_t>>(sa::coalesce(maybe, sa::col<&numbers::wide>)));
static_assert(gives<double>(sa::coalesce(maybe, 0.5)) && gives<double>(sa::coalesce(sa::col<&numbers::real>, 0)));
static_assert(gives<double>(sa::coalesce(maybe, sa::col<&numbers::wide>, 0.5)));

// NULLIF gives the first or NULL.
static_assert(gives<std::optional<std::int32_t>>(sa::nullif(middle, 0)) &&
              gives<std::optional<std::int32_t>>(sa::nullif(middle, 0.5)));
static_assert(gives<std::optional<std::string>>(sa::nullif(name, "")) &&
              gives<std::optional<std::string>>(sa::nullif(email, "x"_p)));

constexpr auto or_nobody = sa::coalesce(email, "nobody");
static_assert(sa::meta::get<1>(or_nobody.parts).value == "nobody", "a string literal keeps the query constexpr");
static_assert(sizeof(sa::coalesce(sa::col<&numbers::wide>, std::int64_t{1})) == sizeof(std::int64_t));

struct stranger {};
template <class T>
concept can_replace_null = requires(T value) {
  sa::coalesce(email, value);
  sa::nullif(email, value);
};
static_assert(can_replace_null<std::string> && can_replace_null<decltype(name)> && can_replace_null<decltype("x"_p)>);
static_assert(!can_replace_null<stranger> && !can_replace_null<const char*>);
template <class T>
concept can_be_null = requires(T value) { sa::is_null(value); };
static_assert(can_be_null<decltype(name)> && !can_be_null<int> && !can_be_null<decltype("x"_p)>);

}  // namespace

TEST_CASE("coalesce keeps the value that stands in for NULL") {
  std::string other = "nobody";
  const auto of_view = sa::coalesce(email, std::string_view(other));
  other = "somebody";
  CHECK(sa::meta::get<1>(of_view.parts).value == "nobody");
}
