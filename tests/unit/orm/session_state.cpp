// SPDX-License-Identifier: MIT
#include <sqlalloy/orm/session_state.hpp>

#include <catch2/catch.hpp>

#include <sqlite3.h>

#include <utility>
#include <vector>

#include "support/orm_session.hpp"

namespace sa = sqlalloy;

namespace {

using sa::object_state;
using shelf::Author;
using shelf::Book;
using shelf::Tag;

int refuses = 0;  // whether the next COMMIT of the database does

static_assert(shelf_database::state::has<Book> && !shelf_database::state::has<tree::Node>);
static_assert(shelf_database::state::index_of<Author> == 0 && shelf_database::state::index_of<Tag> == 2);

TEST_CASE_METHOD(shelf_database, "a new object that refers to what is refused leaves all of them out") {
  session_type other(engine, tables);
  const auto eve = other.add(Author{.name = "Eve"});
  auto book = sa::make_tracked(Book{.title = "A", .tags = {Tag{.name = "t"}, Tag{.name = "u"}}});
  book->author = eve;
  CHECK_THROWS_WITH(session.add(book), Catch::Contains("another session"));
  CHECK(book.state() == object_state::transient);
  auto ada = session.add(Author{.name = "Ada"});
  CHECK_THROWS_AS(ada->books.append(Book{.title = "B", .author = eve}), sa::invalid_request_error);
  CHECK(ada->books.empty());
  session.commit();
  CHECK(read("SELECT title FROM books").empty());
  CHECK(read("SELECT name FROM tags").empty());
  CHECK(read("SELECT name FROM authors") == "Ada");
}

TEST_CASE_METHOD(shelf_database, "after a rollback new objects are in no session, and can be added again") {
  auto ada = session.add(Author{.name = "Ada", .books = {Book{.title = "A", .tags = {Tag{.name = "t"}}}}});
  auto book = ada->books[0];
  const bool flushed = GENERATE(false, true);
  if (flushed) session.flush();
  session.rollback();
  CHECK(ada.state() == object_state::transient);
  CHECK(book.state() == object_state::transient);
  CHECK(ada->name == "Ada");
  CHECK(ada->books.size() == 1);
  CHECK_FALSE(session.get(sa::tables<Author>, 1));
  ada->id = book->id = 0;
  session.add(ada);
  CHECK(book.state() == object_state::pending);
  session.commit();
  CHECK(
      read("SELECT name || title || tag FROM authors JOIN books ON author_id = authors.id JOIN book_tags ON book_id = "
           "books.id") == "AdaAt");
}

TEST_CASE_METHOD(shelf_database, "a rollback has rows read again, and their relations loaded again") {
  auto ada = session.add(Author{.name = "Ada", .books = {Book{.title = "A"}}});
  session.commit();
  session.load(ada, sa::col<&Author::books>);
  auto book = ada->books[0];
  ada->name = "Eve";
  ada->books.clear();
  session.flush();
  book->title = "B";
  session.rollback();
  CHECK(ada.is_expired());
  CHECK(std::as_const(ada)->name == "Ada");
  CHECK_FALSE(std::as_const(ada)->books.is_loaded());
  CHECK(std::as_const(book)->author_id == 1);
  CHECK(std::as_const(book)->title == "A");
  session.rollback();
}

TEST_CASE_METHOD(shelf_database,
                 "what was inserted and deleted in one transaction is new after a rollback, and gone after a commit") {
  const auto ada = session.add(Author{.name = "Ada"}), eve = session.add(Author{.name = "Eve"});
  session.flush();
  session.remove(ada);
  session.flush();
  session.rollback();
  CHECK(ada.state() == object_state::transient);
  CHECK(eve.state() == object_state::transient);
  const auto zoe = session.add(Author{.name = "Zoe"});
  session.flush();
  session.remove(zoe);
  session.commit();
  CHECK(zoe.state() == object_state::detached);
  CHECK(read("SELECT name FROM authors").empty());
}

TEST_CASE_METHOD(shelf_database, "an object that was expunged in the transaction that inserted it") {
  const auto ada = session.add(Author{.name = "Ada"}), eve = session.add(Author{.name = "Eve"});
  session.flush();
  session.expunge(ada);
  CHECK(ada.state() == object_state::detached);
  session.rollback();
  CHECK(ada.state() == object_state::transient);
  CHECK(ada->name == "Ada");
  CHECK(eve->name == "Eve");
}

TEST_CASE_METHOD(shelf_database, "a doomed object that is expunged is not deleted") {
  const auto ada = session.add(Author{.name = "Ada"});
  session.commit();
  session.remove(ada);
  session.expunge(ada);
  session.commit();
  CHECK(read("SELECT name FROM authors") == "Ada");
}

TEST_CASE_METHOD(shelf_database, "objects that nobody holds are freed, and read anew") {
  session.add(Author{.name = "Ada", .books = {Book{.title = "A"}}});
  session.commit();
  run("UPDATE authors SET name = 'Eve'");
  CHECK(session.get(sa::tables<Author>, 1)->name == "Eve");
  session.commit();
  run("UPDATE authors SET name = 'Zoe'");
  CHECK(session.get(sa::tables<Author>, 1)->name == "Zoe");
}

TEST_CASE_METHOD(shelf_database, "handles of a closed session stay, and so does all that they refer to") {
  sa::tracked<Book> book;
  sa::tracked<Author> pending, expired;
  {
    session_type ended(engine, tables, {.expire_on_commit = false});
    auto ada = ended.add(Author{.name = "Ada", .books = {Book{.title = "A"}, Book{.title = "B"}}});
    book = ada->books[0];
    ended.commit();
    expired = ended.add(Author{.name = "Eve"});
    ended.flush();
    ended.expire(expired);
    pending = ended.add(Author{.name = "Zoe"});
    ended.remove(book);
  }
  CHECK(book.state() == object_state::detached);
  CHECK(pending.state() == object_state::transient);
  CHECK(book->author->books[1]->title == "B");
  CHECK_THROWS_WITH(expired->name, Catch::Contains("the session that could read it again is gone"));
  book->author->books.clear();
  CHECK_FALSE(book->author);
  CHECK(pending->name == "Zoe");
  CHECK(read("SELECT title FROM books ORDER BY id") == "A|B");
}

TEST_CASE_METHOD(shelf_database, "a COMMIT that fails and ends the transaction has undone it") {
  const auto ada = session.add(Author{.name = "Ada"});
  session.commit();
  {
    const sa::session_connection<sa::sqlite::sqlite3> db(engine.connect());  // the only one
    ::sqlite3_commit_hook(
        db.pooled()->driver.native_handle(), [](void* flag) { return std::exchange(*static_cast<int*>(flag), 0); },
        &refuses);
  }
  int told = 0;
  session.on(sa::after_commit, [&](auto&) { told += 10; });
  session.on(sa::after_rollback, [&](auto&) { ++told; });
  auto changed = ada;
  changed->name = "Eve";
  const auto zoe = session.add(Author{.name = "Zoe"});
  refuses = 1;
  CHECK_THROWS_AS(session.commit(), sa::database_error);
  CHECK(told == 1);
  CHECK_FALSE(session.in_transaction());
  CHECK(zoe.state() == object_state::transient);
  CHECK(ada.is_expired());
  CHECK(ada->name == "Ada");
  session.add(zoe);
  session.commit();
  CHECK(told == 11);
  CHECK(read("SELECT name FROM authors") == "Ada|Zoe");
}

TEST_CASE_METHOD(shelf_database, "a COMMIT that fails and leaves the transaction can be tried again") {
  run("DROP TABLE book_tags");
  run("DROP TABLE books");
  run("CREATE TABLE books (id INTEGER PRIMARY KEY, author_id INTEGER REFERENCES authors DEFERRABLE INITIALLY DEFERRED, "
      "title TEXT NOT NULL) STRICT");
  auto book = session.add(Book{.author_id = 9, .title = "A"});
  CHECK_THROWS_AS(session.commit(), sa::integrity_error);
  CHECK(session.in_transaction());
  CHECK(book.state() == object_state::persistent);
  CHECK_THROWS_AS(session.commit(), sa::integrity_error);
  const bool mended = GENERATE(false, true);
  if (mended) {
    book->author_id.reset();
    session.commit();
    CHECK(read("SELECT title FROM books") == "A");
  } else {
    session.rollback();
    CHECK(book.state() == object_state::transient);
    CHECK(read("SELECT title FROM books").empty());
  }
}

}  // namespace
