// SPDX-License-Identifier: MIT
#include <sqlalloy/expr/aggregate.hpp>
#include <sqlalloy/expr/arithmetic.hpp>
#include <sqlalloy/expr/null.hpp>
#include <sqlalloy/query/insert.hpp>
#include <sqlalloy/query/insert_rules.hpp>
#include <sqlalloy/query/select.hpp>

#include <catch2/catch.hpp>

#include <type_traits>

#include "support/statements/tables.hpp"

namespace sa = sqlalloy;

namespace {

using namespace statements;
using blog::User;
namespace rules = sa::rules;

template <auto... Members>
using list = sa::type_list<sa::column<Members>...>;

// The columns that have to be set: neither NULL nor a default nor a number of the database stands for them.
template <class Entity, auto... Set>
using missing = rules::missing_column_t<Entity, void, sa::column<Set>...>;
static_assert(std::is_same_v<missing<User>, rules::missing_column<User, "name">>);
static_assert(std::is_same_v<missing<User, &User::name>, rules::missing_column<User, "age">>);
static_assert(std::is_void_v<missing<User, &User::age, &User::name>>, "an id is given, an email may be NULL");
static_assert(std::is_same_v<missing<Line, &Line::price>, rules::missing_column<Line, "amount">>);
static_assert(std::is_void_v<missing<Line, &Line::price, &Line::amount>>, "total is computed, note has a default");
static_assert(std::is_void_v<missing<Counter>>);
static_assert(std::is_same_v<missing<Shelf, &Shelf::number>, rules::missing_column<Shelf, "room">>);
static_assert(rules::required_columns_are_set<void> && !rules::required_columns_are_set<missing<User>>);

// The culprits: of another table, named twice, computed.
static_assert(std::is_same_v<rules::foreign_column_t<User, sa::column<&User::age>, sa::column<&blog::Post::title>>,
                             sa::column<&blog::Post::title>>);
static_assert(std::is_void_v<rules::foreign_column_t<User, sa::column<&User::age>>>);
static_assert(
    std::is_same_v<rules::repeated_column_t<sa::column<&User::age>, sa::column<&User::name>, sa::column<&User::age>>,
                   sa::column<&User::age>>);
static_assert(std::is_void_v<rules::repeated_column_t<sa::column<&User::age>, sa::column<&User::name>>>);
static_assert(std::is_same_v<rules::computed_column_t<sa::column<&Line::price>, sa::column<&Line::total>>,
                             sa::column<&Line::total>>);
static_assert(std::is_void_v<rules::computed_column_t<sa::column<&Line::note>>>);

// A conflict is about the primary key or a unique constraint, in any order of its columns.
template <class Entity, auto... Members>
constexpr bool is_key = rules::conflict_target_is_a_key<Entity, sa::columns<Members...>>;
static_assert(is_key<User, &User::id> && is_key<User, &User::email> && is_key<User>);
static_assert(!is_key<User, &User::name> && !is_key<User, &User::id, &User::email>);
static_assert(is_key<Shelf, &Shelf::room, &Shelf::number> && is_key<Shelf, &Shelf::number, &Shelf::room>);
static_assert(!is_key<Shelf, &Shelf::room>);
static_assert(!is_key<User, &blog::Post::id>, "the key of another table");
static_assert(!rules::conflict_target_is_named<sa::columns<>> &&
              rules::conflict_target_is_named<sa::columns<&User::id>>);

// The rows of a query fit the columns one by one: in number, in type, in NULL.
template <class Query, auto... Members>
constexpr bool fits = rules::select_fits_columns<sa::columns<Members...>, sa::row_t<Query>>;
static_assert(fits<decltype(sa::select(title, post_id)), &User::name, &User::id>);
static_assert(fits<decltype(sa::select(name, age)), &User::email, &User::id>);
static_assert(!fits<decltype(sa::select(title)), &User::name, &User::id>);
static_assert(!fits<decltype(sa::select(post_id, title)), &User::name, &User::id>);
static_assert(!fits<decltype(sa::select(body)), &User::name>, "body may be NULL");
static_assert(fits<decltype(sa::select(body)), &User::email>);
static_assert(fits<decltype(sa::select(body).where(sa::is_not_null(body))), &User::name>);
static_assert(!fits<decltype(sa::select(sa::max(age))), &User::age> &&
              fits<decltype(sa::select(sa::coalesce(sa::max(age), 0))), &User::age>);

static_assert(!rules::insert_has_values<sa::no_values> && rules::insert_has_values<sa::insert_defaults>);

}  // namespace

TEST_CASE("what an INSERT lacks is named") {
  CHECK(std::is_same_v<missing<User>, rules::missing_column<User, "name">>);
  CHECK(is_key<User, &User::email>);
}
