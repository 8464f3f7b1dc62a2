// SPDX-License-Identifier: MIT
#include <sqlalloy/orm/joined_rows.hpp>

#include <catch2/catch.hpp>

#include <string>
#include <support/orm_session.hpp>
#include <utility>
#include <vector>

namespace sa = sqlalloy;

namespace {

TEST_CASE("orm/joined_rows: objects come once, with what was joined") {
  shelf_database db;
  db.run("INSERT INTO authors (id, name) VALUES (1, 'Ada'), (2, 'Grace')");
  db.run("INSERT INTO books (id, author_id, title) VALUES (1, 1, 'a'), (2, 1, 'b')");
  db.run("INSERT INTO tags (name) VALUES ('x'), ('y')");
  db.run("INSERT INTO book_tags (book_id, tag) VALUES (1, 'x'), (1, 'y')");
  sa::session session(db.engine, db.tables);
  const auto authors = session.query(sa::select<shelf::Author>().order_by(sa::col<&shelf::Author::id>))
                           .options(sa::joined(sa::col<&shelf::Author::books>, sa::joined(sa::col<&shelf::Book::tags>)))
                           .all();
  REQUIRE(authors.size() == 2);
  CHECK(authors[0]->books.size() == 2);
  CHECK(authors[0]->books[0]->tags.size() == 2);
  CHECK(authors[0]->books[1]->tags.empty());
  CHECK(authors[1]->books.empty());
}

}  // namespace
