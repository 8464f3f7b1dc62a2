// SPDX-License-Identifier: MIT
#include <sqlalloy/orm/session.hpp>

#include <catch2/catch.hpp>

#include <stdexcept>
#include <type_traits>
#include <utility>
#include <vector>

#include "support/orm_session.hpp"

namespace sa = sqlalloy;

namespace {

using sa::object_state;
using shelf::Author;
using shelf::Book;
using shelf::Tag;
using session_type = shelf_database::session_type;
using texts = std::vector<std::string>;

static_assert(!std::is_copy_constructible_v<session_type> && std::is_nothrow_move_constructible_v<session_type> &&
              std::is_nothrow_move_assignable_v<session_type>);

constexpr const char* names = "SELECT name FROM authors ORDER BY id";

TEST_CASE_METHOD(shelf_database, "the states of an object") {
  auto ada = sa::make_tracked(Author{.name = "Ada"});
  CHECK(ada.state() == object_state::transient);
  session.add(ada);
  CHECK(ada.state() == object_state::pending);
  CHECK(session.contains(ada));
  CHECK(session.is_modified(ada));
  session.flush();
  CHECK(ada.state() == object_state::persistent);
  CHECK(std::as_const(ada)->id == 1);
  CHECK_FALSE(session.is_modified(ada));
  session.remove(ada);
  CHECK(ada.state() == object_state::persistent);
  CHECK(session.is_modified(ada));
  session.flush();
  CHECK(ada.state() == object_state::deleted);
  CHECK_FALSE(session.contains(ada));
  CHECK_THROWS_AS(session.remove(ada), sa::invalid_request_error);
  CHECK_THROWS_WITH(session.add(ada), Catch::Contains("Author whose row was deleted"));
  session.commit();
  CHECK(ada.state() == object_state::detached);
}

TEST_CASE_METHOD(shelf_database, "get() asks the database once for each row") {
  run("INSERT INTO authors (name) VALUES ('Ada')");
  take();
  const auto ada = session.get(sa::tables<Author>, 1);
  REQUIRE(ada);
  CHECK(session.get(sa::tables<Author>, 1) == ada);
  CHECK(take().size() == 1);
  CHECK_FALSE(session.get(sa::tables<Author>, 2));
  CHECK_THROWS_AS(session.get_one(sa::tables<Author>, 2), sa::no_result_found);
  CHECK(session.get_one(sa::tables<Author>, 1)->name == "Ada");
  session.commit();
  run("DELETE FROM authors");
  CHECK_FALSE(session.get(sa::tables<Author>, 1));  // it has expired
  CHECK_THROWS_AS(ada->name, sa::object_deleted_error);
}

TEST_CASE_METHOD(shelf_database, "merge() brings what a struct has to the row of its key") {
  auto ada = session.add(Author{.name = "Ada", .email = "a"});
  session.commit();
  CHECK(session.merge(Author{.id = 1, .name = "Eve"}) == ada);
  CHECK(ada->name == "Eve");
  CHECK_FALSE(ada->email.has_value());
  const auto added = session.merge(Author{.name = "Zoe"});
  CHECK(added.state() == object_state::pending);
  CHECK(session.merge(Author{.id = 77, .name = "Max"}).state() == object_state::pending);
  session.commit();
  CHECK(read(names) == "Eve|Zoe|Max");
  CHECK(read("SELECT id || '' FROM authors ORDER BY id") == "1|2|77");
}

TEST_CASE_METHOD(shelf_database, "refresh() and expire() forget what was not flushed") {
  auto ada = session.add(Author{.name = "Ada", .books = {Book{.title = "A"}}});
  session.commit();
  ada->name = "Eve";
  session.expire(ada);
  CHECK(ada.is_expired());
  CHECK(std::as_const(ada)->name == "Ada");
  CHECK_FALSE(std::as_const(ada)->books.is_loaded());
  ada->name = "Eve";
  session.refresh(ada);
  CHECK_FALSE(ada.is_expired());
  CHECK(ada->name == "Ada");
  session.commit();
  run("UPDATE authors SET name = 'Zoe'");
  CHECK(std::as_const(ada)->name == "Zoe");
  const auto pending = session.add(Author{});
  CHECK_THROWS_AS(session.expire(pending), sa::invalid_request_error);
}

TEST_CASE_METHOD(shelf_database, "a row that is gone cannot be read again") {
  const auto ada = session.add(Author{.name = "Ada"});
  session.commit();
  run("DELETE FROM authors");
  CHECK_THROWS_AS(session.refresh(ada), sa::object_deleted_error);
  CHECK_THROWS_WITH(session.refresh(ada), "sqlalloy: a Author was to be read again, and its row is not there any more");
}

TEST_CASE_METHOD(shelf_database, "what has no row cannot be removed") {
  const auto ada = sa::make_tracked(Author{.name = "Ada"});
  const auto because = "sqlalloy: remove() of a Author that has no row yet; if it was added, expunge() it";
  CHECK_THROWS_AS(session.remove(ada), sa::invalid_request_error);
  CHECK_THROWS_WITH(session.remove(ada), because);
  session.add(ada);
  CHECK_THROWS_AS(session.remove(ada), sa::invalid_request_error);
  CHECK_THROWS_WITH(session.remove(ada), because);
  CHECK(ada.state() == object_state::pending);
  session.expunge(ada);
  CHECK(ada.state() == object_state::transient);
  session.commit();
  CHECK(read(names).empty());
}

TEST_CASE_METHOD(shelf_database, "what a detached object has not loaded says so, and that there is no way to load it") {
  run("INSERT INTO authors (name) VALUES ('Ada')");
  run("INSERT INTO books (title, author_id) VALUES ('A', 1)");
  auto ada = session.query(sa::select<Author>()).one();
  const auto part = session.query(sa::select<Book>()).options(sa::load_only(sa::col<&Book::author_id>)).one();
  CHECK_THROWS_AS(ada->books.size(), sa::invalid_request_error);
  CHECK_THROWS_WITH(ada->books.size(), Catch::Contains("Author::books is not loaded; say .options(sa::selectin("));
  CHECK_THROWS_WITH(part->title, Catch::Contains("was loaded in part"));
  const auto is_told_of = [&] {
    const std::string books =
        "sqlalloy: Author::books was not loaded before its object left the session; load it there, by "
        ".options(sa::selectin(sa::col<&Author::books>)) with the query, or merge() the object into a session";
    CHECK_THROWS_AS(ada->books.size(), sa::detached_instance_error);
    CHECK_THROWS_WITH(ada->books.size(), books);
    CHECK_THROWS_WITH(ada->books.append(Book{}), books);
    CHECK_THROWS_WITH((ada->books = {Book{}}), books);
    const Author copy = *std::as_const(ada);
    CHECK_THROWS_AS(copy.books.size(), sa::detached_instance_error);
    CHECK_THROWS_WITH(copy.books.size(), books);
    const std::string title =
        "sqlalloy: columns of this Book were not loaded before it left the session; load them there, or get() the "
        "row by a session";
    CHECK_THROWS_AS(part->title, sa::detached_instance_error);
    CHECK_THROWS_WITH(part->title, title);
    CHECK_THROWS_AS(part[sa::col<&Book::title>], sa::detached_instance_error);
    CHECK_THROWS_WITH(part[sa::col<&Book::title>], title);
    CHECK(part[sa::col<&Book::author_id>] == 1);
  };
  session.expunge(ada);
  session.expunge(part);
  is_told_of();
  CHECK_THROWS_AS(session.load(ada, sa::col<&Author::books>), sa::detached_instance_error);
  CHECK_THROWS_WITH(session.load(ada, sa::col<&Author::books>),
                    "sqlalloy: load() of a Author that is in no session any more; add() or merge() it first");
  // Back in the session there is a way again.
  session.add(ada);
  session.add(part);
  CHECK_THROWS_WITH(ada->books.size(), Catch::Contains("Author::books is not loaded; say .options(sa::selectin("));
  CHECK_THROWS_WITH(part->title, Catch::Contains("was loaded in part"));
  session.close();
  is_told_of();
}

TEST_CASE_METHOD(shelf_database, "an object that was let go of comes back with what has changed") {
  auto ada = session.add(Author{.name = "Ada"});
  session.commit();
  ada->name = "Ada L.";
  session.expunge(ada);
  CHECK(ada.state() == object_state::detached);
  CHECK_THROWS_AS(session.expunge(ada), sa::invalid_request_error);
  session.flush();
  ada->email = "x";
  CHECK(session.get(sa::tables<Author>, 1) != ada);
  session.add(ada);
  session.commit();
  CHECK(read("SELECT name || email FROM authors") == "Ada L.x");
  session.expunge(ada);
  const auto other = session.get(sa::tables<Author>, 1);
  CHECK_THROWS_WITH(session.add(ada), Catch::Contains("merge() it instead"));
}

TEST_CASE_METHOD(shelf_database, "a key that was changed by hand is refused, and the row keeps its object") {
  auto ada = session.add(Author{.name = "Ada"});
  session.commit();
  ada->id = 42;
  CHECK_THROWS_WITH(session.flush(), Catch::Contains("the key of a Author was changed"));
  session.rollback();
  CHECK(std::as_const(ada)->id == 1);
  ada->id = 43;
  session.expunge(ada);
  ada = nullptr;
  CHECK(session.get(sa::tables<Author>, 1)->name == "Ada");
  CHECK_THROWS_WITH((session.add(Author{.id = 5}), session.flush()), Catch::Contains("leave the key out"));
}

TEST_CASE_METHOD(shelf_database, "objects of another session are refused") {
  auto ada = session.add(Author{.name = "Ada"});
  session.commit();
  session_type other(engine, tables);
  CHECK_THROWS_WITH(other.add(ada), Catch::Contains("merge() it into this one"));
  CHECK_THROWS_AS(other.remove(ada), sa::invalid_request_error);
  CHECK_THROWS_AS(other.expunge(ada), sa::invalid_request_error);
  CHECK_THROWS_AS(other.expire(ada), sa::invalid_request_error);
  CHECK_THROWS_AS(other.load(ada, sa::col<&Author::books>), sa::invalid_request_error);
  CHECK_FALSE(other.contains(ada));
  session.commit();
  CHECK(read(names) == "Ada");
  CHECK_THROWS_AS(session.add(sa::tracked<Author>{}), sa::invalid_request_error);
}

TEST_CASE_METHOD(shelf_database, "a savepoint undoes what threw, and keeps the rest") {
  auto ada = session.add(Author{.name = "Ada"});
  sa::tracked<Author> eve;
  CHECK_THROWS_AS(session.begin_nested([&] {
    ada->name = "changed";
    eve = session.add(Author{.name = "Eve"});
    session.flush();
    session.remove(ada);
    session.flush();
    throw std::runtime_error("no");
  }),
                  std::runtime_error);
  CHECK(eve.state() == object_state::transient);
  CHECK(ada.state() == object_state::persistent);
  CHECK(std::as_const(ada)->name == "Ada");
  CHECK(session.begin_nested([&] {
    session.begin_nested([&] { session.add(Author{.name = "Zoe"}); });
    return 7;
  }) == 7);
  session.commit();
  CHECK(read(names) == "Ada|Zoe");
}

TEST_CASE_METHOD(shelf_database, "a reference is good until the transaction ends") {
  SECTION("of an object that was new") {
    auto ada = session.add(Author{.name = "Ada"});
    Author& reference = *ada;
    session.flush();
    reference.name = "Ada Lovelace";
    CHECK(session.is_modified(ada));
    session.commit();
    CHECK(read("SELECT name FROM authors") == "Ada Lovelace");
  }
  SECTION("of one that a collection was given") {
    auto ada = session.add(Author{.name = "Ada"});
    Book& book = *ada->books.append(Book{.title = "draft"});
    session.flush();
    book.title = "final";
    session.commit();
    CHECK(read("SELECT title FROM books") == "final");
  }
  SECTION("of one that was read anew") {
    auto ada = session.add(Author{.name = "Ada"});
    session.commit();
    Author& reference = *ada;
    session.refresh(ada);
    reference.name = "Ada Lovelace";
    session.commit();
    CHECK(read("SELECT name FROM authors") == "Ada Lovelace");
  }
  SECTION("and costs nothing where there is none") {
    auto ada = session.add(Author{.name = "Ada"});
    session.flush();
    CHECK_FALSE(ada.get_record()->has_snapshot());
  }
  SECTION("and no longer than that") {
    auto ada = session.add(Author{.name = "Ada"});
    ada->name = "Ada Lovelace";
    session.commit();
    const auto& reread = *std::as_const(ada);
    CHECK(reread.name == "Ada Lovelace");
    CHECK_FALSE(ada.get_record()->has_snapshot());
  }
}

TEST_CASE_METHOD(shelf_database, "a row that others have deleted makes room for another with its key") {
  auto old = session.add(Author{.name = "old"});
  session.commit();
  const auto key = std::as_const(old)->id;
  session.commit();
  run("DELETE FROM authors");
  SECTION("which is added") {
    auto fresh = session.add(Author{.name = "new"});
    session.commit();
    CHECK(std::as_const(fresh)->id == key);  // SQLite counts on from those that are there
    CHECK(session.query(sa::select<Author>()).one() == fresh);
    CHECK(old.state() == object_state::detached);
  }
  SECTION("which get() has missed") {
    CHECK_FALSE(session.get(sa::tables<Author>, key));
    CHECK(old.state() == object_state::deleted);
    session.commit();
    run("INSERT INTO authors (id, name) VALUES (1, 'new')");
    auto found = session.get_one(sa::tables<Author>, key);
    CHECK(found != old);
    CHECK(found->name == "new");
  }
}

TEST_CASE_METHOD(shelf_database, "who is told of what was loaded may take a handle and drop it") {
  session.add_all(std::vector<Author>{{.name = "Ada"}, {.name = "Grace"}});
  session.commit();
  sa::session other(engine, tables);
  std::string told;
  other.on(sa::load, [&](const Author& author) {
    const auto handle = other.get(sa::tables<Author>, author.id);
    told += handle->name;
  });
  CHECK(other.query(sa::select<Author>().order_by(sa::col<&Author::id>)).all().size() == 2);
  CHECK(told == "AdaGrace");
}

TEST_CASE_METHOD(shelf_database, "what fails in a savepoint says why, even if the database has undone all") {
  run("CREATE TRIGGER refuse BEFORE INSERT ON books WHEN NEW.title = 'wrong' BEGIN SELECT RAISE(ROLLBACK, 'no such "
      "book'); END");
  session.add(Author{.name = "Ada"});
  CHECK_THROWS_WITH(session.begin_nested([&] {
    session.add(Book{.title = "wrong"});
    session.flush();
  }),
                    Catch::Contains("no such book"));
  CHECK_THROWS_WITH(session.commit(), Catch::Contains("call rollback()"));
  session.rollback();
  CHECK(read("SELECT name FROM authors").empty());
}

TEST_CASE_METHOD(shelf_database, "what a savepoint has begun anew is undone when it throws") {
  CHECK_THROWS_AS(session.begin_nested([&] {
    session.rollback();
    session.add(Author{.name = "Ada"});
    session.flush();
    throw 1;
  }),
                  int);
  session.commit();
  CHECK(read("SELECT name FROM authors").empty());
}

TEST_CASE_METHOD(shelf_database, "a new object is not given what is not loaded") {
  session.add(Book{.title = "A", .author = Author{.name = "Ada"}, .tags = {Tag{.name = "t"}}});
  session.commit();
  const auto book = session.get_one(sa::tables<Book>, 1);
  const auto ada = session.get_one(sa::tables<Author>, 1);
  CHECK_THROWS_WITH((session.add(Book{.title = "B", .author = book->author})),
                    Catch::Contains("Book::author is not loaded; say .options(sa::selectin(sa::col<&Book::author>))"));
  const auto refused = sa::make_tracked(Author{.name = "Eve", .books = ada->books});
  CHECK_THROWS_WITH(session.add(refused), Catch::Contains("Author::books is not loaded"));
  CHECK(refused.state() == object_state::transient);
  Book copy = *book;
  copy.id = 0;
  CHECK_THROWS_AS(session.add(copy), sa::invalid_request_error);
  session.load(book, sa::col<&Book::author>);
  session.load(book, sa::col<&Book::tags>);
  copy = *book;
  copy.id = 0;
  session.add(copy);
  session.add(Book{.title = "B", .author = book->author});
  session.commit();
  CHECK(read("SELECT title || author_id FROM books ORDER BY id") == "A1|A1|B1");
  CHECK(read("SELECT book_id || tag FROM book_tags ORDER BY book_id") == "1t|2t");
  CHECK(read(names) == "Ada");
}

TEST_CASE_METHOD(shelf_database, "a copy of an object's struct outlives the session") {
  Author copy{};
  Book plain{};
  {
    session_type other(engine, tables, {.expire_on_commit = false});
    const auto ada =
        other.add(Author{.name = "Ada", .books = {Book{.title = "A"}, Book{.title = "B", .tags = {Tag{.name = "t"}}}}});
    other.commit();
    copy = *ada;
    plain = *ada->books[1];
    Author dropped = copy;
    dropped.books = {};
    CHECK_FALSE(dropped.books.is_loaded());
  }
  CHECK(copy.books.size() == 2);
  CHECK(copy.books[0]->author->name == "Ada");
  CHECK(plain.tags[0]->books[0] == copy.books[1]);
  CHECK_THROWS_WITH(session.add(Author{.name = "Eve", .books = copy.books}), Catch::Contains("another session"));
  session.flush();
  CHECK(session.merge(plain)->tags[0]->name == "t");
}

TEST_CASE_METHOD(shelf_database, "a query flushes first, unless the session was told not to") {
  session.add(Author{.name = "Ada"});
  CHECK(session.query(sa::select<Author>()).all().size() == 1);
  session.commit();
  session_type quiet(engine, tables, {.autoflush = false});
  quiet.add(Author{.name = "Eve"});
  CHECK(quiet.query(sa::select<Author>()).all().size() == 1);
  quiet.commit();
  CHECK(read(names) == "Ada|Eve");
}

TEST_CASE_METHOD(shelf_database, "a statement of Core is executed in the transaction of the session") {
  session.add(Author{.name = "Ada"});
  const auto query = sa::select(sa::col<&Author::name>);
  CHECK(session.execute(query).all().size() == 1);
  CHECK(session.in_transaction());
  session.rollback();
  CHECK_FALSE(session.in_transaction());
  CHECK(read(names).empty());
}

TEST_CASE_METHOD(shelf_database, "objects need not expire at a commit") {
  session_type kept(engine, tables, {.expire_on_commit = false});
  const auto all = kept.add_all(std::vector<Author>{{.name = "Ada"}, {.name = "Eve"}});
  kept.commit();
  take();
  CHECK(all.size() == 2);
  CHECK(all[1]->id == 2);
  CHECK(take().empty());
}

TEST_CASE_METHOD(shelf_database, "a session that was closed or moved from says so, and undoes what was not committed") {
  auto ada = session.add(Author{.name = "Ada"});
  session.flush();
  session_type moved = std::move(session);
  CHECK_THROWS_WITH(session.flush(), Catch::Contains("closed or moved from"));
  CHECK(moved.contains(ada));
  moved.close();
  moved.close();
  CHECK(ada.state() == object_state::detached);
  CHECK_THROWS_AS(moved.add(Author{}), sa::invalid_request_error);
  CHECK_THROWS_AS(moved.query(sa::select<Author>()), sa::invalid_request_error);
  CHECK(read(names).empty());
  session = session_type(engine, tables);
  session.add(Author{.name = "Eve"});
  session.flush();
  session = session_type(engine, tables);  // the former one ends
  CHECK(read(names).empty());
}

TEST_CASE_METHOD(shelf_database, "a new object that was given up and is wanted again keeps what belongs to it") {
  auto ada = session.add(Author{.name = "Ada", .books = {Book{.title = "A"}}});
  session.expunge(ada);
  session.add(ada);
  session.commit();
  CHECK(read("SELECT title FROM books WHERE author_id = 1") == "A");
}

TEST_CASE_METHOD(shelf_database, "an object of an undone savepoint can be added again") {
  auto ada = sa::make_tracked(Author{.name = "Ada"});
  CHECK_THROWS_AS(session.begin_nested([&] {
    session.add(ada);
    session.flush();
    throw std::runtime_error("no");
  }),
                  std::runtime_error);
  session.add(ada);
  session.commit();
  CHECK(read(names) == "Ada");
}

TEST_CASE_METHOD(shelf_database, "a flush that fails leaves nothing where each statement is kept by itself") {
  session_type each(engine, tables, {.begin = {.isolation = sa::isolation_level::autocommit}});
  auto ada = each.add(Author{.name = "Ada", .email = "same"});
  each.add(Author{.name = "Eve", .email = "same"});
  CHECK_THROWS_AS(each.flush(), sa::integrity_error);
  CHECK(ada.state() == object_state::pending);
  CHECK(read(names).empty());
}

TEST_CASE_METHOD(shop_database, "an object that has expired is deleted by the version that the row has") {
  auto order = session.add(shop::Order{.customer = "a"});
  session.commit();
  run("UPDATE orders SET version = version + 1");
  session.remove(order);
  session.commit();
  CHECK(read("SELECT customer FROM orders").empty());
}

constexpr const char* books = "SELECT title || ':' || coalesce(author_id, 'none') FROM books ORDER BY id";

TEST_CASE_METHOD(shelf_database, "an object that has left the session comes back with the one that is given it") {
  auto ada = session.add(Author{.name = "Ada"});
  auto book = session.add(Book{.title = "A", .author = Author{.name = "Eve"}});
  session.flush();
  session.expunge(ada);
  ada->name = "Ada L.";
  book->author = ada;
  CHECK(ada.state() == object_state::persistent);
  CHECK(session.get(sa::tables<Author>, 1) == ada);
  session.commit();
  CHECK(read(books) == "A:1");
  CHECK(read(names) == "Ada L.|Eve");

  session.load(ada, sa::col<&Author::books>);
  session.expunge(book);
  ada->books.remove(book);
  session.commit();
  CHECK(book.state() == object_state::detached);  // what is taken out stays out
  CHECK(read(books) == "A:1");
  session.add(book);  // with what has changed
  session.commit();
  CHECK(read(books) == "A:none");
  session.expunge(book);
  session.load(ada, sa::col<&Author::books>);
  ada->books.append(book);
  session.commit();
  CHECK(read(books) == "A:1");
}

TEST_CASE_METHOD(shelf_database, "an object whose row was deleted is refused") {
  auto ada = session.add(Author{.name = "Ada"}), eve = session.add(Author{.name = "Eve"});
  auto book = session.add(Book{.title = "A", .author = eve});
  session.flush();
  session.remove(ada);
  session.flush();
  CHECK_THROWS_WITH(book->author = ada, Catch::Contains("Book::author is given a Author whose row was deleted"));
  session.commit();
  session.load(book, sa::col<&Book::author>);
  CHECK_THROWS_WITH(book->author = ada, Catch::Contains("whose row was deleted"));
  CHECK(book->author.get() == eve);
  CHECK_THROWS_WITH(session.add(ada), Catch::Contains("add() of a Author whose row was deleted"));
  session.commit();
  CHECK(read(books) == "A:2");
}

TEST_CASE_METHOD(shelf_database, "an object whose row was deleted stays in a collection that has it, and in no other") {
  auto ada = session.add(Author{.name = "Ada", .books = {Book{.title = "A"}, Book{.title = "B"}}});
  session.flush();
  const auto gone = ada->books[0];
  session.remove(gone);
  session.flush();
  ada->books.append(Book{.title = "C"});
  session.flush();
  session.expunge(ada);
  session.add(ada);
  session.commit();
  CHECK(read(books) == "B:1|C:1");
}

TEST_CASE_METHOD(shelf_database, "what refers to an object that has left the session since is refused by the flush") {
  auto ada = session.add(Author{.name = "Ada"});
  auto book = session.add(Book{.title = "A", .author = ada});
  session.expunge(ada);
  CHECK_THROWS_WITH(session.flush(), Catch::Contains("Book::author holds a Author that is in no session"));
  session.add(ada);
  session.flush();
  auto other = ada->books.append(Book{.title = "B"});
  other->author = nullptr;
  ada->books.append(other);
  session.expunge(other);
  CHECK_THROWS_WITH(session.flush(), Catch::Contains("Author::books holds a Book that is in no session"));
  session.add(other);
  session.commit();
  CHECK(read(books) == "A:1|B:1");
}

TEST_CASE_METHOD(shelf_database, "what an object was given while it was in no session knows of it when it comes back") {
  auto ada = session.add(Author{.name = "Ada"});
  auto book = session.add(Book{.title = "A"});
  session.flush();
  session.expunge(book);
  book->author = Author{.name = "Eve"};
  session.add(book);
  session.flush();
  auto eve = book->author.get();
  CHECK(eve->books.contains(book));
  session.expunge(ada);
  auto second = ada->books.append(Book{.title = "B"});
  session.add(ada);
  CHECK(second->author.get() == ada);
  session.commit();
  CHECK(read(books) == "A:2|B:1");
}

TEST_CASE_METHOD(shelf_database, "what an object of a session was given is for no other session") {
  auto ada = session.add(Author{.name = "Ada"});
  session.commit();
  session.load(ada, sa::col<&Author::books>);
  session.expunge(ada);
  auto book = ada->books.append(Book{.title = "A"});
  sa::session other(engine, sa::tables<Author, Book, Tag, shelf::BookTag>);
  CHECK_THROWS_WITH(other.add(book), Catch::Contains("another session's"));
  session.add(ada);
  session.commit();
  CHECK(read(books) == "A:1");
}

TEST_CASE_METHOD(shelf_database, "what a rollback has put out of the session is not in it") {
  auto ada = session.add(Author{.name = "Ada"});
  session.rollback();
  CHECK(ada.state() == object_state::transient);
  CHECK_FALSE(session.contains(ada));
  CHECK_THROWS_AS(session.expunge(ada), sa::invalid_request_error);
  session.add(ada);
  session.commit();
  CHECK(read("SELECT name FROM authors") == "Ada");
}

TEST_CASE_METHOD(shelf_database, "a row that the session has as another object does not come back as a second one") {
  auto old = session.add(Author{.name = "Ada"});
  auto book = session.add(Book{.title = "A"});
  session.flush();
  session.expunge(old);
  const auto now = session.get_one(sa::tables<Author>, 1);
  CHECK_THROWS_WITH(book->author = old, Catch::Contains("whose row this session has as another object"));
  CHECK_FALSE(book->author);
  CHECK_THROWS_WITH(session.add(old), Catch::Contains("whose row this session has as another object"));
  book->author = now;
  session.commit();
  CHECK(read(books) == "A:1");
}

TEST_CASE_METHOD(shelf_database, "what an object was given while it was in no session comes along with it") {
  auto ada = session.add(Author{.name = "Ada", .books = {Book{.title = "A"}}});
  session.flush();
  auto book = ada->books[0];
  session.expunge(ada);
  session.expunge(book);
  book->tags.append(Tag{.name = "t"});
  session.commit();
  CHECK(read("SELECT name FROM tags").empty());
  ada->books.remove(book);
  session.add(ada);
  CHECK(book.state() == object_state::detached);
  session.add(book);
  session.commit();
  CHECK(read(books) == "A:none");
  CHECK(read("SELECT book_id || tag FROM book_tags") == "1t");
}

TEST_CASE_METHOD(orm_database<farm::Animal>, "an object of a kind that the session does not know is refused") {
  const sa::tracked<farm::Animal> dog = sa::make_tracked(farm::Dog{});
  CHECK_THROWS_WITH(session.add(dog), Catch::Contains("an object inherits a struct of the session, and"));
  CHECK_THROWS_WITH(session.add(farm::Animal{.mother = dog}),
                    Catch::Contains("an object inherits a struct of the session"));
  CHECK_FALSE(session.contains(dog));
  session.commit();
  CHECK(read("SELECT kind FROM animals").empty());
}

}  // namespace
