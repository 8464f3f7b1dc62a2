// SPDX-License-Identifier: MIT
#include <sqlalloy/expr/assignment.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <optional>
#include <sqlalloy/expr/arithmetic.hpp>
#include <sqlalloy/expr/column.hpp>
#include <string>
#include <string_view>
#include <support/schemas.hpp>
#include <type_traits>
#include <utility>

namespace sa = sqlalloy;
using namespace sa::literals;
using blog::User;

namespace {

constexpr auto id = sa::col<&User::id>;
constexpr auto age = sa::col<&User::age>;
constexpr auto name = sa::col<&User::name>;
constexpr auto email = sa::col<&User::email>;

template <class Column, class Value>
constexpr bool sets(const sa::assignment<Column, Value>&, const Column&, const Value&) {
  return true;
}
constexpr bool sets(const auto&, const auto&, const auto&) { return false; }

static_assert(sets(age = 17, age, sa::bind<int>(17)) && sets(id = 17, id, sa::bind<int>(17)));
static_assert(sets(name = "Ada", name, sa::bind<std::string_view>("Ada")));
static_assert(sets(email = name, email, name) && sets(age = age + 1, age, age + 1));
static_assert(sets(email = std::nullopt, email, sa::bind<std::optional<std::string>>(std::nullopt)));

// A parameter has the type of its column, with NULL where the column has it.
static_assert(sets(name = "x"_p, name, sa::param<"x", std::string>{}) &&
              sets(email = "x"_p, email, sa::param<"x", std::optional<std::string>>{}));

template <class Column, class Value>
using value_set = typename decltype(std::declval<const Column&>() = std::declval<Value>())::children;
static_assert(std::is_same_v<value_set<sa::column<&User::name>, std::string>, sa::type_list<sa::bind<std::string>>>);
static_assert(
    std::is_same_v<value_set<sa::column<&User::name>, std::string_view>, sa::type_list<sa::bind<std::string>>>);
static_assert(std::is_same_v<value_set<sa::column<&User::email>, std::optional<std::string>>,
                             sa::type_list<sa::bind<std::optional<std::string>>>>);

static_assert(sizeof(id = std::int64_t{1}) == sizeof(std::int64_t) && std::is_empty_v<decltype(id = "x"_p)>);
constexpr auto renamed = (name = "Ada");
static_assert(sa::meta::get<0>(renamed.parts).value == "Ada", "a string literal keeps the query constexpr");

using name_column = sa::column<&User::name>;
static_assert(sa::assignable<std::string, name_column> && sa::assignable<std::nullopt_t, name_column> &&
              sa::assignable<sa::column<&User::email>, name_column>);
static_assert(!sa::assignable<name_column, name_column>, "a column to itself is C++'s assignment, which sets nothing");
static_assert(!sa::assignable<const char*, name_column> && !sa::assignable<User, name_column>);

}  // namespace

TEST_CASE("an assignment moves its value in") {
  std::string text(64, 'x');
  const char* const place = text.data();
  const auto moved = (name = std::move(text));
  CHECK(sa::meta::get<0>(moved.parts).value.data() == place);

  std::string shown = "Ada";
  const auto copied = (name = std::string_view(shown));
  shown = "Bob";
  CHECK(sa::meta::get<0>(copied.parts).value == "Ada");
}
