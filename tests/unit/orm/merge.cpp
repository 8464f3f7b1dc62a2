// SPDX-License-Identifier: MIT
#include <sqlalloy/orm/merge.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <string>
#include <utility>

#include "support/orm_session.hpp"

namespace sa = sqlalloy;

namespace {

using sa::object_state;
using shelf::Author;
using shelf::Book;

struct fixture : shelf_database {
  sa::tracked<Author> ada = session.add(Author{.name = "Ada", .books = {Book{.title = "A"}, Book{.title = "B"}}});

  fixture() {
    session.commit();
    take();
  }
};

constexpr const char* titles = "SELECT title FROM books WHERE author_id = 1 ORDER BY title";

TEST_CASE_METHOD(fixture, "what a struct was given in its relations is merged with it") {
  const auto merged =
      session.merge(Author{.id = 1, .name = "Ada L.", .books = {Book{.id = 2, .title = "B2"}, Book{.title = "C"}}});
  CHECK(merged == ada);
  REQUIRE(std::as_const(ada)->books.size() == 2);
  CHECK(ada->books[0]->id == 2);
  CHECK(ada->books[1].state() == object_state::pending);
  session.commit();
  CHECK(read(titles) == "B2|C");
  CHECK(read("SELECT title FROM books WHERE author_id IS NULL") == "A");
  CHECK(read("SELECT name FROM authors") == "Ada L.");
}

TEST_CASE_METHOD(fixture, "a struct that says nothing of a relation leaves it as it is") {
  session.merge(Author{.id = 1, .name = "Eve"});
  session.commit();
  CHECK(read(titles) == "A|B");
}

TEST_CASE_METHOD(fixture, "what is new is added, with what belongs to it") {
  const auto merged = session.merge(Book{.title = "D", .author = Author{.name = "Max"}});
  CHECK(merged.state() == object_state::pending);
  CHECK(merged->author->name == "Max");
  session.commit();
  CHECK(read("SELECT name FROM authors ORDER BY id") == "Ada|Max");
}

TEST_CASE_METHOD(fixture, "objects of the session stand for themselves") {
  auto merged = session.merge(Book{.id = 1, .author_id = 1, .title = "A", .author = ada});
  CHECK(std::as_const(merged)->author.get() == ada);
  session.commit();
  CHECK(read(titles) == "A|B");
}

TEST_CASE_METHOD(fixture, "objects that refer to each other are merged once each") {
  auto other = sa::make_tracked(Author{.id = 1, .name = "Ada M."});
  other->books = {Book{.id = 1, .author_id = 1, .title = "A2", .author = other}};
  session.merge(*std::as_const(other));
  session.commit();
  CHECK(read(titles) == "A2");
  CHECK(read("SELECT name FROM authors") == "Ada M.");
  other->books.clear();  // without a session nobody else takes the circle apart
}

TEST_CASE_METHOD(fixture, "a detached object is merged with what it has loaded") {
  sa::tracked<Author> theirs;
  {
    session_type other(engine, tables, {.expire_on_commit = false});
    theirs = other.get_one(sa::tables<Author>, 1);
    other.load(theirs, sa::col<&Author::books>);
  }
  theirs->books[0]->title = "one";
  theirs->books.append(Book{.title = "C"});
  const auto merged = session.merge(*theirs);
  CHECK(merged == ada);
  CHECK(std::as_const(merged)->books.size() == 3);
  session.commit();
  CHECK(read(titles) == "B|C|one");
  theirs->books.remove(theirs->books[0]);
  session.merge(Author(*theirs));  // a copy knows the same
  session.commit();
  CHECK(read(titles) == "B|C");  // the new one, for it has no key there
}

TEST_CASE_METHOD(fixture, "a new object that what it holds refers to is merged once") {
  auto eve = sa::make_tracked(Author{.name = "Eve"});
  eve->books = {Book{.title = "E", .author = eve}};
  const auto merged = session.merge(*eve);
  CHECK(merged != eve);
  session.commit();
  CHECK(read("SELECT name FROM authors ORDER BY id") == "Ada|Eve");
  eve->books.clear();
}

TEST_CASE_METHOD(fixture, "an object of the session is what it is merged into") {
  CHECK(session.merge(*ada) == ada);
  session_type other(engine, tables, {.autoflush = false});
  auto fresh = other.add(Author{.name = "Eve", .books = {Book{.title = "E"}}});
  CHECK(other.merge(*fresh) == fresh);
  CHECK(fresh->books.size() == 1);
}

TEST_CASE_METHOD(fixture, "what is merged has the order of the struct") {
  const auto merged = session.merge(
      Author{.id = 1, .name = "Ada", .books = {Book{.id = 2, .title = "B"}, Book{.id = 1, .title = "A"}}});
  CHECK(merged->books[0]->title == "B");
}

TEST_CASE_METHOD(fixture, "an object of another session is merged as it is there") {
  session.commit();
  session_type other(engine, tables);
  auto theirs = other.get_one(sa::tables<Author>, 1);
  theirs->name = "theirs";
  const auto book = session.merge(Book{.title = "E", .author = Author{*std::as_const(theirs)}});
  CHECK(book->author.get() == ada);
  CHECK(std::as_const(ada)->name == "theirs");
  other.close();
  session.commit();
  CHECK(read("SELECT name FROM authors") == "theirs");
}

TEST_CASE_METHOD(shop_database, "a version that is not that of the row is stale") {
  using shop::Order;
  session.add(Order{.customer = "a"});
  session.commit();
  const auto order = session.get_one(sa::tables<Order>, 1);
  Order stale = *order;
  session.commit();
  run("UPDATE orders SET version = version + 1");
  session.expire_all();
  CHECK_THROWS_AS(session.merge(stale), sa::stale_data_error);
  ++stale.version;
  stale.customer = "b";
  session.merge(stale);
  session.commit();
  CHECK(read("SELECT customer FROM orders") == "b");
}

TEST_CASE_METHOD(fixture, "what is added has the key that it was given") {
  auto max =
      session.merge(Author{.id = 77, .name = "Max", .books = {Book{.id = 55, .title = "M"}, Book{.title = "N"}}});
  const auto zoe = session.add(Author{.name = "Zoe"});
  CHECK(max.state() == object_state::pending);
  CHECK(max->id == 77);
  session.flush();
  CHECK(session.get(sa::tables<Author>, 77) == max);
  session.commit();
  CHECK(read("SELECT id || name FROM authors WHERE name <> 'Zoe' ORDER BY id") == "1Ada|77Max");
  CHECK(read("SELECT title FROM books WHERE author_id = 77 ORDER BY title") == "M|N");
  CHECK(read("SELECT id || '' FROM books WHERE title = 'M'") == "55");
  CHECK(session.merge(Author{.id = 77, .name = "Maxi"}) == max);
  session.commit();
  CHECK(read("SELECT name FROM authors WHERE id = 77") == "Maxi");
  CHECK_THROWS_WITH((session.add(Author{.id = 78, .name = "Eve"}), session.flush()),
                    Catch::Contains("leave the key out"));
}

TEST_CASE_METHOD(fixture, "two structs with one new key are one object") {
  auto book = session.merge(Book{.title = "C", .author = Author{.id = 7, .name = "Eve"}});
  auto author = session.merge(Author{.id = 8, .name = "Zoe", .books = {Book{.title = "D"}, Book{.title = "E"}}});
  auto both = session.merge(Author{.id = 9,
                                   .name = "Ann",
                                   .books = {Book{.title = "F", .author = Author{.id = 9, .name = "Ann"}},
                                             Book{.title = "G", .author = Author{.id = 9, .name = "Ann"}}}});
  session.commit();
  CHECK(read("SELECT count(*) || '' FROM authors WHERE id IN (7, 8, 9)") == "3");
  CHECK(both->id == 9);
}

TEST_CASE_METHOD(fixture, "the key that was given stays when its row is undone") {
  auto max = session.merge(Author{.id = 77, .name = "Max", .email = "m"});
  auto bad = session.add(Author{.name = "Eve", .email = "m"});
  CHECK_THROWS_AS(session.flush(), sa::integrity_error);
  CHECK(std::as_const(max)->id == 77);
  CHECK(std::as_const(bad)->id == 0);
  bad->email = "e";
  session.flush();
  session.rollback();
  CHECK(max.state() == object_state::transient);
  CHECK(std::as_const(max)->id == 77);
  CHECK(std::as_const(bad)->id == 0);
  session.add(max);
  session.commit();
  CHECK(read("SELECT id || '' FROM authors WHERE name = 'Max'") == "77");
}

/// The database computes the area.
struct Square {
  std::int64_t id{};
  int side{};
  int area{};

  using table = sa::table<"squares", sa::primary_key<&Square::id>,
                          sa::computed<&Square::area, (sa::col<&Square::side> * sa::col<&Square::side>)>>;
};

TEST_CASE_METHOD(orm_database<Square>, "what the database computes is not taken from a struct") {
  const auto square = session.add(Square{.side = 2});
  session.commit();
  CHECK(session.merge(Square{.id = 1, .side = 2, .area = 999}) == square);
  CHECK(square->area == 4);
  CHECK_FALSE(session.is_modified(square));
  session.merge(Square{.id = 1, .side = 3, .area = 4});
  session.flush();
  CHECK(square->area == 9);
  CHECK(session.merge(Square{.side = 5, .area = 1}).state() == object_state::pending);
  session.commit();
  CHECK(read("SELECT area || '' FROM squares ORDER BY id") == "9|25");
}

TEST_CASE_METHOD(fixture, "nothing is flushed while the parts are put together") {
  Book book{.title = "F"};
  book.author = sa::make_tracked(Author{.id = 1, .name = "Ada"});
  session.expire_all();
  take();
  session.merge(book);
  for (const std::string& sql : take()) CHECK(sql.starts_with("SELECT"));
  session.commit();
  CHECK(read(titles) == "A|B|F");
}

TEST_CASE_METHOD(orm_database<farm::Animal>, "an object of a kind that the session does not know is not merged") {
  const sa::tracked<farm::Animal> dog = sa::make_tracked(farm::Dog{});
  CHECK_THROWS_WITH(session.merge(farm::Animal{.mother = dog}),
                    Catch::Contains("an object inherits a struct of the session"));
}

}  // namespace
