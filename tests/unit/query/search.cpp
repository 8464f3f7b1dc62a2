// SPDX-License-Identifier: MIT
#include <sqlalloy/expr/arithmetic.hpp>
#include <sqlalloy/expr/comparison.hpp>
#include <sqlalloy/expr/logical.hpp>
#include <sqlalloy/query/search.hpp>
#include <sqlalloy/query/subquery.hpp>

#include <catch2/catch.hpp>

#include <type_traits>

#include "support/statements/tables.hpp"

namespace sa = sqlalloy;

namespace {

using namespace statements;
using sa::rules::find_t;

template <class T>
using plain_t = std::remove_const_t<T>;
using age_column = plain_t<decltype(age)>;
using title_column = plain_t<decltype(title)>;

// Columns of other tables than those in sight; the first one is the answer.
using both = decltype(age > 1 && title == body);
static_assert(std::is_same_v<find_t<sa::rules::strays<blog::User, blog::Post>, both>, void>);
static_assert(std::is_same_v<find_t<sa::rules::strays<blog::User>, both>, title_column>);
static_assert(std::is_same_v<find_t<sa::rules::strays<>, both>, age_column>);
static_assert(std::is_same_v<find_t<sa::rules::strays<>>, void>, "nothing holds no column");

// An alias is a table of its own.
constexpr auto author = sa::alias<blog::User, "author">;
using of_alias = decltype(author[age] > 1);
static_assert(std::is_same_v<find_t<sa::rules::strays<blog::User>, of_alias>, decltype(author[age])>);
static_assert(std::is_same_v<find_t<sa::rules::strays<plain_t<decltype(author)>>, of_alias>, void>);

// Of an inner query only what it is correlated with counts.
using inner = decltype(sa::exists(sa::select<blog::Post>()));
using correlated =
    decltype(sa::exists(sa::select<blog::Post>().correlate(sa::tables<blog::User>).where(author_id == user_id)));
static_assert(std::is_same_v<find_t<sa::rules::strays<>, inner>, void>);
static_assert(std::is_same_v<find_t<sa::rules::strays<blog::User>, correlated>, void>);
static_assert(std::is_same_v<find_t<sa::rules::strays<blog::Post>, correlated>, correlated>);

// Aggregates of this query: not those of a window, not those of an inner one.
static_assert(std::is_same_v<find_t<sa::rules::aggregates, decltype(sa::count() > 1)>, decltype(sa::count())>);
static_assert(std::is_same_v<find_t<sa::rules::aggregates, decltype(sa::over(sa::sum(age)))>, void>);
static_assert(std::is_same_v<
              find_t<sa::rules::aggregates, decltype(age == sa::scalar_subquery(sa::select(sa::max(age))))>, void>);

// Columns beside an aggregate, unless the rows are grouped by them or by an expression that they stand in.
template <class Node, class... Groups>
using bare = find_t<sa::rules::bare_columns<Groups...>, Node>;
static_assert(std::is_same_v<bare<decltype(age + 1)>, age_column>);
static_assert(std::is_same_v<bare<decltype(age + 1), age_column>, void>);
static_assert(std::is_same_v<bare<decltype(age + age), decltype(age + age)>, void>);
static_assert(std::is_same_v<bare<age_column, decltype(age + age)>, age_column>);
static_assert(std::is_same_v<bare<decltype(sa::max(age))>, void>);
static_assert(std::is_same_v<bare<decltype(sa::over(sa::row_number(), sa::order_by(age)))>, age_column>);

// A whole struct is grouped with its key, of which no part may be missing.
using user_item = sa::entity_item<blog::User, blog::User>;
using shelf_item = sa::entity_item<Shelf, Shelf>;
static_assert(std::is_same_v<bare<user_item>, user_item> && std::is_same_v<bare<user_item, age_column>, user_item>);
static_assert(std::is_same_v<bare<user_item, plain_t<decltype(user_id)>>, void>);
static_assert(std::is_same_v<bare<shelf_item, sa::column<&Shelf::room>>, shelf_item>);
static_assert(std::is_same_v<bare<shelf_item, sa::column<&Shelf::number>, sa::column<&Shelf::room>>, void>);

// What is no node has no culprit: another rule speaks.
static_assert(std::is_same_v<find_t<sa::rules::strays<>, int>, void>);

}  // namespace

TEST_CASE("a search finds the first node that matches") {
  CHECK(std::is_same_v<find_t<sa::rules::strays<>, decltype(title == body)>, title_column>);
}
