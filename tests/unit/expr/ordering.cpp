// SPDX-License-Identifier: MIT
#include <sqlalloy/expr/ordering.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <sqlalloy/expr/arithmetic.hpp>
#include <sqlalloy/expr/column.hpp>
#include <support/schemas.hpp>
#include <type_traits>

namespace sa = sqlalloy;
using namespace sa::literals;
using blog::User;

namespace {

constexpr auto id = sa::col<&User::id>;
using id_column = std::remove_const_t<decltype(id)>;
using sa::direction;
using sa::nulls_place;

static_assert(
    std::is_same_v<decltype(sa::asc(id)), sa::ordering<id_column, direction::ascending, nulls_place::unsaid>>);
static_assert(
    std::is_same_v<decltype(sa::desc(id)), sa::ordering<id_column, direction::descending, nulls_place::unsaid>>);
static_assert(std::is_same_v<decltype(sa::desc(id).nulls_first()),
                             sa::ordering<id_column, direction::descending, nulls_place::first>>);
static_assert(std::is_same_v<decltype(sa::asc(id).nulls_last()),
                             sa::ordering<id_column, direction::ascending, nulls_place::last>>);
static_assert(std::is_same_v<decltype(sa::asc(id).nulls_last().nulls_first()), decltype(sa::asc(id).nulls_first())>,
              "the last word counts");

static_assert(sa::desc("total"_n).sort == direction::descending, "the name of a result column has a direction, too");
static_assert(std::is_same_v<decltype(sa::desc(id))::children, sa::type_list<id_column>>);

static_assert(std::is_empty_v<decltype(sa::desc(id))>);
static_assert(sizeof(sa::desc(id + std::int64_t{1}).nulls_last()) == sizeof(std::int64_t));

static_assert(sa::sortable<id_column> && sa::sortable<decltype(sa::desc(id))> && !sa::sortable<int>);
static_assert(sa::is_ordering<decltype(sa::asc(id))> && !sa::is_ordering<id_column>);
static_assert(!sa::expression<decltype(sa::asc(id))>, "an order is no value");
template <class T>
concept can_be_sorted = requires(T node) { sa::desc(node); };
static_assert(can_be_sorted<id_column> && !can_be_sorted<int> && !can_be_sorted<decltype(sa::asc(id))>);

}  // namespace

TEST_CASE("an order keeps the values of what it sorts by") {
  const auto order = sa::desc(id + 41).nulls_last();
  int seen = 0;
  auto see = [&](const auto& node) { seen = sa::meta::get<1>(node.parts).value; };
  order.parts.each(see);
  CHECK(seen == 41);
}
