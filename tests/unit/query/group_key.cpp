// SPDX-License-Identifier: MIT
#include <sqlalloy/expr/aggregate.hpp>
#include <sqlalloy/expr/arithmetic.hpp>
#include <sqlalloy/expr/function.hpp>
#include <sqlalloy/query/group_key.hpp>
#include <sqlalloy/query/select.hpp>

#include <catch2/catch.hpp>

#include <type_traits>

#include "support/statements/tables.hpp"

namespace sa = sqlalloy;

namespace {

using namespace sa::literals;
using namespace statements;

constexpr auto decade = (age / 10).as("decade"_n);
constexpr auto initial = sa::lower(name).as("initial"_n);
using decade_t = std::remove_const_t<decltype(decade)>;
using initial_t = std::remove_const_t<decltype(initial)>;
using user_item = sa::entity_item<blog::User, blog::User>;
template <class... Items>
using list = sa::select_list<Items...>;

template <class List, class Key>
using written_t = std::remove_cvref_t<decltype(sa::as_group_key<List>(std::declval<Key>()))>;
using decade_name = decltype("decade"_n);

// A name is written as the place of its column, which counts the columns of whole structs.
static_assert(std::is_same_v<written_t<list<decade_t>, decade_name>, sa::group_place<decade_t, 1>>);
static_assert(std::is_same_v<written_t<list<initial_t, decade_t>, decade_name>, sa::group_place<decade_t, 2>>);
static_assert(
    std::is_same_v<written_t<list<user_item, initial_t, decade_t>, decade_name>, sa::group_place<decade_t, 6>>);

// An expression is written as it is.
static_assert(std::is_same_v<written_t<list<initial_t>, initial_t>, initial_t>);
static_assert(std::is_same_v<written_t<list<decade_t>, decltype(age)>, std::remove_const_t<decltype(age)>>);

// One with a value in it would be another expression than the one that is selected.
static_assert(sa::rules::group_key_holds_no_value<initial_t> && sa::rules::group_key_holds_no_value<decade_name>);
static_assert(!sa::rules::group_key_holds_no_value<decade_t> &&
              !sa::rules::group_key_holds_no_value<decltype(age / 10)>);
static_assert(sa::group_key<initial_t> && sa::group_key<decade_name> && !sa::group_key<int>);

// The rows are grouped by what stands at the place.
static_assert(std::is_same_v<sa::grouped_node_t<sa::group_place<decade_t, 2>>, decade_t>);
static_assert(std::is_same_v<sa::grouped_node_t<initial_t>, initial_t>);

}  // namespace

TEST_CASE("an expression with a value is grouped by its place") {
  const auto query = sa::select(sa::count(), decade).group_by("decade"_n);
  int slots = 0;
  auto count = [&slots](const auto&) { ++slots; };
  sa::for_each_slot(query, count);
  CHECK(slots == 1);
  CHECK(std::is_same_v<sa::row_t<decltype(query)>,
                       sa::row<sa::type_list<decltype(sa::count()), decade_t>, std::int64_t, int>>);
}
