// SPDX-License-Identifier: MIT
// Two headers that refer to each other, the one of the books first;
// author.cpp has the other order.

#include <docs/library/book.hpp>
// Behind it, whatever the alphabet says.
#include <docs/library/author.hpp>

#include <sqlalloy/driver/sqlite3.hpp>

#include <catch2/catch.hpp>

namespace library {

std::string author_of(const Book& book) { return book.author->name; }

TEST_CASE("relations: two headers, that of the books first") {
  auto engine = sa::create_engine<sa::sqlite::sqlite3>("sqlite://");
  constexpr auto tables = sa::tables<Book, Author>;
  engine.begin([&](auto& db) { db.create_all(tables); });
  sa::session session(engine, tables);
  auto engines = session.add(
      Book{.title = "Engines", .author = Author{.name = "Ada"}});
  CHECK(titles_of(*engines->author) == "Engines;");
  session.commit();
  auto grace = session.add(Author{.name = "Grace"});
  session.load(engines, sa::col<&Book::author>);
  engines->author = grace;
  CHECK(titles_of(*grace) == "Engines;");
  session.commit();

  const auto authors =
      session.query(sa::select<Author>().order_by(sa::col<&Author::id>))
          .options(sa::selectin(sa::col<&Author::books>))
          .all();
  REQUIRE(authors.size() == 2);
  CHECK(titles_of(*authors[0]).empty());
  CHECK(titles_of(*authors[1]) == "Engines;");
  CHECK(author_of(*authors[1]->books[0]) == "Grace");
}

}  // namespace library
