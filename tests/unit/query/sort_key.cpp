// SPDX-License-Identifier: MIT
#include <sqlalloy/expr/arithmetic.hpp>
#include <sqlalloy/query/select.hpp>
#include <sqlalloy/query/sort_key.hpp>

#include <catch2/catch.hpp>

#include <type_traits>

#include "support/statements/tables.hpp"

namespace sa = sqlalloy;

namespace {

using namespace sa::literals;
using namespace statements;

template <class Key>
using written_t = decltype(sa::as_sort_key(std::declval<Key>()));

constexpr auto next = (age + 1).as("next"_n);
using next_t = std::remove_const_t<decltype(next)>;
using next_name = sa::name<"next">;

// The condition of a key does not hide its type.
using unsorted = sa::bind<sa::json_view>;
static_assert(sa::rules::key_has_an_order<decltype(sa::when(true, age))>);
static_assert(!sa::rules::key_has_an_order<sa::optional_clause<unsorted>>);
static_assert(!sa::rules::key_has_an_order<sa::choice_of_clauses<std::remove_const_t<decltype(age)>, unsorted>>);

// A label goes by its name, wherever it stands; an expression is what it is.
static_assert(std::is_same_v<written_t<next_t>, next_name>);
static_assert(std::is_same_v<written_t<decltype(sa::desc(next))>, decltype(sa::desc("next"_n))>);
static_assert(
    std::is_same_v<written_t<decltype(sa::asc(next).nulls_first())>, decltype(sa::asc("next"_n).nulls_first())>);
static_assert(std::is_same_v<written_t<decltype(sa::when(true, sa::desc(next)))>,
                             sa::optional_clause<decltype(sa::desc("next"_n))>>);
static_assert(std::is_same_v<written_t<decltype(sa::choose(0, age, next))>,
                             sa::choice_of_clauses<std::remove_const_t<decltype(age)>, next_name>>);
static_assert(std::is_same_v<written_t<decltype(age + 1)>, decltype(age + 1)>);
static_assert(std::is_same_v<written_t<next_name>, next_name>);

// The way that a conditional key goes is kept, and so are its values.
static_assert(sa::as_sort_key(sa::when(true, next)).on && !sa::as_sort_key(sa::when(false, next)).on);
static_assert(sa::as_sort_key(sa::choose(1, next, age + 2)).chosen == 1);

// What ORDER BY takes.
static_assert(sa::sort_key<std::remove_const_t<decltype(age)>> && sa::sort_key<next_t> && sa::sort_key<next_name>);
static_assert(sa::sort_key<decltype(sa::desc("next"_n))> && sa::sort_key<decltype(sa::choose(0, age, sa::desc(age)))>);
static_assert(!sa::sort_key<int> && !sa::sort_key<decltype("next"_p)> && !sa::sort_key<decltype(sa::when(true, 1))>);
static_assert(!sa::sort_key<decltype(sa::tables<blog::User>)>);

}  // namespace

TEST_CASE("a labelled expression is sorted by its name") {
  const auto query = sa::select(next).order_by(sa::desc(next), next);
  int slots = 0;
  auto count = [&slots](const auto&) { ++slots; };
  sa::for_each_slot(query, count);
  CHECK(slots == 1);
}
