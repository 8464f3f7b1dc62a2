// SPDX-License-Identifier: MIT
#include <sqlalloy/orm/session_query.hpp>

#include <catch2/catch.hpp>

#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "support/orm_session.hpp"

namespace sa = sqlalloy;
using namespace sa::literals;

namespace {

using shelf::Author;
using shelf::Book;

constexpr auto by_id = sa::select<Author>().order_by(sa::col<&Author::id>);
constexpr auto named = sa::select<Author>().where(sa::col<&Author::name> == "name"_p);

static_assert(sa::rules::option_is_of_the_query<Author, decltype(sa::selectin(sa::col<&Author::books>))> &&
              !sa::rules::option_is_of_the_query<Author, decltype(sa::selectin(sa::col<&Book::author>))> &&
              !sa::rules::option_is_of_the_query<Author, int> &&
              !sa::rules::option_is_of_the_query<void, decltype(sa::selectin(sa::col<&Author::books>))>);

template <class Query>
constexpr bool has_the_tables_of =
    sa::rules::session_has_the_tables_of<sa::row_t<std::remove_const_t<Query>>, shelf_database::state>;
static_assert(
    has_the_tables_of<decltype(by_id)> && has_the_tables_of<decltype(sa::select(sa::col<&Author::email>))> &&
    has_the_tables_of<decltype(sa::select(sa::tables<Author>, sa::tables<Book>).left_join(sa::tables<Book>))> &&
    !has_the_tables_of<decltype(sa::select<tree::Node>())> &&
    !has_the_tables_of<decltype(sa::select(sa::tables<tree::Node>, sa::col<&tree::Node::id>))>);

struct fixture : shelf_database {
  fixture() {
    session.add(Author{.name = "Ada", .books = {Book{.title = "A"}, Book{.title = "B"}}});
    session.add(Author{.name = "Eve"});
    session.commit();
    take();
  }
};

TEST_CASE_METHOD(fixture, "a query gives all rows, the first, the only one") {
  CHECK(session.query(by_id).all().size() == 2);
  CHECK((*session.query(by_id).first())->name == "Ada");
  CHECK(session.query(named, "name"_p = "Eve").one()->name == "Eve");
  CHECK_FALSE(session.query(named, "name"_p = "Max").first());
  CHECK_FALSE(session.query(named, "name"_p = "Max").one_or_none());
  CHECK(session.query(named, "name"_p = "Eve").one_or_none());
  CHECK_THROWS_AS(session.query(by_id).one(), sa::multiple_results_found);
  CHECK_THROWS_AS(session.query(by_id).one_or_none(), sa::multiple_results_found);
  CHECK_THROWS_AS(session.query(named, "name"_p = "Max").one(), sa::no_result_found);
}

TEST_CASE_METHOD(fixture, "a loop goes over all rows, and may change and query meanwhile") {
  std::string names;
  for (auto& one : session.query(by_id)) {
    one->name += "!";
    names += session.query(sa::select(sa::col<&Author::name>).where(sa::col<&Author::id> == one->id)).one().get<0>();
  }
  CHECK(names == "Ada!Eve!");
}

TEST_CASE_METHOD(fixture, "what is read does not replace what has changed, unless that is said") {
  auto ada = session.query(by_id).all().front();
  sa::session quiet(engine, tables, {.autoflush = false});
  auto mine = quiet.get(sa::tables<Author>, 1);
  mine->name = "mine";
  CHECK(quiet.query(by_id).all().front() == mine);
  CHECK(std::as_const(mine)->name == "mine");
  quiet.query(by_id).populate_existing().all();
  CHECK(std::as_const(mine)->name == "Ada");
  CHECK_FALSE(quiet.is_modified(mine));
}

TEST_CASE_METHOD(fixture, "objects that a query gives twice have their relations once") {
  const auto query = sa::select<Author>().join(sa::tables<Book>);
  for (int again = 0; again != 2; ++again) {
    const auto rows = session.query(query).populate_existing().options(sa::selectin(sa::col<&Author::books>)).all();
    REQUIRE(rows.size() == 2);  // as SQL has it
    CHECK(rows[0] == rows[1]);
    CHECK(rows[0]->books.size() == 2);
  }
}

TEST_CASE_METHOD(fixture, "options add up, and populate_existing() stays") {
  auto ada = session.query(by_id).options(sa::selectin(sa::col<&Author::books>)).all().front();
  session.execute(sa::text<"UPDATE authors SET name = 'new'">());  // of which objects notice nothing
  session.execute(sa::insert(Book{.author_id = 1, .title = "C"}));
  session.query(by_id).options(sa::selectin(sa::col<&Author::books>)).all();
  CHECK(std::as_const(ada)->name == "Ada");
  CHECK(std::as_const(ada)->books.size() == 2);
  session.query(by_id).populate_existing().options(sa::selectin(sa::col<&Author::books>)).all();
  CHECK(std::as_const(ada)->name == "new");
  CHECK(std::as_const(ada)->books.size() == 3);
}

TEST_CASE_METHOD(fixture, "a relation that was given to an expired object is not replaced") {
  sa::session quiet(engine, tables, {.autoflush = false});
  auto ada = quiet.query(by_id).all().front();
  Author& object = *ada;
  quiet.expire(ada);
  object.books = {Book{.title = "C"}};
  quiet.query(by_id).populate_existing().all();
  REQUIRE(ada->books.size() == 1);
  CHECK(ada->books[0].state() == sa::object_state::pending);
}

TEST_CASE_METHOD(fixture, "text gives objects, and a struct beside a value is the handle of one") {
  const auto ada = session.query(sa::text<"SELECT id, name, email FROM authors WHERE id = 1", Author>()).one();
  static_assert(std::is_same_v<decltype(ada), const sa::tracked<Author>>);
  CHECK(ada == session.get(sa::tables<Author>, 1));
  const auto rows = session
                        .query(sa::select(sa::tables<Author>, sa::col<&Book::title>)
                                   .join(sa::tables<Book>)
                                   .order_by(sa::col<&Book::title>))
                        .all();
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].get<0>() == ada);
  CHECK(rows[1].get<0>() == ada);
  CHECK(rows[0].get<1>() < rows[1].get<1>());
}

TEST_CASE_METHOD(fixture, "a relation that was changed and not flushed is not replaced") {
  sa::session quiet(engine, tables, {.autoflush = false});
  auto ada = quiet.query(by_id).options(sa::selectin(sa::col<&Author::books>)).all().front();
  ada->books.clear();
  quiet.query(by_id).populate_existing().options(sa::selectin(sa::col<&Author::books>)).all();
  CHECK(ada->books.empty());
}

TEST_CASE_METHOD(fixture, "a loop may go over what is read anew") {
  auto ada = session.query(by_id).first().value();
  session.execute(sa::text<"UPDATE authors SET name = 'new'">());  // of which objects notice nothing
  std::string names;
  for (const auto& one : session.query(by_id).populate_existing()) names += one->name;
  CHECK(names == "newnew");
  static_assert(!std::is_reference_v<decltype(session.query(by_id).populate_existing())>);
}

}  // namespace
