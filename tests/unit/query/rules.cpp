// SPDX-License-Identifier: MIT
#include <sqlalloy/dialect/sqlite.hpp>
#include <sqlalloy/expr/aggregate.hpp>
#include <sqlalloy/expr/arithmetic.hpp>
#include <sqlalloy/query/rules.hpp>
#include <sqlalloy/query/select.hpp>
#include <sqlalloy/query/subquery.hpp>
#include <sqlalloy/query/update.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <string>
#include <type_traits>

#include "support/statements/tables.hpp"

namespace sa = sqlalloy;

namespace {

using namespace sa::literals;
using namespace statements;
namespace rules = sa::rules;

// Each rule holds where nothing is wrong and fails over its culprit; the sentences are in compile_fail_tests.
using users = sa::type_list<blog::User>;
static_assert(std::is_void_v<rules::stray_t<users, decltype(age > 1)>>);
static_assert(std::is_same_v<rules::stray_t<users, decltype(age > 1), decltype(title == "x")>,
                             std::remove_const_t<decltype(title)>>);
static_assert(rules::column_is_in_scope<void, users> && !rules::column_is_in_scope<decltype(title), users>);

static_assert(rules::no_aggregate_in_where<void> && !rules::no_aggregate_in_where<decltype(sa::count())>);

static_assert(rules::having_has_groups<sa::node_list<decltype(age)>> && !rules::having_has_groups<sa::node_list<>>);

static_assert(rules::count_is_an_integer<int> && rules::count_is_an_integer<std::uint64_t>);
static_assert(rules::count_is_an_integer<decltype("n"_p)>);
static_assert(!rules::count_is_an_integer<double> && !rules::count_is_an_integer<bool>);
static_assert(!rules::count_is_an_integer<std::string> && !rules::count_is_an_integer<const char*>);

static_assert(rules::join_has_a_foreign_key<sa::type_list<int>, blog::Post, users>);
static_assert(!rules::join_has_a_foreign_key<sa::type_list<>, Shelf, users>);
static_assert(rules::join_has_one_foreign_key<sa::type_list<int>> &&
              !rules::join_has_one_foreign_key<sa::type_list<int, char>>);
static_assert(rules::join_has_a_condition<decltype(author_id == user_id)> &&
              rules::join_has_a_condition<sa::no_clause>);
static_assert(!rules::join_has_a_condition<decltype(sa::when(true, author_id == user_id))>, "ON is always there");

static_assert(rules::name_is_new<blog::Post, users> && !rules::name_is_new<blog::User, users>);
static_assert(rules::name_is_new<std::remove_const_t<decltype(sa::alias<blog::User, "other">)>, users>);

// A name to sort by, wherever it stands.
using list = sa::select_list<std::remove_const_t<decltype(name)>, decltype((age + 1).as("next"_n))>;
static_assert(rules::name_is_selected<sa::name<"next">, list> && rules::name_is_selected<sa::name<"name">, list>);
static_assert(!rules::name_is_selected<sa::name<"age">, list>);
static_assert(rules::name_is_selected<decltype(age + 1), list>, "what is no name needs no other");
static_assert(rules::name_is_selected<decltype(sa::desc("next"_n).nulls_last()), list>);
static_assert(!rules::name_is_selected<decltype(sa::desc("last"_n)), list>);
static_assert(!rules::name_is_selected<decltype(sa::when(true, sa::asc("last"_n))), list>);
static_assert(!rules::name_is_selected<decltype(sa::choose(0, age, "last"_n)), list>);

// A condition is true or false, also one that comes and goes.
static_assert(rules::clause_is_a_condition<decltype(age > 1)> && rules::clause_is_a_condition<decltype(email == "x")>);
static_assert(!rules::clause_is_a_condition<decltype(age + 1)> && !rules::clause_is_a_condition<bool>);
static_assert(rules::clause_is_a_condition<decltype(sa::when(true, age > 1))>);
static_assert(!rules::clause_is_a_condition<decltype(sa::when(true, age))>);
static_assert(!rules::clause_is_a_condition<decltype(sa::choose(0, age > 1, age))>);

// Six when(), one of which may stand inside another, are 64 texts.
constexpr auto often =
    sa::select(user_id).where(sa::when(true, age > 1), sa::when(true, age > 2), sa::when(true, age > 3),
                              sa::when(true, age > 4), sa::when(true, age > 5));
static_assert(rules::texts_are_few<decltype(often.where(sa::when(true, age > 6)))>);
static_assert(!rules::texts_are_few<decltype(often.where(sa::when(true, age > 6), sa::when(true, age > 7)))>);
static_assert(!rules::texts_are_few<decltype(often.order_by(sa::choose(0, age, name, email)))>);
static_assert(!rules::texts_are_few<decltype(sa::select(author_id).where(sa::when(true, sa::in(author_id, often)),
                                                                         sa::when(true, title == "x")))>);

static_assert(rules::update_sets_something<sa::set_clause<int>> && !rules::update_sets_something<sa::set_clause<>>);

// RIGHT JOIN came to SQLite with 3.39.
using right = decltype(sa::select(name).right_join(sa::tables<blog::Post>, author_id == user_id))::from_type;
using full = decltype(sa::select(name).full_join(sa::tables<blog::Post>, author_id == user_id))::from_type;
using left = decltype(sa::select(name).left_join(sa::tables<blog::Post>))::from_type;
template <int Minor>
using sqlite = sa::sqlite::basic_dialect<3, Minor>;
static_assert(!rules::dialect_has_the_join<sqlite<38>, right> && rules::dialect_has_the_join<sqlite<39>, right>);
static_assert(!rules::dialect_has_the_join<sqlite<35>, full> && rules::dialect_has_the_join<sqlite<35>, left>);

}  // namespace

TEST_CASE("a rule is a bool over its culprit") {
  CHECK(rules::column_is_in_scope<void, users>);
  CHECK_FALSE(rules::columns_are_grouped<decltype(age)>);
  CHECK_FALSE(rules::subquery_has_one_column<decltype(sa::select(name, age)), 2>);
}
