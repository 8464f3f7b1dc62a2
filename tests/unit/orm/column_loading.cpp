// SPDX-License-Identifier: MIT
#include <sqlalloy/dialect/render.hpp>
#include <sqlalloy/dialect/sqlite.hpp>
#include <sqlalloy/orm/column_loading.hpp>

#include <catch2/catch.hpp>

#include <array>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "support/orm_session.hpp"

namespace sa = sqlalloy;

namespace {

using shelf::Author;
using shelf::Book;

constexpr auto name = sa::col<&Author::name>;
constexpr auto email = sa::col<&Author::email>;
constexpr auto title = sa::col<&Book::title>;

using only_name = decltype(sa::load_only(name));
using no_email = decltype(sa::defer(email));

static_assert(sa::wanted_columns<Author> == std::array{true, true, true, false} && sa::wants_all_columns<Author>);
static_assert(sa::wanted_columns<Author, only_name> == std::array{true, true, false, false}, "the key comes along");
static_assert(sa::wanted_columns<Author, no_email> == std::array{true, true, false, false});
static_assert(sa::wanted_columns<Author, only_name, decltype(sa::load_only(email))> ==
              std::array{true, true, true, false});
static_assert(sa::wanted_columns<Book, only_name> == std::array{true, true, true, false}, "it is about another struct");
static_assert(sa::wanted_columns<Book, decltype(sa::defer(title))> == std::array{true, true, false, false});
static_assert(sa::wanted_columns<shop::Order, decltype(sa::load_only(sa::col<&shop::Order::id>))> ==
                  std::array{true, true, false, false},
              "so does the version");

// From c63 on columns share the last bit of a mask.
constexpr int last_ones(const auto& wanted) { return wanted[63] + wanted[64] + wanted[65]; }
constexpr auto c01 = sa::col<&wide::Row::c01>;
constexpr auto c63 = sa::col<&wide::Row::c63>;
constexpr auto c64 = sa::col<&wide::Row::c64>;
static_assert(last_ones(sa::wanted_columns<wide::Row, decltype(sa::load_only(c64))>) == 3);
static_assert(last_ones(sa::wanted_columns<wide::Row, decltype(sa::load_only(c01))>) == 0);
static_assert(last_ones(sa::wanted_columns<wide::Row, decltype(sa::defer(c63))>) == 3);
static_assert(last_ones(sa::wanted_columns<wide::Row, decltype(sa::defer(c63, c64, sa::col<&wide::Row::twice>))>) == 0);
static_assert(!sa::wanted_columns<wide::Row, decltype(sa::load_only(c64))>[62]);

static_assert(sa::rules::members_are_columns_of_one_struct<&Author::name, &Author::email> &&
              !sa::rules::members_are_columns_of_one_struct<&Author::name, &Book::title> &&
              !sa::rules::members_are_columns_of_one_struct<&Author::books>);
static_assert(sa::rules::column_can_be_deferred<&Book::title> && !sa::rules::column_can_be_deferred<&Book::id> &&
              !sa::rules::column_can_be_deferred<&Book::author_id> &&
              !sa::rules::column_can_be_deferred<&shop::Order::version>);

constexpr std::string_view sql(const auto& query) { return sa::sql<sa::sqlite::dialect>(query); }
static_assert(sql(sa::with_wanted_columns<only_name>(sa::select<Author>().where(name == "x"))) ==
              "SELECT authors.id, authors.name FROM authors WHERE authors.name = ?");
static_assert(sql(sa::with_wanted_columns<only_name>(sa::select<Author, Book>().join(sa::tables<Book>))) ==
              "SELECT authors.id, authors.name, books.id, books.author_id, books.title FROM authors JOIN books ON "
              "books.author_id = authors.id");
static_assert(
    std::is_same_v<decltype(sa::with_wanted_columns<only_name>(sa::select(name))), decltype(sa::select(name))>);

struct fixture : shelf_database {
  fixture() {
    session.add(Author{.name = "Ada", .email = "a", .books = {Book{.title = "A"}}});
    session.commit();
    session.close();
    session = session_type(engine, tables);
    take();
  }
  sa::tracked<Author> part() { return session.query(sa::select<Author>()).options(sa::load_only(name)).one(); }
};

TEST_CASE_METHOD(fixture, "an object in part is read by columns, and says so") {
  auto ada = part();
  CHECK(ada[name] == "Ada");
  CHECK(ada[sa::col<&Author::id>] == 1);
  CHECK_THROWS_WITH(ada[email], Catch::Contains("Author::email was not loaded"));
  CHECK_THROWS_WITH(ada->name, Catch::Contains("loaded in part"));
  CHECK_THROWS_WITH(std::as_const(ada)->name, Catch::Contains("loaded in part"));
  session.refresh(ada);
  CHECK(ada->email == "a");
  CHECK(ada[email] == "a");
}

TEST_CASE_METHOD(fixture, "what has been read is added to, and not replaced") {
  auto ada = part();
  CHECK(session.query(sa::select<Author>()).options(sa::defer(name)).one() == ada);
  CHECK(ada->email == "a");
  ada->name = "changed";
  CHECK(part() == ada);
  CHECK(ada->name == "changed");
  CHECK(session.get(sa::tables<Author>, 1) == ada);
}

TEST_CASE_METHOD(fixture, "get() and merge() take the whole row") {
  const auto ada = part();
  CHECK(session.get(sa::tables<Author>, 1)->email == "a");
  session.expire_all();
  CHECK(part() == ada);
  session.merge(Author{.id = 1, .name = "Ada"});
  session.commit();
  CHECK(read("SELECT coalesce(email, 'none') FROM authors") == "none");
}

TEST_CASE_METHOD(fixture, "an object that has expired can come back in part, and the rest is still to be read") {
  auto ada = session.get(sa::tables<Author>, 1);
  session.expire_all();
  CHECK(part() == ada);
  CHECK(ada[name] == "Ada");
  CHECK_THROWS_AS(ada->email, sa::invalid_request_error);
}

TEST_CASE_METHOD(fixture, "relations of an object in part are loaded and changed as those of others") {
  auto ada =
      session.query(sa::select<Author>()).options(sa::load_only(name), sa::selectin(sa::col<&Author::books>)).one();
  CHECK(session.is_modified(ada) == false);
  CHECK_THROWS_AS(ada->books, sa::invalid_request_error);
  session.refresh(ada);
  session.load(ada, sa::col<&Author::books>);
  REQUIRE(ada->books.size() == 1);
  session.close();
  session = session_type(engine, tables);
  const auto book = session.query(sa::select<Book>()).options(sa::defer(title)).one();
  auto again = session.query(sa::select<Author>()).options(sa::selectin(sa::col<&Author::books>)).one();
  CHECK(again->books.contains(book));
  again->books.clear();
  session.commit();
  CHECK(read("SELECT title FROM books WHERE author_id IS NULL") == "A");
}

TEST_CASE_METHOD(fixture, "columns of related objects are chosen where the relation is loaded") {
  const auto ada =
      session.query(sa::select<Author>()).options(sa::selectin(sa::col<&Author::books>, sa::defer(title))).one();
  CHECK(take().back().starts_with("SELECT books.id, books.author_id FROM books"));
  CHECK_THROWS_AS(ada->books[0]->title, sa::invalid_request_error);
}

TEST_CASE_METHOD(fixture, "beside a join the columns of the query's struct are chosen") {
  const auto ada =
      session.query(sa::select<Author>()).options(sa::joined(sa::col<&Author::books>), sa::load_only(name)).one();
  CHECK(ada[name] == "Ada");
  CHECK_THROWS_AS(ada[email], sa::invalid_request_error);
  session.refresh(ada);
}

TEST_CASE_METHOD(fixture, "a flush that fails leaves an object in part as it was") {
  const auto book = session.query(sa::select<Book>()).options(sa::defer(title)).one();
  auto ada = session.query(sa::select<Author>()).options(sa::selectin(sa::col<&Author::books>, sa::defer(title))).one();
  session.on(sa::after_update, [](const Book&) { throw std::runtime_error("no"); });
  ada->books.clear();
  CHECK_THROWS_AS(session.flush(), std::runtime_error);
  CHECK_THROWS_WITH(book->title, Catch::Contains("loaded in part"));
  session.refresh(book);
  CHECK(book->title == "A");
}

TEST_CASE("what shares a bit with a column that was read is never said to be missing") {
  orm_database<wide::Row> db;
  db.session.add(wide::Row{.c62 = 62, .c63 = 63, .c64 = 64});
  db.session.commit();
  db.session.close();
  db.session = decltype(db)::session_type(db.engine, db.tables);
  const auto part = [&](auto column) {
    return db.session.query(sa::select<wide::Row>()).options(sa::load_only(column)).one();
  };
  const auto row = part(c01);
  CHECK_THROWS_AS(row[c63], sa::invalid_request_error);
  CHECK(part(c63)[c63] == 63);
  CHECK(row[c64] == 64);
  CHECK(row[sa::col<&wide::Row::twice>] == 128);
  CHECK_THROWS_AS(row[sa::col<&wide::Row::c62>], sa::invalid_request_error);
  db.session.refresh(row);
  CHECK(row->c62 == 62);
}

}  // namespace
