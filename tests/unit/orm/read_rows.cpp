// SPDX-License-Identifier: MIT
#include <sqlalloy/orm/read_rows.hpp>

#include <catch2/catch.hpp>

#include <optional>
#include <string>
#include <type_traits>

#include "support/orm_session.hpp"

namespace sa = sqlalloy;

namespace {

using shelf::Author;
using shelf::Book;

template <class Query>
using read_as = typename sa::tracked_row<sa::row_t<Query>>::type;

static_assert(std::is_same_v<read_as<decltype(sa::select<Author>())>, sa::tracked<Author>>);
static_assert(std::is_same_v<sa::tracked_row<std::optional<Author>>::type, sa::tracked<Author>>,
              "what an outer join does not find is a null handle");
static_assert(std::is_same_v<sa::tracked_row<std::optional<int>>::type, std::optional<int>>);

struct fixture : shelf_database {
  fixture() {
    run("INSERT INTO authors (name) VALUES ('Ada'), ('Eve')");
    run("INSERT INTO books (author_id, title) VALUES (1, 'A'), (1, 'B')");
  }
};

TEST_CASE_METHOD(fixture, "structs in rows are the objects of the session") {
  const auto pairs =
      session
          .query(sa::select(sa::tables<Author>, sa::tables<Book>).join(sa::tables<Book>).order_by(sa::col<&Book::id>))
          .all();
  REQUIRE(pairs.size() == 2);
  CHECK(pairs[0].get<0>() == pairs[1].get<0>());
  CHECK(pairs[1].get<1>()->title == "B");
  CHECK(session.get(sa::tables<Author>, 1) == pairs[0].get<0>());
}

TEST_CASE_METHOD(fixture, "values stay values") {
  const auto names = session.query(sa::select(sa::col<&Author::name>, sa::col<&Author::email>)).all();
  REQUIRE(names.size() == 2);
  CHECK(names[0].get<0>() == "Ada");
  CHECK_FALSE(names[0].get<1>().has_value());
}

TEST_CASE_METHOD(fixture, "what an outer join does not find is a null handle") {
  const auto pairs = session
                         .query(sa::select(sa::tables<Author>, sa::tables<Book>)
                                    .left_join(sa::tables<Book>)
                                    .where(sa::col<&Author::id> == 2))
                         .all();
  REQUIRE(pairs.size() == 1);
  CHECK(pairs[0].get<0>()->name == "Eve");
  CHECK_FALSE(pairs[0].get<1>());
}

TEST_CASE_METHOD(fixture, "reading stops where it is told to") {
  auto db = engine.connect();
  const sa::session_connection<sa::sqlite::sqlite3> inner(std::move(db));
  int seen = 0;
  sa::read_rows(inner.pooled(), sa::select<Book>(), sa::held_arguments<>{}, [&](auto& rows) {
    Book book{};
    return rows.read(book) && ++seen < 1;
  });
  CHECK(seen == 1);
}

}  // namespace
