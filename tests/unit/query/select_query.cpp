// SPDX-License-Identifier: MIT
#include <sqlalloy/dialect/render.hpp>
#include <sqlalloy/dialect/sqlite.hpp>
#include <sqlalloy/query/select.hpp>
#include <sqlalloy/query/select_query.hpp>

#include <catch2/catch.hpp>

#include <type_traits>

#include "support/statements/tables.hpp"

namespace sa = sqlalloy;

namespace {

using namespace statements;
using blog::Post;
using blog::User;

// Every clause gives a new query and leaves the old one as it is.
constexpr auto users = sa::select<User>();
constexpr auto some = users.where(age == 7).limit(5);
static_assert(!std::is_same_v<decltype(users), decltype(some)>);
static_assert(decltype(some)::where_type::children::size == 1 && decltype(users)::where_type::children::size == 0);
static_assert(std::is_same_v<decltype(some)::from_type, decltype(users)::from_type>);

// Said again, these clauses add, and limit() and from() replace.
constexpr auto names = sa::select(name);
static_assert(sa::sql<sa::sqlite::dialect>(names.order_by(age).order_by(sa::desc(name), user_id)) ==
              "SELECT users.name FROM users ORDER BY users.age, users.name DESC, users.id");
static_assert(sa::sql<sa::sqlite::dialect>(names.group_by(name).group_by(age)) ==
              "SELECT users.name FROM users GROUP BY users.name, users.age");
static_assert(sa::sql<sa::sqlite::dialect>(names.order_by(age).limit(5).limit(6)) ==
              "SELECT users.name FROM users ORDER BY users.age LIMIT ?");
static_assert(sa::sql<sa::sqlite::dialect>(names.from(sa::tables<Post>).join(sa::tables<User>)) ==
              "SELECT users.name FROM posts JOIN users ON posts.author_id = users.id");

TEST_CASE("A clause of a temporary query is that of a named one", "[select_query]") {
  STATIC_REQUIRE(std::is_same_v<decltype(users.where(age == 7)), decltype(sa::select<User>().where(age == 7))>);
}

}  // namespace
