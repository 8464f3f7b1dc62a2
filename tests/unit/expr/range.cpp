// SPDX-License-Identifier: MIT
#include <sqlalloy/expr/range.hpp>
#include <sqlalloy/expr/text.hpp>

#include <catch2/catch.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <sqlalloy/expr/column.hpp>
#include <sqlalloy/type/arithmetic.hpp>
#include <string>
#include <string_view>
#include <support/gives.hpp>
#include <support/schemas.hpp>
#include <type_traits>
#include <utility>
#include <vector>

namespace sa = sqlalloy;
using namespace sa::literals;
using blog::User;

namespace {

constexpr auto id = sa::col<&User::id>;
constexpr auto age = sa::col<&User::age>;
constexpr auto name = sa::col<&User::name>;
constexpr auto email = sa::col<&User::email>;

template <class Operator, class... Operands>
constexpr bool is(const sa::operation<Operator, Operands...>&, const Operands&...) {
  return true;
}
template <class Operator>
constexpr bool is(const auto&, const auto&...) {
  return false;
}
using number = sa::bind<int>;
using text = sa::bind<std::string_view>;
template <sa::fixed_string Name, class T>
using param = sa::param<Name, T>;

// --- BETWEEN ------------------------------------------------------------------------------------------------------

static_assert(is<sa::between_operator>(sa::between(age, 17, 65), age, number(17), number(65)));
static_assert(is<sa::between_operator>(sa::between(age, id, "to"_p), age, id, param<"to", int>{}));
static_assert(is<sa::between_operator>(sa::between(name, "a", "m"), name, text("a"), text("m")));
static_assert(gives<bool>(sa::between(age, 17, 65)) && gives<bool>(sa::between(age, "a"_p, "b"_p)) &&
              gives<std::optional<bool>>(sa::between(email, "a", "b")) &&
              gives<std::optional<bool>>(sa::between(age, 1, std::optional(2))));
static_assert(sizeof(sa::between(id, std::int64_t{1}, std::int64_t{2})) == 2 * sizeof(std::int64_t));

// --- IN, a list that the query spells out -------------------------------------------------------------------------

static_assert(is<sa::in_operator>(sa::in(age, 1, 2), age, number(1), number(2)));
static_assert(is<sa::in_operator>(sa::in(age, id, "x"_p), age, id, param<"x", int>{}));
static_assert(is<sa::in_operator>(sa::in(age, {1, 2}), age, number(1), number(2)), "in braces");
static_assert(is<sa::in_operator>(sa::in(name, "a", "b"), name, text("a"), text("b")));
static_assert(is<sa::in_operator>(sa::in(name, {"a", "bc"}), name, text("a"), text("bc")));
static_assert(is<sa::in_operator>(sa::in(name, {"a"}), name, text("a")) &&
              is<sa::in_operator>(sa::in(name, ""), name, text("")) &&
              is<sa::in_operator>(sa::in(age, {1}), age, number(1)));
static_assert(is<sa::in_operator>(sa::in(name, "a", "b", "c", "d", "e"), name, text("a"), text("b"), text("c"),
                                  text("d"), text("e")));
static_assert(is<sa::between_operator>(sa::between(name, "a", "z"_p), name, text("a"), param<"z", std::string>{}) &&
              is<sa::between_operator>(sa::between(name, "a"_p, "z"), name, param<"a", std::string>{}, text("z")) &&
              is<sa::between_operator>(sa::between(name, "a", name), name, text("a"), name));
constexpr auto some_names = sa::in(name, {"a", "bc"});
static_assert(sa::meta::get<2>(some_names.parts).value == "bc", "string literals keep the query constexpr");
static_assert(sa::meta::get<2>(sa::in(age, {1, 2}).parts).value == 2);

static_assert(gives<bool>(sa::in(age, 1, 2)) && gives<std::optional<bool>>(sa::in(email, "a", "b")) &&
              gives<std::optional<bool>>(sa::in(age, 1, std::optional(2))));
static_assert(gives<bool>(sa::in(email)), "an empty list is false, even for NULL");
static_assert(std::is_empty_v<decltype(sa::in(age))>);

static_assert(is<sa::not_operator>(sa::not_in(age, 1, 2), sa::in(age, 1, 2)) &&
              is<sa::not_operator>(sa::not_in(age, {1, 2}), sa::in(age, {1, 2})) &&
              is<sa::not_operator>(sa::not_in(name, "a", "b"), sa::in(name, "a", "b")) &&
              is<sa::not_operator>(sa::not_in(name, {"a", "b"}), sa::in(name, {"a", "b"})) &&
              is<sa::not_operator>(sa::not_in(name, "a"), sa::in(name, "a")) &&
              is<sa::not_operator>(sa::not_in(age), sa::in(age)));

// --- IN, a list of run-time length --------------------------------------------------------------------------------

template <class Range>
using list_of = std::remove_cvref_t<decltype(sa::meta::get<1>(sa::in(age, std::declval<Range>()).parts))>;
static_assert(std::is_same_v<list_of<std::vector<int>&>, sa::bind_list<int, std::span<const int>>>,
              "an lvalue is borrowed");
static_assert(std::is_same_v<list_of<const std::vector<int>&>, sa::bind_list<int, std::span<const int>>>);
static_assert(std::is_same_v<list_of<std::array<int, 2>&>, sa::bind_list<int, std::span<const int>>>);
static_assert(std::is_same_v<list_of<std::vector<int>>, sa::bind_list<int, std::vector<int>>>, "an rvalue is kept");
static_assert(std::is_same_v<list_of<const std::vector<int>>, sa::bind_list<int, std::vector<int>>>);
static_assert(std::is_same_v<list_of<std::span<const int>>, sa::bind_list<int, std::span<const int>>>);

struct stranger {};
template <class Node, class Range>
concept searches = requires(Node node, Range&& range) { sa::in(node, std::forward<Range>(range)); };
template <class Node, class Range>
concept avoids = requires(Node node, Range&& range) { sa::not_in(node, std::forward<Range>(range)); };
using text_column = std::remove_const_t<decltype(name)>;
static_assert(searches<text_column, std::string> && searches<text_column, std::vector<std::string>> &&
              searches<text_column, std::vector<std::string_view>&>);
static_assert(!searches<text_column, stranger> && !searches<text_column, std::vector<stranger>> &&
              !searches<text_column, const char*> && !searches<text_column, std::vector<const char*>>);
static_assert(sa::other_range<std::vector<std::optional<std::string>>> && sa::other_range<std::vector<bool>&> &&
                  sa::other_range<std::set<int>>,
              "of these a rule speaks");
static_assert(!sa::other_range<std::vector<int>> && !sa::other_range<std::vector<stranger>> &&
              !sa::other_range<std::string> && !sa::other_range<int>);
static_assert(!searches<int, std::vector<int>>);
static_assert(avoids<text_column, std::vector<std::string>> && !avoids<text_column, stranger> &&
              !avoids<text_column, std::vector<stranger>>);

sa::value_view first_of(const sa::array_view& list) { return list.at(list.data, 0); }

struct money {
  std::int64_t cents{};
};

}  // namespace

template <>
struct sqlalloy::codec<money> {
  using storage = std::int64_t;
  static constexpr storage encode(const money& value) { return value.cents; }
  static constexpr money decode(storage cents) { return {cents}; }
};

TEST_CASE("literals stand beside text that is known at run time only") {
  const std::string tail(64, 'x');
  const auto found = sa::in(sa::concat(name, tail), "a", "b");
  CHECK(sa::meta::get<2>(found.parts).value == "b");
  const auto placed = sa::between(name, "a", tail);
  CHECK(sa::meta::get<1>(placed.parts).value == "a");
  CHECK(sa::meta::get<2>(placed.parts).value == tail);
}

TEST_CASE("a list that is an lvalue is borrowed, one that is an rvalue is kept") {
  std::vector<int> wanted{1, 2, 3};
  const auto borrowed = sa::in(age, wanted);
  wanted[0] = 7;
  CHECK(first_of(sa::meta::get<1>(borrowed.parts).view()).integer() == 7);

  const auto kept = sa::in(name, std::vector<std::string>{std::string(64, 'x'), "b"});
  const auto& list = sa::meta::get<1>(kept.parts);
  CHECK(list.view().size == 2);
  CHECK(list.view().element == sa::sql_type::text);
  CHECK(first_of(list.view()).text() == std::string(64, 'x'));
  CHECK(list.view().at(list.view().data, 1).text() == "b");

  const auto none = sa::not_in(age, std::vector<int>{});
  CHECK(sa::meta::get<1>(sa::meta::get<0>(none.parts).parts).view().size == 0);
}

namespace {

template <class T>
sa::array_view show(const sa::bind_list<T, std::span<const T>>& list, sa::sql_type element) {
  const sa::array_view view = list.view();
  REQUIRE(list.fits());
  REQUIRE(view.element == element);
  return view;
}
template <class T>
sa::bind_list<T, std::span<const T>> list_over(const std::vector<T>& values) {
  return {std::span<const T>(values)};
}

}  // namespace

TEST_CASE("a list shows its values in the form of their type") {
  using sa::sql_type;
  const std::vector<std::int16_t> shorts{-5};
  CHECK(first_of(show(list_over(shorts), sql_type::smallint)).integer() == -5);
  const std::vector<double> reals{0.5};
  CHECK(first_of(show(list_over(reals), sql_type::double_precision)).real() == 0.5);
  const std::vector<std::string_view> texts{"a"};
  CHECK(first_of(show(list_over(texts), sql_type::text)).text() == "a");
  const std::vector<money> prices{{125}};
  CHECK(first_of(show(list_over(prices), sql_type::bigint)).integer() == 125);
  const std::vector<sa::date_value> days{{-1}};
  CHECK(first_of(show(list_over(days), sql_type::date)).integer() == -1);
  const std::vector<sa::instant_value> instants{{-7}};
  CHECK(first_of(show(list_over(instants), sql_type::timestamp_with_time_zone)).integer() == -7);

  const std::vector<std::uint64_t> too_great{1, UINT64_MAX};
  CHECK_FALSE(list_over(too_great).fits());
}
