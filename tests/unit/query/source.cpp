// SPDX-License-Identifier: MIT
#include <sqlalloy/expr/arithmetic.hpp>
#include <sqlalloy/expr/param.hpp>
#include <sqlalloy/query/source.hpp>

#include <catch2/catch.hpp>

#include <type_traits>

#include "support/statements/tables.hpp"

namespace sa = sqlalloy;

namespace {

using namespace sa::literals;
using blog::Post;
using blog::User;

constexpr auto author = sa::alias<User, "author">;
using author_t = std::remove_const_t<decltype(author)>;

// What stands in FROM, and by which name its columns are read.
static_assert(sa::source<decltype(sa::tables<User>)> && sa::source<author_t>);
static_assert(!sa::source<decltype(sa::tables<User, Post>)>, "FROM takes one table, join() the next");
static_assert(!sa::source<decltype(statements::age)> && !sa::source<int>);
static_assert(std::is_same_v<decltype(sa::as_source(sa::tables<User>))::id, User>);
static_assert(std::is_same_v<decltype(sa::as_source(author))::id, author_t>);
static_assert(std::is_same_v<decltype(sa::as_source(author))::entity, User>);
static_assert(sa::source_name<User> == "users" && sa::source_name<author_t> == "author");

// A column says which it is of.
static_assert(std::is_same_v<decltype(author[statements::age])::source, author_t>);
static_assert(std::is_same_v<decltype(author[statements::age])::entity, User>);
static_assert(std::is_same_v<sa::reference_of<User>::type, sa::table_reference<User>>);
static_assert(std::is_same_v<sa::reference_of<author_t>::type, sa::alias_reference<User, "author">>);

// What stands in a select list.
static_assert(sa::selectable<decltype(sa::tables<User>)> && sa::selectable<author_t>);
static_assert(sa::selectable<decltype(statements::age)> && sa::selectable<decltype(statements::age + 1)>);
static_assert(!sa::selectable<int> && !sa::selectable<decltype("n"_p)> && !sa::selectable<User>);
static_assert(sa::is_entity_item<decltype(sa::as_item(author))> && !sa::is_entity_item<decltype(statements::age)>);

static_assert(std::is_empty_v<sa::table_reference<User>>, "a table has no values");

}  // namespace

TEST_CASE("a table is read under its own name, an alias under its") {
  CHECK(sa::source_name<Post> == "posts");
  CHECK(sa::source_name<std::remove_const_t<decltype(sa::alias<Post, "reply">)>> == "reply");
}
