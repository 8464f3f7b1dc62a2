// SPDX-License-Identifier: MIT
#include <sqlalloy/orm/loading.hpp>

#include <catch2/catch.hpp>

#include <type_traits>
#include <vector>

#include "support/kind_schemas.hpp"
#include "support/orm_session.hpp"

namespace sa = sqlalloy;

namespace {

using shelf::Author;
using shelf::Book;
using shelf::Tag;

constexpr auto with_books = sa::selectin(sa::col<&Author::books>);
constexpr auto with_tags = sa::selectin(sa::col<&Author::books>, sa::selectin(sa::col<&Book::tags>));
static_assert(
    std::is_same_v<std::remove_const_t<decltype(with_books)>, sa::selectin_option<sa::relation_of<&Author::books>>>);
static_assert(sa::is_loader_option<sa::selectin_option<sa::relation_of<&Author::books>>> &&
              !sa::is_loader_option<int> && sa::is_loader_option<decltype(sa::joined(sa::col<&Book::author>))> &&
              sa::is_loader_option<decltype(sa::contains_eager(sa::col<&Book::author>))>);
static_assert(sa::is_selectin<decltype(sa::selectin(sa::col<&Book::tags>))> &&
              !sa::is_selectin<decltype(sa::joined(sa::col<&Book::tags>))>);

static_assert(sa::rules::member_is_a_relation<&Author::books> && !sa::rules::member_is_a_relation<&Author::name>);
using books = sa::relation_of<&Author::books>;
static_assert(sa::rules::nested_option_is_of_the_target<books, decltype(sa::selectin(sa::col<&Book::tags>))> &&
              !sa::rules::nested_option_is_of_the_target<books, decltype(sa::selectin(sa::col<&Tag::books>))> &&
              !sa::rules::nested_option_is_of_the_target<books, int>);

struct fixture : shelf_database {
  fixture() {
    session.add(Author{.name = "Ada", .books = {Book{.title = "A", .tags = {Tag{.name = "t"}}}, Book{.title = "B"}}});
    session.commit();
    take();
  }
};

TEST_CASE_METHOD(fixture, "a relation is loaded along by one more statement, and what is nested by another") {
  const auto ada = session.query(sa::select<Author>()).options(with_tags).one();
  CHECK(take().size() == 3);
  CHECK(ada->books[0]->tags[0]->name == "t");
  CHECK(ada->books[1]->tags.empty());
  CHECK(take().empty());
}

TEST_CASE_METHOD(fixture, "what is nested is loaded of objects whose relation was loaded before") {
  const auto ada = session.query(sa::select<Author>()).options(with_books).one();
  CHECK_FALSE(ada->books[0]->tags.is_loaded());
  take();
  session.query(sa::select<Author>()).options(with_tags).all();
  CHECK(take().size() == 2);
  CHECK(ada->books[0]->tags.size() == 1);
}

TEST_CASE_METHOD(fixture, "where there are no objects nothing is loaded") {
  session.query(sa::select<Author>().where(sa::col<&Author::id> == 99)).options(with_tags).all();
  CHECK(take().size() == 1);
}

using staff_database = orm_database<staff::Team, staff::Employee, staff::Engineer, staff::Architect>;

TEST_CASE_METHOD(staff_database, "further columns of objects that inherit the struct are loaded by a SELECT for each") {
  run("INSERT INTO employees (id, kind, name) VALUES (1, 'employee', 'Ada'), (2, 'architect', 'Zoe')");
  run("INSERT INTO engineers (id, language) VALUES (2, 'ML')");
  run("INSERT INTO architects (id, houses) VALUES (2, 3)");
  take();
  const auto all = session.query(sa::select<staff::Employee>())
                       .options(sa::selectin_polymorphic(sa::tables<staff::Architect, staff::Engineer>))
                       .all();
  CHECK(take().size() == 2);  // an architect is whole by then
  REQUIRE(all.size() == 2);
  CHECK(all[1].as(sa::tables<staff::Architect>)->houses == 3);
  session.query(sa::select<staff::Employee>())
      .options(sa::selectin_polymorphic(sa::tables<staff::Architect, staff::Engineer>))
      .all();
  CHECK(take().size() == 1);
}

TEST_CASE_METHOD(staff_database, "the rest of an object is read, whatever the criteria of the session are") {
  run("INSERT INTO employees (id, kind, name) VALUES (1, 'engineer', 'Eve')");
  run("INSERT INTO engineers (id, language) VALUES (1, 'C')");
  auto limited = sa::session(engine, tables, sa::criterion(sa::tables<staff::Engineer>, [](auto engineer) {
                               return engineer[sa::col<&staff::Engineer::language>] == "D";
                             }));
  const auto all =
      limited.query(sa::select<staff::Employee>()).options(sa::selectin_polymorphic(sa::tables<staff::Engineer>)).all();
  REQUIRE(all.size() == 1);
  CHECK(all[0].as(sa::tables<staff::Engineer>)->language == "C");
}

}  // namespace
