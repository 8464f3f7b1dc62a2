// SPDX-License-Identifier: MIT
// Two headers that refer to each other, the one of the authors first;
// book.cpp has the other order.

#include <docs/library/author.hpp>
// Behind it, whatever the alphabet says.
#include <docs/library/book.hpp>

#include <sqlalloy/driver/sqlite3.hpp>

#include <catch2/catch.hpp>

namespace library {

std::string titles_of(const Author& author) {
  std::string all;
  for (const auto& book : author.books) all += book->title + ";";
  return all;
}

TEST_CASE("relations: two headers, that of the authors first") {
  auto engine = sa::create_engine<sa::sqlite::sqlite3>("sqlite://");
  constexpr auto tables = sa::tables<Author, Book>;
  engine.begin([&](auto& db) { db.create_all(tables); });
  sa::session session(engine, tables);
  auto ada = session.add(
      Author{.name = "Ada", .books = {Book{.title = "Engines"}}});
  session.add(Book{.title = "Notes", .author = ada});
  CHECK(titles_of(*ada) == "Engines;Notes;");
  session.commit();

  const auto books =
      session.query(sa::select<Book>().order_by(sa::col<&Book::id>))
          .options(sa::joined(sa::col<&Book::author>,
                              sa::selectin(sa::col<&Author::books>)))
          .all();
  REQUIRE(books.size() == 2);
  CHECK(author_of(*books[0]) == "Ada");
  CHECK(books[0]->author.get() == ada);
  CHECK(titles_of(*books[1]->author) == "Engines;Notes;");
}

}  // namespace library
