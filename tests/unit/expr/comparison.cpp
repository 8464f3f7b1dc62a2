// SPDX-License-Identifier: MIT
#include <sqlalloy/expr/comparison.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <optional>
#include <sqlalloy/expr/column.hpp>
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

constexpr auto id = sa::col<&User::id>;
constexpr auto age = sa::col<&User::age>;
constexpr auto name = sa::col<&User::name>;
constexpr auto email = sa::col<&User::email>;

template <class Operator, class Left, class Right>
constexpr bool is(const sa::operation<Operator, Left, Right>&, const Left&, const Right&) {
  return true;
}
template <class Operator>
constexpr bool is(const auto&, const auto&, const auto&) {
  return false;
}
using number = sa::bind<int>;
using text = sa::bind<std::string_view>;

// Each operator, between two columns, with a value on either side, with a literal on either side: never the other way
// round, as C++20 would rewrite it.
static_assert(is<sa::equal_to>(age == id, age, id) && is<sa::not_equal_to>(age != id, age, id) &&
              is<sa::less>(age < id, age, id) && is<sa::less_equal>(age <= id, age, id) &&
              is<sa::greater>(age > id, age, id) && is<sa::greater_equal>(age >= id, age, id));
static_assert(is<sa::equal_to>(age == 5, age, number(5)) && is<sa::not_equal_to>(age != 5, age, number(5)) &&
              is<sa::less>(age < 5, age, number(5)) && is<sa::less_equal>(age <= 5, age, number(5)) &&
              is<sa::greater>(age > 5, age, number(5)) && is<sa::greater_equal>(age >= 5, age, number(5)));
static_assert(is<sa::equal_to>(5 == age, number(5), age) && is<sa::not_equal_to>(5 != age, number(5), age) &&
              is<sa::less>(5 < age, number(5), age) && is<sa::less_equal>(5 <= age, number(5), age) &&
              is<sa::greater>(5 > age, number(5), age) && is<sa::greater_equal>(5 >= age, number(5), age));
constexpr text ada{std::string_view("Ada")};
static_assert(is<sa::equal_to>(name == "Ada", name, ada) && is<sa::not_equal_to>(name != "Ada", name, ada) &&
              is<sa::less>(name < "Ada", name, ada) && is<sa::less_equal>(name <= "Ada", name, ada) &&
              is<sa::greater>(name > "Ada", name, ada) && is<sa::greater_equal>(name >= "Ada", name, ada));
static_assert(is<sa::equal_to>("Ada" == name, ada, name) && is<sa::not_equal_to>("Ada" != name, ada, name) &&
              is<sa::less>("Ada" < name, ada, name) && is<sa::less_equal>("Ada" <= name, ada, name) &&
              is<sa::greater>("Ada" > name, ada, name) && is<sa::greater_equal>("Ada" >= name, ada, name));
constexpr sa::bind<std::optional<int>> maybe_five{std::optional(5)};
static_assert(is<sa::is_distinct_operator>(sa::is_distinct_from(std::optional(5), age), maybe_five, age) &&
                  is<sa::is_not_distinct_operator>(sa::is_not_distinct_from(age, std::optional(5)), age, maybe_five),
              "of the other comparisons a rule speaks");
static_assert(is<sa::equal_to>(age == age, age, age), "a column with itself, which no reversal tells apart");

static_assert(sa::equal_to::token == " = " && sa::not_equal_to::token == " <> " && sa::less::token == " < " &&
              sa::less_equal::token == " <= " && sa::greater::token == " > " && sa::greater_equal::token == " >= ");

// The value: true or false, or NULL where a side may be.
static_assert(gives<bool>(age == 5) && gives<bool>(name == "Ada") && gives<bool>(5 < age));
static_assert(gives<std::optional<bool>>(email == "x") && gives<std::optional<bool>>("x" != email) &&
              gives<std::optional<bool>>(email == name));
static_assert(gives<bool>(sa::is_not_distinct_from(email, std::optional<std::string>())));
static_assert(gives<bool>(email == std::nullopt), "IS NULL is never NULL");

// The values are kept, and nothing else.
constexpr auto name_is_ada = name == "Ada";
static_assert(sa::meta::get<1>(name_is_ada.parts).value == "Ada", "a string literal keeps the query constexpr");
static_assert(sizeof(id == std::int64_t{7}) == sizeof(std::int64_t));
static_assert(std::is_empty_v<decltype(id == age)> && std::is_empty_v<decltype(id == "x"_p)>);
static_assert(sizeof((id == std::int64_t{7}) == (age == "x"_p)) == sizeof(std::int64_t));

template <class Left, class Right>
using equals = decltype(std::declval<Left>() == std::declval<Right>());
template <class Right>
using name_equals = equals<decltype(name), Right>;
template <class Right>
using name_equals_node = sa::operation<sa::equal_to, std::remove_const_t<decltype(name)>, Right>;
static_assert(std::is_same_v<name_equals<std::string>, name_equals_node<sa::bind<std::string>>>);
static_assert(std::is_same_v<name_equals<const std::string&>, name_equals_node<sa::bind<std::string>>>);
static_assert(std::is_same_v<name_equals<std::string_view>, name_equals_node<sa::bind<std::string>>>);

// A parameter has the type of what stands beside it, without NULL: that never equals anything.
static_assert(std::is_same_v<name_equals<decltype("x"_p)>, name_equals_node<sa::param<"x", std::string>>>);
static_assert(is<sa::less>("x"_p < age, sa::param<"x", int>{}, age));
static_assert(is<sa::equal_to>(email == "x"_p, email, sa::param<"x", std::string>{}));
static_assert(is<sa::equal_to>(age == "x"_p.of(sa::type<std::int64_t>{}), age, sa::param<"x", std::int64_t>{}));

// Beside std::nullopt, == and != are the tests for NULL.
using email_is_null = sa::operation<sa::is_null_operator, std::remove_const_t<decltype(email)>>;
using email_is_not_null = sa::operation<sa::is_not_null_operator, std::remove_const_t<decltype(email)>>;
static_assert(std::is_same_v<decltype(email == std::nullopt), email_is_null>);
static_assert(std::is_same_v<decltype(std::nullopt == email), email_is_null>);
static_assert(std::is_same_v<decltype(email != std::nullopt), email_is_not_null>);
static_assert(std::is_same_v<decltype(std::nullopt != email), email_is_not_null>);

// IS DISTINCT FROM is never NULL, and beside NULL it is the test for it.
static_assert(is<sa::is_distinct_operator>(sa::is_distinct_from(email, name), email, name));
static_assert(is<sa::is_not_distinct_operator>(sa::is_not_distinct_from(5, age), number(5), age));
static_assert(is<sa::is_distinct_operator>(sa::is_distinct_from(email, "Ada"), email, ada));
static_assert(is<sa::is_distinct_operator>(sa::is_distinct_from("Ada", email), ada, email));
static_assert(is<sa::is_not_distinct_operator>(sa::is_not_distinct_from(email, "Ada"), email, ada));
static_assert(is<sa::is_not_distinct_operator>(sa::is_not_distinct_from("Ada", email), ada, email));
static_assert(gives<bool>(sa::is_distinct_from(email, name)) && gives<bool>(sa::is_not_distinct_from(email, "x"_p)));
static_assert(std::is_same_v<decltype(sa::is_distinct_from(email, std::nullopt)), email_is_not_null>);
static_assert(std::is_same_v<decltype(sa::is_not_distinct_from(std::nullopt, email)), email_is_null>);

// What is no operand at all is refused by the concept.
struct stranger {};
template <class Left, class Right>
concept comparable = requires(Left left, Right right) {
  left == right;
  left != right;
  left < right;
  left >= right;
  sa::is_distinct_from(left, right);
};
using id_column = std::remove_const_t<decltype(id)>;
static_assert(comparable<id_column, int> && comparable<int, id_column> && comparable<decltype("x"_p), id_column>);
static_assert(!comparable<id_column, stranger> && !comparable<stranger, id_column> && !comparable<id_column, User>);
static_assert(!comparable<id_column, decltype("x"_n)> && !comparable<id_column, void*> &&
              !comparable<id_column, std::nullptr_t>);
static_assert(!comparable<decltype("x"_p), decltype("y"_p)> && !comparable<decltype("x"_p), int>,
              "without an expression there is nothing to compare in SQL");

}  // namespace

TEST_CASE("a comparison keeps copies of the values that it was given") {
  std::string wanted(64, 'x');
  const auto of_lvalue = name == wanted;
  const auto of_view = std::string_view(wanted) != name;
  const auto of_optional = sa::is_not_distinct_from(email, std::optional(wanted));
  wanted.assign(64, 'y');
  CHECK(sa::meta::get<1>(of_lvalue.parts).value == std::string(64, 'x'));
  CHECK(sa::meta::get<0>(of_view.parts).value == std::string(64, 'x'));
  CHECK(sa::meta::get<1>(of_optional.parts).value == std::string(64, 'x'));

  const char* const place = wanted.data();
  const auto moved = name < std::move(wanted);
  CHECK(sa::meta::get<1>(moved.parts).value.data() == place);
}
