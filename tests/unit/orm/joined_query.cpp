// SPDX-License-Identifier: MIT
#include <sqlalloy/orm/joined_query.hpp>

#include <catch2/catch.hpp>
#include <sqlalloy/dialect/render.hpp>

#include <sqlalloy/dialect/sqlite.hpp>
#include <support/orm_schemas.hpp>

namespace sa = sqlalloy;

namespace {

using levels =
    sa::joined_levels_t<decltype(sa::joined(sa::col<&shelf::Author::books>, sa::joined(sa::col<&shelf::Book::tags>)))>;
static_assert(levels::size == 2);

TEST_CASE("orm/joined_query: a LEFT JOIN for each relation, under names of their own") {
  const auto query = sa::join_levels<1>(levels{}, sa::select<shelf::Author>());
  CHECK(sa::sql<sa::sqlite::dialect>(query) ==
        "SELECT authors.id, authors.name, authors.email, joined_01.id, joined_01.author_id, joined_01.title, "
        "joined_02.name FROM authors LEFT JOIN books AS joined_01 ON joined_01.author_id = authors.id LEFT JOIN "
        "book_tags AS joined_02_by ON joined_02_by.book_id = joined_01.id LEFT JOIN tags AS joined_02 ON "
        "joined_02_by.tag = joined_02.name");
}

TEST_CASE("orm/joined_query: a collection comes in its order") {
  using folders = sa::joined_levels_t<decltype(sa::joined(sa::col<&tree::Folder::folders>))>;
  const auto query = sa::join_levels<1>(folders{}, sa::select<tree::Folder>());
  CHECK(sa::sql<sa::sqlite::dialect>(query).ends_with("ORDER BY joined_01.name DESC"));
}

}  // namespace
