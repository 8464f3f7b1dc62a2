// SPDX-License-Identifier: MIT
#include <sqlalloy/dialect/postgresql.hpp>
#include <sqlalloy/dialect/render.hpp>
#include <sqlalloy/dialect/sqlite.hpp>
#include <sqlalloy/orm/row_queries.hpp>

#include <catch2/catch.hpp>

#include <sqlalloy/query/delete.hpp>
#include <string>
#include <support/orm_schemas.hpp>
#include <type_traits>

namespace sa = sqlalloy;

namespace {

using shop::Line;

TEST_CASE("a row is found by its key, of several columns by all of them") {
  const auto author = sa::row_by_key<shelf::Author>({{7}});
  CHECK(sa::sql<sa::sqlite::dialect>(author) ==
        "SELECT authors.id, authors.name, authors.email FROM authors WHERE authors.id = ?");
  const auto line = sa::row_by_key<Line>({{7}, {2}});
  CHECK(
      sa::sql<sa::postgresql::dialect>(line) ==
      "SELECT lines.order_id, lines.number, lines.article FROM lines WHERE lines.order_id = $1 AND lines.number = $2");
  std::int64_t sum = 0;
  auto add = [&](const auto& slot) { sum = sum * 10 + slot.value; };
  sa::for_each_slot(line, add);
  CHECK(sum == 72);
}

TEST_CASE("many keys are one parameter for each column") {
  sa::key_lists<sa::columns<&Line::order_id, &Line::number>> keys;
  CHECK(keys.empty());
  keys.add({{1}, {10}});
  keys.add({{2}, {20}});
  CHECK_FALSE(keys.empty());
  const auto query = keys.among(sa::columns<&Line::order_id, &Line::number>{}, sa::select<Line>());
  CHECK(sa::sql<sa::postgresql::dialect>(query) ==
        "SELECT lines.order_id, lines.number, lines.article FROM lines WHERE lines.order_id = ANY($1) AND "
        "lines.number = ANY($2)");
  CHECK(sa::meta::get<1>(keys.lists) == std::vector<int>{10, 20});

  sa::key_lists<sa::columns<&shelf::Tag::name>> names;
  names.add({{"t"}});
  CHECK(sa::sql<sa::postgresql::dialect>(
            names.among(sa::columns<&shelf::BookTag::tag>{}, sa::delete_from<shelf::BookTag>())) ==
        "DELETE FROM book_tags WHERE book_tags.tag = ANY($1)");
}

}  // namespace
