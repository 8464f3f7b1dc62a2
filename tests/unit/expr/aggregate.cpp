// SPDX-License-Identifier: MIT
#include <sqlalloy/expr/aggregate.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <optional>
#include <sqlalloy/expr/column.hpp>
#include <sqlalloy/expr/comparison.hpp>
#include <sqlalloy/expr/logical.hpp>
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
  std::int64_t wide{};
  float single{};
  std::optional<double> real{};
};
constexpr auto id = sa::col<&User::id>;
constexpr auto age = sa::col<&User::age>;
constexpr auto email = sa::col<&User::email>;

// COUNT is never NULL; over no rows all others are.
static_assert(gives<std::int64_t>(sa::count()) && gives<std::int64_t>(sa::count(email)));
static_assert(gives<std::optional<std::int64_t>>(sa::sum(age)) &&
              gives<std::optional<std::int64_t>>(sa::sum(sa::col<&numbers::small>)) &&
              gives<std::optional<double>>(sa::sum(sa::col<&numbers::single>)) &&
              gives<std::optional<double>>(sa::sum(sa::col<&numbers::real>)));
static_assert(gives<std::optional<double>>(sa::avg(age)) &&
              gives<std::optional<double>>(sa::avg(sa::col<&numbers::real>)));
static_assert(gives<std::optional<int>>(sa::min(age)) && gives<std::optional<std::string>>(sa::max(email)) &&
              gives<std::optional<std::int16_t>>(sa::max(sa::col<&numbers::small>)));

using all_rows = decltype(sa::count());
static_assert(std::is_same_v<all_rows, sa::aggregate<sa::count_function, false, sa::no_filter>>);
static_assert(sa::count_function::name == "count" && sa::sum_function::name == "sum" &&
              sa::avg_function::name == "avg" && decltype(sa::min(age))::function::name == "min" &&
              decltype(sa::max(age))::function::name == "max");
static_assert(all_rows::is_whole && all_rows::binding == sa::precedence::atom && std::is_empty_v<all_rows>);

// Any other, by its name.
static_assert(gives<std::optional<int>>(sa::aggregate_func<"bit_or", std::optional<int>>(age)) &&
              gives<double>(sa::aggregate_func<"product", double>(age)) &&
              gives<std::optional<std::string>>(
                  sa::aggregate_func<"string_agg", std::optional<std::string>>(sa::col<&User::name>, ", ")) &&
              gives<double>(sa::aggregate_func<"percentile", double>(age, 50)) &&
              gives<double>(sa::aggregate_func<"percentile", double>(age, "p"_p)));
static_assert(decltype(sa::aggregate_func<"product", double>(age))::function::name == "product");

// DISTINCT and FILTER, in either order.
using id_node = std::remove_const_t<decltype(id)>;
constexpr auto adult = age > 17;
using filtered = decltype(sa::count(id).distinct().filter(adult));
static_assert(
    std::is_same_v<filtered, sa::aggregate<sa::count_function, true, std::remove_const_t<decltype(adult)>, id_node>>);
static_assert(std::is_same_v<filtered, decltype(sa::count(id).filter(adult).distinct())>);
static_assert(!filtered::is_whole && gives<std::int64_t>(filtered{{}, {id, adult}}));
static_assert(gives<std::optional<int>>(sa::max(age).filter(adult)));
static_assert(
    std::is_same_v<decltype(sa::count().filter(adult))::children, sa::type_list<std::remove_const_t<decltype(adult)>>>);
static_assert(sizeof(sa::sum(age).filter(id == std::int64_t{1} && id != "x"_p)) == sizeof(std::int64_t));

template <class Aggregate>
concept has_distinct = requires(Aggregate one) { one.distinct(); };
static_assert(has_distinct<decltype(sa::count(id))> && has_distinct<decltype(sa::sum(age))>);
static_assert(!has_distinct<all_rows>, "COUNT(DISTINCT *) is no SQL");
template <class Aggregate>
concept has_filter = requires(Aggregate one) { one.filter(adult); };
static_assert(has_filter<all_rows>);
static_assert(!has_filter<filtered>, "a second filter would replace the first");
template <class T>
concept counts = requires(T value) { sa::count(value); };
static_assert(counts<id_node> && !counts<int> && !counts<decltype("x"_p)>);

}  // namespace

TEST_CASE("a filter keeps its values behind those of the aggregate") {
  const auto node = sa::sum(age).filter(age > 17 && age < 65);
  int digits = 0;
  auto add = [&](const auto& condition) {
    if constexpr (requires { condition.parts; }) {
      auto side = [&](const auto& one) { digits = digits * 100 + sa::meta::get<1>(one.parts).value; };
      condition.parts.each(side);
    }
  };
  node.parts.each(add);
  CHECK(digits == 1765);
}
