// SPDX-License-Identifier: MIT
#include <sqlalloy/expr/cast.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <optional>
#include <sqlalloy/expr/column.hpp>
#include <string>
#include <support/gives.hpp>
#include <support/schemas.hpp>
#include <type_traits>

namespace sa = sqlalloy;
using namespace sa::literals;
using blog::User;

namespace {

constexpr auto age = sa::col<&User::age>;
constexpr auto email = sa::col<&User::email>;

static_assert(gives<std::string>(sa::cast<std::string>(age)) && gives<double>(sa::cast<double>(age)));
static_assert(gives<std::optional<std::int64_t>>(sa::cast<std::int64_t>(email)), "NULL stays NULL");
static_assert(gives<std::int64_t>(sa::cast<std::optional<std::int64_t>>(age)), "a cast makes no NULL of a value");
static_assert(gives<double>(sa::cast<double>(5)) && gives<std::optional<double>>(sa::cast<double>(std::optional(5))));
static_assert(gives<int>(sa::cast<int>("17")));
static_assert(gives<std::optional<int>>(sa::cast<int>(std::nullopt)));
static_assert(gives<double>(sa::cast<double>("x"_p)), "a parameter has the type that it is cast to");
static_assert(std::is_same_v<decltype(sa::cast<double>("x"_p)),
                             sa::operation<sa::cast_operator<double>, sa::param<"x", double>>>);
static_assert(sa::cast<double>(age).binding == sa::precedence::atom &&
              std::is_empty_v<decltype(sa::cast<double>(age))>);

constexpr auto seventeen = sa::cast<int>("17");
static_assert(sa::meta::get<0>(seventeen.parts).value == "17");

struct stranger {};
template <class T, class From>
concept casts_to = requires(From from) { sa::cast<T>(from); };
static_assert(casts_to<int, decltype(email)> && casts_to<int, std::string>);
static_assert(!casts_to<stranger, decltype(email)>, "a type that no column can have");
static_assert(!casts_to<int, stranger> && !casts_to<int, const char*> && !casts_to<const char*, decltype(email)>);

}  // namespace

TEST_CASE("a cast has the type that it says") {
  CHECK(gives<std::optional<int>>(sa::cast<int>(email)));
  CHECK(sa::meta::get<0>(sa::cast<int>(std::string("17")).parts).value == "17");
}
