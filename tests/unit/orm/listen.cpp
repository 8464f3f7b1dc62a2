// SPDX-License-Identifier: MIT
#include <sqlalloy/orm/listen.hpp>

#include <catch2/catch.hpp>

#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>

#include "support/orm_session.hpp"

namespace sa = sqlalloy;

namespace {

using sa::object_state;
using sa::session_event;
using shelf::Author;
using shelf::Book;

// What is told can be changed before it is written, and not after.
template <session_event Event, class F>
constexpr bool can_listen = shelf_database::session_type::can_listen<Event, F>;
static_assert(can_listen<session_event::before_insert, void (*)(Author&)> &&
              can_listen<session_event::before_update, void (*)(Author&, const Author&)> &&
              can_listen<session_event::after_insert, void (*)(const Author&)> &&
              !can_listen<session_event::after_insert, void (*)(Author&)> &&
              !can_listen<session_event::load, void (*)(const tree::Node&)>);
static_assert(can_listen<session_event::before_flush, void (*)(shelf_database::session_type&)> &&
              !can_listen<session_event::before_flush, void (*)(Author&)>);

TEST_CASE_METHOD(shelf_database, "before an INSERT and an UPDATE columns may be changed, and are written") {
  session.on(sa::before_insert, [](Author& author) { author.email = author.name + "@example.org"; });
  session.on(sa::before_update, [](Author& now, const Author& before) { now.email = before.name + "->" + now.name; });
  auto ada = session.add(Author{.name = "Ada"});
  session.flush();
  CHECK(std::as_const(ada)->email == "Ada@example.org");
  ada->name = "Eve";
  session.commit();
  CHECK(read("SELECT email FROM authors") == "Ada->Eve");
  CHECK(std::as_const(ada)->email == "Ada->Eve");
}

TEST_CASE_METHOD(shelf_database, "all that happens to objects is told, of the structs that a function takes") {
  std::string all;
  const auto note = [&all](const char* what) {
    return [&all, what](const auto& object) {
      if constexpr (requires { object.name; })
        ((all += what) += object.name) += ' ';
      else if constexpr (requires { object.title; })
        ((all += what) += object.title) += ' ';
    };
  };
  session.on(sa::before_insert, note("?+"));
  session.on(sa::after_insert, note("+"));
  session.on(sa::before_update, note("?~"));
  session.on(sa::after_update, note("~"));
  session.on(sa::before_delete, note("?-"));
  session.on(sa::after_delete, note("-"));
  session.on(sa::load, [&all](const Book& book) { (all += "load:") += book.title + ' '; });
  auto ada = session.add(Author{.name = "Ada", .books = {Book{.title = "A"}, Book{.title = "B"}}});
  session.commit();
  CHECK(all == "?+Ada +Ada ?+A ?+B +A +B ");
  all.clear();
  ada->name = "Eve";
  session.commit();
  CHECK(all == "?~Eve ~Eve ");
  all.clear();
  (void)ada->name.size();  // reached, and not changed
  session.commit();
  CHECK(all.empty());
  session.expunge(ada);
  ada = nullptr;
  session.close();
  session = session_type(engine, tables);
  session.on(sa::load, [&all](const Book& book) { (all += "load:") += book.title + ' '; });
  session.on(sa::before_delete, note("?-"));
  session.on(sa::after_delete, note("-"));
  constexpr auto books = sa::select<Book>().order_by(sa::col<&Book::id>);
  const auto found = session.query(books).all();
  session.query(books).all();  // they are there
  session.remove(found.front());
  session.commit();
  CHECK(all == "load:A load:B ?-A -A ");
}

TEST_CASE_METHOD(shelf_database, "of the session it is told with the session, which may be used") {
  std::string all;
  session.on(sa::before_flush, [&all](auto& of) {
    all += 'f';
    if (of.query(sa::select(sa::count()).from(sa::tables<Book>)).one().template get<0>() == 0)
      of.add(Book{.title = "added"});
  });
  session.on(sa::after_flush, [&all](auto&) { all += 'F'; });
  session.on(sa::after_commit, [&all](auto&) { all += 'C'; });
  session.on(sa::after_rollback, [&all](auto&) { all += 'R'; });
  session.flush();
  CHECK(all.empty());  // there was nothing to write
  session.add(Author{.name = "Ada"});
  session.commit();
  CHECK(all == "fFC");
  CHECK(read("SELECT title FROM books") == "added");
  session.rollback();
  CHECK(all == "fFCR");
}

TEST_CASE_METHOD(shelf_database, "what a function throws undoes the flush, and what it has changed") {
  auto ada = session.add(Author{.name = "Ada"});
  session.commit();
  session.on(sa::before_update, [](Author& author) { author.email = "set"; });
  session.on(sa::after_update, [](const Author& author) {
    if (author.name == "Eve") throw std::runtime_error("no Eve");
  });
  ada->name = "Eve";
  CHECK_THROWS_AS(session.flush(), std::runtime_error);
  CHECK(std::as_const(ada)->name == "Eve");
  CHECK_FALSE(std::as_const(ada)->email);
  ada->name = "Zoe";
  session.commit();
  CHECK(read("SELECT name || email FROM authors") == "Zoeset");
}

TEST_CASE_METHOD(shelf_database, "a flush within a flush is refused") {
  session.on(sa::before_insert, [this](Author&) { session.flush(); });
  session.add(Author{.name = "Ada"});
  CHECK_THROWS_WITH(session.flush(), Catch::Contains("is flushing already"));
}

TEST_CASE_METHOD(shelf_database, "while a flush writes nobody can use the session, and nothing is lost") {
  session.on(sa::before_insert, [this](Author& author) {
    if (author.name == "adds") session.add(Book{.title = "audit"});
    if (author.name == "gives") author.books.append(Book{.title = "audit"});
  });
  for (const char* name : {"adds", "gives"}) {
    auto author = session.add(Author{.name = name});
    CHECK_THROWS_WITH(session.flush(), Catch::Contains("is flushing already"));
    CHECK(author.state() == object_state::pending);
    session.rollback();
  }
  CHECK(read("SELECT name FROM authors").empty());
}

TEST_CASE_METHOD(shelf_database, "what is done after a flush is committed, too") {
  auto ada = session.add(Author{.name = "Ada"});
  session.on(sa::after_flush, [&](auto& of) {
    if (std::as_const(ada)->email) return;
    ada->email = "set";
    of.add(Book{.title = "audit"});
  });
  session.commit();
  CHECK(read("SELECT email FROM authors") == "set");
  CHECK(read("SELECT title FROM books") == "audit");
}

TEST_CASE_METHOD(shelf_database, "a session that is lent cannot be ended, nor taken away") {
  auto ada = session.add(Author{.name = "Ada"});
  session.on(sa::after_commit, [](auto& of) {
    of.close();
    const auto taken = std::move(of);
    of = std::remove_reference_t<decltype(of)>(std::move(of));
  });
  session.commit();
  CHECK(std::as_const(ada)->name == "Ada");
  session.on(sa::load, [ada](const Book&) {});  // a handle of its own session
}

TEST_CASE_METHOD(shelf_database, "an object that was loaded in part is read whole before it is told of") {
  session.add(Author{.name = "Ada", .email = "a", .books = {Book{.title = "A"}}});
  session.commit();
  session.close();
  session = session_type(engine, tables);
  std::string all;
  session.on(sa::load, [&](const Book&) { all += "load"; });
  session.on(sa::before_update, [](Book& book) { book.title += " [edited]"; });
  const auto book = session.query(sa::select<Book>()).options(sa::defer(sa::col<&Book::title>)).one();
  CHECK(all.empty());
  auto ada = session.query(sa::select<Author>()).options(sa::selectin(sa::col<&Author::books>)).one();
  ada->books.clear();
  session.commit();
  CHECK(read("SELECT title FROM books WHERE author_id IS NULL") == "A [edited]");
}

TEST_CASE_METHOD(shelf_database, "of what has expired it is told as it was before it was deleted") {
  std::string all;
  session.on(sa::after_delete, [&](const shelf::Tag& tag) { all += tag.name; });
  auto tag = session.add(shelf::Tag{.name = "poetry"});  // nothing of it is loaded in order to delete it
  session.commit();
  REQUIRE(tag.is_expired());
  session.remove(tag);
  session.commit();
  CHECK(all == "poetry");
}

}  // namespace
