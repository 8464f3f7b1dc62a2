// SPDX-License-Identifier: MIT
#include <sqlalloy/expr/aggregate.hpp>
#include <sqlalloy/expr/arithmetic.hpp>
#include <sqlalloy/expr/conditional.hpp>
#include <sqlalloy/query/cardinality.hpp>
#include <sqlalloy/query/delete.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <string>
#include <type_traits>

#include "support/statements/tables.hpp"

namespace sa = sqlalloy;

namespace {

using namespace sa::literals;
using namespace statements;
using blog::Post;
using blog::User;

// Its key is the field `id`, as it says nothing of a table.
struct Plain {
  int id{};
  int other{};
};

template <class Query>
constexpr bool one_row(const Query&) {
  return sa::at_most_one_row<Query>;
}
constexpr auto users = sa::select<User>();

// The key is fixed by a value or a parameter.
static_assert(one_row(users.where(user_id == 5)) && one_row(users.where("id"_p == user_id)));
static_assert(one_row(users.where(age > 1, user_id == 5)) && one_row(users.where(age > 1).where(user_id == 5)));
static_assert(one_row(users.where(age > 1 && (user_id == 5 && age < 9))));
static_assert(one_row(sa::select(name).where(user_id == 5)));
static_assert(one_row(sa::select<Plain>().where(sa::col<&Plain::id> == 5)));
static_assert(!one_row(sa::select<Plain>().where(sa::col<&Plain::other> == 5)));

// A unique column is a key, too; of several columns each has to be fixed.
static_assert(one_row(users.where(email == "x")));
constexpr auto shelves = sa::select<Shelf>();
constexpr auto in_room = sa::col<&Shelf::room> == "A";
static_assert(one_row(shelves.where(in_room, sa::col<&Shelf::number> == 1)));
static_assert(one_row(shelves.where(sa::col<&Shelf::number> == 1 && in_room)));
static_assert(!one_row(shelves.where(in_room)) && !one_row(shelves.where(in_room, sa::col<&Shelf::number> > 1)));

// Through an alias, its own.
constexpr auto author = sa::alias<User, "author">;
static_assert(one_row(sa::select(author).where(author[user_id] == 5)));

// Not by a comparison, by another column, by what need not hold.
static_assert(!one_row(users) && !one_row(users.where(age == 5)) && !one_row(users.where(user_id > 5)));
static_assert(!one_row(users.where(user_id == age)) && !one_row(users.where(user_id == age + 1)));
static_assert(!one_row(users.where(user_id == 5 || age == 1)) && !one_row(users.where(!(user_id == 5))));
static_assert(!one_row(users.where(sa::when(true, user_id == 5))));
static_assert(!one_row(users.where(sa::choose(0, user_id == 5, user_id == 6))));
static_assert(!one_row(users.where((user_id == 5) == (age == 1))));
static_assert(!one_row(users.where(email == std::nullopt)), "a unique column may hold NULL many times");

// A join may repeat the row.
static_assert(!one_row(users.join(sa::tables<Post>).where(user_id == 5)));
static_assert(!one_row(users.where(user_id == 5).left_join(sa::tables<Post>)));

}  // namespace

TEST_CASE("a query by key gives one row at the most") {
  CHECK(one_row(users.where(user_id == 5)));
  CHECK(one_row(users.where(email == std::string("x"))));
  CHECK_FALSE(one_row(users.where(name == "x")));
}
