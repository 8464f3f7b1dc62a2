// SPDX-License-Identifier: MIT
#include <sqlalloy/expr/window.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <optional>
#include <sqlalloy/expr/arithmetic.hpp>
#include <sqlalloy/expr/column.hpp>
#include <sqlalloy/expr/function.hpp>
#include <string>
#include <support/gives.hpp>
#include <support/schemas.hpp>
#include <type_traits>

namespace sa = sqlalloy;
using namespace sa::literals;
using blog::Post;

namespace {

constexpr auto id = sa::col<&Post::id>;
constexpr auto author = sa::col<&Post::author_id>;
constexpr auto title = sa::col<&Post::title>;
constexpr auto by_author = sa::partition_by(author);
constexpr auto newest_first = sa::order_by(sa::desc(id), title);

// The value is that of the function.
static_assert(gives<std::int64_t>(sa::over(sa::row_number())) &&
              gives<std::int64_t>(sa::over(sa::rank(), newest_first)) &&
              gives<std::int64_t>(sa::over(sa::dense_rank(), by_author, newest_first)));
static_assert(gives<std::int64_t>(sa::over(sa::count(), by_author)) &&
              gives<std::optional<std::int64_t>>(sa::over(sa::sum(id), by_author, newest_first)) &&
              gives<std::optional<std::string>>(sa::over(sa::max(title))));
static_assert(gives<std::optional<std::string>>(sa::over(sa::func<"lag", std::optional<std::string>>(title), by_author,
                                                         newest_first)));

static_assert(sa::row_number().name == "row_number" && sa::rank().name == "rank" &&
              sa::dense_rank().name == "dense_rank");

using whole = decltype(sa::over(sa::rank(), by_author, newest_first));
static_assert(
    std::is_same_v<whole::children, sa::type_list<sa::rank_function<"rank">, std::remove_const_t<decltype(by_author)>,
                                                  std::remove_const_t<decltype(newest_first)>>>,
    "function, partition, order");
static_assert(by_author.size == 1 && newest_first.size == 2);
static_assert(std::is_same_v<decltype(sa::over(sa::rank())),
                             sa::window<sa::rank_function<"rank">, sa::partition<>, sa::window_order<>>>);
static_assert(std::is_empty_v<whole> && whole::binding == sa::precedence::atom);
static_assert(sizeof(sa::over(sa::rank(), sa::partition_by(id % std::int64_t{10}), newest_first)) ==
              sizeof(std::int64_t));

template <class... T>
concept has_over = requires(T... parts) { sa::over(parts...); };
static_assert(has_over<decltype(sa::rank())> && has_over<decltype(sa::count()), decltype(by_author)>);
static_assert(!has_over<decltype(sa::lower(title))>, "a function of one row");
static_assert(!has_over<decltype(id)> && !has_over<decltype(id + id)> && !has_over<int>,
              "what is no function over rows");
static_assert(!has_over<decltype(sa::rank()), decltype(newest_first), decltype(by_author)>, "PARTITION BY comes first");
static_assert(!has_over<decltype(sa::rank()), decltype(id)>);
// As a member it is the same, and where there is no function there is no member.
static_assert(std::is_same_v<decltype(sa::rank().over(by_author, newest_first)),
                             decltype(sa::over(sa::rank(), by_author, newest_first))>);
static_assert(std::is_same_v<decltype(sa::sum(id).over()), decltype(sa::over(sa::sum(id)))>);
static_assert(sa::sum(id).over(newest_first).as("running"_n).text == "running");
template <class T>
concept has_over_member = requires(T node) { node.over(); };
static_assert(has_over_member<decltype(sa::count())> && !has_over_member<decltype(sa::lower(title))> &&
              !has_over_member<decltype(id)> && !has_over_member<decltype(sa::count().over())>);

template <class T>
concept partitions = requires(T node) { sa::partition_by(node); };
static_assert(partitions<decltype(id)> && !partitions<int> && !partitions<decltype(sa::desc(id))>);
template <class T>
concept orders = requires(T node) { sa::order_by(node); };
static_assert(orders<decltype(id)> && orders<decltype(sa::desc(id).nulls_last())> && !orders<int> &&
                  !orders<decltype("total"_n)>,
              "a window does not know the names of the result");

}  // namespace

TEST_CASE("a window keeps the values of its parts in order") {
  const auto node = sa::over(sa::sum(id + 1), sa::partition_by(author % 2), sa::order_by(sa::desc(id * 3)));
  int digits = 0;
  auto visit = [&](auto&& self, const auto& one) -> void {
    if constexpr (requires { one.value; })
      digits = digits * 10 + one.value;
    else if constexpr (requires { one.parts; }) {
      auto next = [&](const auto& child) { self(self, child); };
      one.parts.each(next);
    }
  };
  visit(visit, node);
  CHECK(digits == 123);
}
