// SPDX-License-Identifier: MIT
#include <sqlalloy/orm/relation_loading.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "support/orm_session.hpp"

namespace sa = sqlalloy;

namespace {

using shelf::Author;
using shelf::Book;
using shelf::Tag;
using shop::Invoice;
using shop::Line;
using shop::Order;

struct fixture : shelf_database {
  sa::tracked<Author> ada = session.add(Author{.name = "Ada"});
  fixture() { session.flush(); }

  sa::tracked<Book> add_by_key(const char* title) {
    auto book = session.add(Book{.author_id = ada->id, .title = title});
    session.flush();
    take();
    return book;
  }
};

TEST_CASE_METHOD(fixture, "what a new object refers to by its key alone is not loaded, and can be") {
  const auto book = add_by_key("A");
  CHECK_THROWS_WITH(book->author.get(), Catch::Contains("Book::author is not loaded"));
  session.load(book, sa::col<&Book::author>);
  CHECK(book->author.get() == ada);
  const auto joined = add_by_key("B");
  session.query(sa::select<Book>()).options(sa::joined(sa::col<&Book::author>)).all();
  CHECK(joined->author.get() == ada);
  const auto selected = add_by_key("C");
  CHECK_FALSE(selected->author.is_loaded());
  session.query(sa::select<Book>()).options(sa::selectin(sa::col<&Book::author>)).all();
  CHECK(selected->author.get() == ada);
}

TEST_CASE_METHOD(fixture, "the same where the object was looked at before it was inserted") {
  const auto book = session.add(Book{.author_id = ada->id});
  CHECK_FALSE(book->author);
  session.flush();
  CHECK_FALSE(book->author.is_loaded());
  session.load(book, sa::col<&Book::author>);
  CHECK(book->author.get() == ada);
}

TEST_CASE_METHOD(fixture, "what a new object was given is loaded, and what it refers to nowhere is none") {
  auto given = session.add(Book{.author = ada}), without = session.add(Book{.title = "B"});
  session.flush();
  take();
  CHECK(given->author.get() == ada);
  CHECK_FALSE(without->author);
  without->author = ada;
  CHECK(ada->books.size() == 2);
  CHECK(take().empty());
}

TEST_CASE_METHOD(fixture, "a collection of a new object is empty until it is loaded") {
  CHECK(ada->books.empty());
  const auto book = add_by_key("A");
  CHECK(ada->books.empty());
  session.load(ada, sa::col<&Author::books>);
  CHECK(take().size() == 1);
  REQUIRE(ada->books.size() == 1);
  CHECK(ada->books[0] == book);
  CHECK(book->author.get() == ada);
  session.load(ada, sa::col<&Author::books>);
  CHECK(take().empty());
}

TEST_CASE_METHOD(fixture, "a collection of a new object is loaded by each kind of option") {
  const auto all = [this](auto query, auto option) { return session.query(query).options(option).all(); };
  SECTION("selectin") {
    add_by_key("A");
    all(sa::select<Author>(), sa::selectin(sa::col<&Author::books>));
    CHECK(ada->books.size() == 1);
  }
  SECTION("joined") {
    add_by_key("A");
    all(sa::select<Author>(), sa::joined(sa::col<&Author::books>));
    CHECK(ada->books.size() == 1);
  }
  SECTION("contains_eager") {
    add_by_key("A");
    all(sa::select(sa::tables<Author>, sa::tables<Book>)
            .join(sa::tables<Book>, sa::col<&Book::author_id> == sa::col<&Author::id>),
        sa::contains_eager(sa::col<&Author::books>));
    CHECK(ada->books.size() == 1);
  }
  SECTION("through a table between") {
    const auto book = add_by_key("A");
    session.add(Tag{.name = "t"});
    session.flush();
    session.execute(sa::text<"INSERT INTO book_tags (book_id, tag) VALUES (1, 't')">());
    CHECK(book->tags.empty());
    session.load(book, sa::col<&Book::tags>);
    CHECK(book->tags.size() == 1);
  }
}

TEST_CASE_METHOD(shelf_database, "what was put into a collection of a new object stays when the rest is loaded") {
  session_type manual(engine, tables, {.autoflush = false});
  auto eve = manual.add(Author{.name = "Eve"});
  manual.flush();
  manual.add(Book{.author_id = eve->id, .title = "A"});
  manual.flush();
  eve->books.append(Book{.title = "B"});
  manual.load(eve, sa::col<&Author::books>);
  REQUIRE(eve->books.size() == 2);
  manual.commit();
  CHECK(read("SELECT title FROM books WHERE author_id = 1 ORDER BY id") == "A|B");
}

TEST_CASE_METHOD(fixture, "what was put in and flushed is found in the order of the rest") {
  add_by_key("A");
  ada->books.append(Book{.title = "B"});
  session.flush();
  CHECK(ada->books.size() == 1);
  session.load(ada, sa::col<&Author::books>);
  REQUIRE(ada->books.size() == 2);
  CHECK(ada->books[0]->title == "A");
}

TEST_CASE_METHOD(fixture, "what refers to a new object by its key goes along with that, or leaves it") {
  const auto book = add_by_key("A");
  session.remove(ada);
  session.commit();
  CHECK(read("SELECT author_id FROM books") == "NULL");
}

TEST_CASE_METHOD(shop_database, "what was found by its key and given away is not deleted with its former owner") {
  auto one = session.add(Order{.customer = "a"}), two = session.add(Order{.customer = "b"});
  session.flush();
  const auto line = session.add(Line{.order_id = one->id, .number = 1});
  const auto invoice = session.add(Invoice{.order_id = one->id, .address = "A"});
  session.flush();
  session.load(one, sa::col<&Order::invoice>);
  CHECK(one->invoice.get() == invoice);
  two->invoice = invoice;
  session.remove(one);
  session.commit();
  CHECK(line.state() == sa::object_state::detached);
  CHECK(read("SELECT CAST(order_id AS TEXT) FROM invoices") == "2");
}

TEST_CASE_METHOD(fixture, "a flush that fails leaves new objects as they were") {
  bool fails = true;
  session.on(sa::after_insert, [&fails](const Book&) {
    if (std::exchange(fails, false)) throw std::runtime_error("no");
  });
  auto book = session.add(Book{.author_id = ada->id, .title = "A"});
  CHECK_THROWS_AS(session.flush(), std::runtime_error);
  CHECK(book.state() == sa::object_state::pending);
  CHECK_FALSE(book->author);
  book->author = session.add(Author{.name = "Eve"});
  session.commit();
  CHECK(read("SELECT CAST(author_id AS TEXT) FROM books") == "2");
}

TEST_CASE_METHOD(fixture, "a new object that was rolled back may be given an owner, and keeps its key without one") {
  session.commit();
  const std::int64_t key = ada->id;
  auto one = session.add(Book{.author_id = key}), two = session.add(Book{.author_id = key});
  session.flush();
  CHECK_FALSE(two->author.is_loaded());
  session.rollback();
  CHECK_FALSE(one->author);
  CHECK_FALSE(two->author);
  one->author = session.add(Author{.name = "Eve"});
  session.add(one);
  session.add(two);
  session.commit();
  CHECK(read("SELECT CAST(author_id AS TEXT) FROM books ORDER BY id") == "2|1");
}

TEST_CASE_METHOD(fixture, "a collection of a new object that could not be loaded is not loaded") {
  add_by_key("A");
  session.execute(sa::text<"ALTER TABLE books RENAME TO elsewhere">());
  CHECK_THROWS_AS(session.load(ada, sa::col<&Author::books>), sa::database_error);
  CHECK_FALSE(ada->books.is_loaded());
  session.execute(sa::text<"ALTER TABLE elsewhere RENAME TO books">());
  session.load(ada, sa::col<&Author::books>);
  CHECK(ada->books.size() == 1);
}

struct manual_shelf : shelf_database {
  session_type manual{engine, tables, {.autoflush = false}};
  sa::tracked<Author> ada, eve;
  sa::tracked<Book> book;

  manual_shelf() {
    session.add(Author{.name = "Ada", .books = {Book{.title = "A", .tags = {Tag{.name = "t"}}}}});
    session.add(Author{.name = "Eve"});
    session.commit();
    ada = manual.get(sa::tables<Author>, 1);
    eve = manual.get(sa::tables<Author>, 2);
    book = manual.get(sa::tables<Book>, 1);
    manual.load(book, sa::col<&Book::author>);
  }
};

TEST_CASE_METHOD(manual_shelf, "what has moved and is not flushed is loaded where it is, as a change") {
  book->author = eve;
  manual.load_all(std::vector{ada, eve}, sa::col<&Author::books>);
  CHECK(ada->books.empty());
  REQUIRE(eve->books.size() == 1);
  CHECK(sa::read_in(ada->books).contained(book.get_record()));
  CHECK(sa::read_in(eve->books).before().empty());
  manual.remove(ada);
  manual.commit();
  CHECK(read("SELECT CAST(author_id AS TEXT) FROM books") == "2");
}

TEST_CASE_METHOD(manual_shelf, "so it is where the query joins them, and of new objects") {
  book->author = eve;
  const auto fresh = manual.add(Book{.title = "B", .author = ada});
  manual.query(sa::select<Author>()).options(sa::joined(sa::col<&Author::books>)).all();
  REQUIRE(ada->books.size() == 1);
  CHECK(ada->books[0] == fresh);
  CHECK(eve->books.size() == 1);
}

TEST_CASE_METHOD(manual_shelf, "what came back is where it was, and what was taken out of all is in none") {
  book->author = eve;
  book->author = ada;
  manual.load_all(std::vector{ada, eve}, sa::col<&Author::books>);
  CHECK(ada->books.size() == 1);
  CHECK(eve->books.empty());
  manual.rollback();
  manual.load(book, sa::col<&Book::author>);
  book->author = nullptr;
  manual.load(ada, sa::col<&Author::books>);
  CHECK(ada->books.empty());
}

TEST_CASE_METHOD(manual_shelf, "a listener before the flush finds what has moved where it is") {
  auto moved = session.get(sa::tables<Book>, 1);
  session.load(moved, sa::col<&Book::author>);
  std::string sizes;
  session.on(sa::before_flush, [&sizes](auto& of) {
    const auto all = of.query(sa::select<Author>().order_by(sa::col<&Author::id>))
                         .options(sa::selectin(sa::col<&Author::books>))
                         .all();
    for (const auto& one : all) sizes += std::to_string(one->books.size());
  });
  manual.rollback();
  moved->author = session.get(sa::tables<Author>, 2);
  session.commit();
  CHECK(sizes == "01");
}

TEST_CASE_METHOD(manual_shelf, "of many to many a pair is there, or is not, as either side says") {
  auto other = manual.add(Book{.title = "B"});
  manual.flush();
  auto tag = manual.get(sa::tables<Tag>, "t");
  manual.load(tag, sa::col<&Tag::books>);
  tag->books.remove(book);
  tag->books.append(other);
  manual.expire(other);
  manual.load_all(std::vector{book, other}, sa::col<&Book::tags>);
  CHECK(book->tags.empty());
  CHECK(other->tags.size() == 1);
  manual.commit();
  CHECK(read("SELECT CAST(book_id AS TEXT) || tag FROM book_tags") == "2t");
}

TEST_CASE_METHOD(shop_database, "the one of a relation is the one that says so, and the former is without") {
  session.add(Order{.customer = "a", .invoice = Invoice{.address = "A"}});
  session.add(Order{.customer = "b", .invoice = Invoice{.address = "B"}});
  session.commit();
  session_type manual(engine, tables, {.autoflush = false});
  auto first = manual.get(sa::tables<Invoice>, 1), second = manual.get(sa::tables<Invoice>, 2);
  auto one = manual.get(sa::tables<Order>, 1), two = manual.get(sa::tables<Order>, 2);
  manual.load(first, sa::col<&Invoice::order>);
  first->order = two;
  manual.load_all(std::vector{one, two}, sa::col<&Order::invoice>);
  CHECK_FALSE(one->invoice);
  CHECK(two->invoice.get() == first);
  manual.commit();
  CHECK(read("SELECT CAST(order_id AS TEXT) FROM invoices ORDER BY id") == "2|NULL");
  CHECK(std::as_const(second)->address == "B");
}

TEST_CASE_METHOD(tree_database, "so it is in a tree") {
  using tree::Node;
  session.add(Node{.name = "a", .children = {Node{.name = "b"}}});
  session.add(Node{.name = "c"});
  session.commit();
  session_type manual(engine, tables, {.autoflush = false});
  const auto all = manual.query(sa::select<Node>().order_by(sa::col<&Node::id>)).all();
  auto b = manual.query(sa::select<Node>().where(sa::col<&Node::name> == "b")).one();
  const auto c = manual.query(sa::select<Node>().where(sa::col<&Node::name> == "c")).one();
  manual.load_all(all, sa::col<&Node::parent>);
  b->parent = c;
  manual.load_all(all, sa::col<&Node::children>);
  CHECK(all[0]->children.empty());
  REQUIRE(c->children.size() == 1);
  CHECK(c->children[0] == b);
}

TEST_CASE_METHOD(shop_database, "what criteria have hidden goes along with its owner, loaded or not") {
  for (int line = 0; line != 4; ++line)
    session.add(Order{.customer = "a", .lines = {Line{.number = 1}, Line{.number = 2, .article = "hidden"}}});
  session.commit();
  sa::session limited(engine, tables, sa::criterion(sa::tables<Line>, [](auto line) {
                        return line[sa::col<&Line::article>] != "hidden";
                      }));
  const auto all = limited.query(sa::select<Order>().order_by(sa::col<&Order::id>)).all();
  limited.remove(all[0]);
  limited.load(all[1], sa::col<&Order::lines>);
  CHECK(all[1]->lines.size() == 1);
  limited.remove(all[1]);
  limited.query(sa::select<Order>()).options(sa::joined(sa::col<&Order::lines>)).all();
  limited.remove(all[2]);
  limited.commit();
  CHECK(read("SELECT order_id || ':' || number FROM lines ORDER BY order_id, number") == "4:1|4:2");
  auto last = all[3];
  limited.load(last, sa::col<&Order::lines>);
  take();
  limited.load(last, sa::col<&Order::lines>);
  CHECK(take().empty());
  last->lines.remove(last->lines[0]);
  last->lines.append(Line{.number = 3});
  limited.remove(last);
  limited.commit();
  CHECK(read("SELECT CAST(number AS TEXT) FROM lines").empty());
}

}  // namespace
