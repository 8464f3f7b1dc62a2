// SPDX-License-Identifier: MIT
#include <sqlalloy/dialect/postgresql.hpp>
#include <sqlalloy/dialect/render.hpp>
#include <sqlalloy/driver/libpq.hpp>
#include <sqlalloy/orm/bulk_change.hpp>

#include <catch2/catch.hpp>

#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "support/orm_session.hpp"

namespace sa = sqlalloy;
using namespace sa::literals;

namespace {

using sa::object_state;
using shelf::Author;
using shelf::Book;
using texts = std::vector<std::string>;

constexpr auto name = sa::col<&Author::name>;
constexpr auto id = sa::col<&Author::id>;

static_assert(std::is_same_v<sa::changed_table<decltype(sa::delete_from<Author>())>::entity, Author> &&
              sa::changed_table<decltype(sa::delete_from<Author>())>::deletes);
static_assert(std::is_same_v<sa::changed_table<decltype(sa::update<Book>())>::entity, Book>);
static_assert(std::is_void_v<sa::changed_table<decltype(sa::select<Book>())>::entity>);

// The rows are locked between the two statements, where they can be.
static_assert(sa::sql<sa::postgresql::dialect>(sa::keys_to_change<sa::postgresql::libpq>(
                  sa::delete_from<shelf::BookTag>().where(sa::col<&shelf::BookTag::tag> == "x"),
                  sa::primary_key_t<shelf::BookTag>{})) ==
              "SELECT book_tags.book_id, book_tags.tag FROM book_tags WHERE book_tags.tag = $1 FOR UPDATE");
static_assert(std::is_same_v<sa::lock_for_change<sa::sqlite::sqlite3>, sa::no_lock>);

struct fixture : shelf_database {
  sa::tracked<Author> ada = session.add(Author{.name = "Ada"});
  sa::tracked<Author> eve = session.add(Author{.name = "Eve"});

  fixture() {
    session.commit();
    for (auto* one : {&ada, &eve}) session.refresh(*one);
    take();
  }
};

TEST_CASE_METHOD(fixture, "the objects whose rows an UPDATE changes are read again, and no others") {
  CHECK(session.execute(sa::update<Author>().set(name = "Zoe").where(name == "who"_p), "who"_p = "Ada").rowcount() ==
        1);
  CHECK(take() == texts{"SELECT authors.id FROM authors WHERE authors.name = ?",
                        "UPDATE authors SET name = ? WHERE authors.name = ?"});
  CHECK(ada.is_expired());
  CHECK_FALSE(eve.is_expired());
  CHECK(std::as_const(ada)->name == "Zoe");
}

TEST_CASE_METHOD(fixture, "the objects whose rows a DELETE deletes are deleted, unless it is undone") {
  eve->name = "changed";
  CHECK(session.execute(sa::delete_from<Author>().where(id == 2)).rowcount() == 1);
  CHECK(eve.state() == object_state::deleted);
  CHECK(ada.state() == object_state::persistent);
  CHECK_FALSE(session.get(sa::tables<Author>, 2));
  session.rollback();
  CHECK(eve.state() == object_state::persistent);
  CHECK(std::as_const(eve)->name == "Eve");
  session.execute(sa::delete_from<Author>());
  session.commit();
  CHECK(ada.state() == object_state::detached);
  CHECK(read("SELECT name FROM authors").empty());
}

TEST_CASE_METHOD(fixture, "a statement with RETURNING does so, too") {
  const auto gone = session.execute(sa::delete_from<Author>().where(id == 1).returning(name)).all();
  REQUIRE(gone.size() == 1);
  CHECK(gone.front().get<0>() == "Ada");
  CHECK(ada.state() == object_state::deleted);
}

TEST_CASE_METHOD(fixture, "keys are asked for only where the session has objects of the table") {
  session.execute(sa::update<Book>().set(sa::col<& Book::title> = "x"));
  session.execute(sa::select<Author>());
  session.execute(sa::insert(Book{.title = "y"}));
  CHECK(take().size() == 3);
}

TEST_CASE_METHOD(fixture, "a statement that fails changes no object") {
  session.add(Author{.name = "Zoe", .email = "zoe"});
  session.flush();
  CHECK_THROWS_AS(session.execute(sa::update<Author>().set(sa::col<& Author::email> = "zoe").where(id == 1)),
                  sa::integrity_error);
  CHECK_FALSE(ada.is_expired());
}

TEST_CASE_METHOD(fixture, "what was changed and not flushed stays changed") {
  session.close();
  sa::session quiet(engine, tables, {.autoflush = false});
  auto mine = quiet.get(sa::tables<Author>, 1);
  mine->name = "mine";
  quiet.execute(sa::update<Author>().set(sa::col<& Author::email> = "e").where(id == 1));
  CHECK(std::as_const(mine)->name == "mine");
  quiet.commit();
  CHECK(read("SELECT name || email FROM authors WHERE id = 1") == "minee");
}

TEST_CASE_METHOD(fixture, "so it does with keys of two columns") {
  session.add(shelf::Tag{.name = "t"});
  session.add(Book{.title = "A"});
  session.flush();
  const auto joined = session.add(shelf::BookTag{.book_id = 1, .tag = "t"});
  session.flush();
  session.execute(sa::delete_from<shelf::BookTag>().where(sa::col<&shelf::BookTag::tag> == "t"));
  CHECK(joined.state() == object_state::deleted);
}

}  // namespace
