// SPDX-License-Identifier: MIT
#include <sqlalloy/orm/load_relation.hpp>

#include <catch2/catch.hpp>

#include <string>
#include <support/orm_core.hpp>
#include <utility>
#include <vector>

#include "support/orm_session.hpp"

namespace sa = sqlalloy;

namespace {

using shelf::Author;
using shelf::Book;
using shelf::Tag;
using texts = std::vector<std::string>;

struct fixture : shelf_database {
  std::vector<sa::tracked<Author>> authors;

  fixture() {
    session.add(Author{.name = "Ada", .books = {Book{.title = "A", .tags = {Tag{.name = "t"}}}, Book{.title = "B"}}});
    session.add(Author{.name = "Eve", .books = {Book{.title = "C"}}});
    session.add(Author{.name = "Zoe"});
    auto nobodys = session.add(Book{.title = "D"});
    nobodys->tags.append(Tag{.name = "u"});
    session.commit();
    authors = session.query(sa::select<Author>().order_by(sa::col<&Author::id>)).all();
    take();
  }
  static std::string titles(const sa::tracked<Author>& of) {
    std::string all;
    for (const auto& one : of->books) all += one->title;
    return all;
  }
};

TEST_CASE_METHOD(fixture, "a collection is loaded by one statement for all that have it") {
  session.load_all(authors, sa::col<&Author::books>);
  CHECK(take().size() == 1);
  CHECK(titles(authors[0]) == "AB");
  CHECK(titles(authors[1]) == "C");
  CHECK(titles(authors[2]).empty());
  session.load_all(authors, sa::col<&Author::books>);
  CHECK(take().empty());
}

TEST_CASE_METHOD(fixture, "the other side is known by that, and what is many to many is not") {
  session.load_all(authors, sa::col<&Author::books>);
  const auto book = authors[0]->books[0];
  take();
  CHECK(book->author.get() == authors[0]);
  session.load(book, sa::col<&Book::author>);
  CHECK(take().empty());
  CHECK_FALSE(book->tags.is_loaded());
}

TEST_CASE_METHOD(fixture, "what the session has already is not asked for") {
  const auto books = session.query(sa::select<Book>().order_by(sa::col<&Book::id>)).all();
  take();
  session.load_all(books, sa::col<&Book::author>);
  CHECK(take().empty());
  CHECK(books[1]->author.get() == authors[0]);
  CHECK_FALSE(books[3]->author);
  CHECK_FALSE(authors[0]->books.is_loaded());
}

TEST_CASE_METHOD(fixture, "each object that is referred to is asked for once") {
  authors.clear();
  const auto books = session.query(sa::select<Book>().order_by(sa::col<&Book::id>)).all();
  take();
  session.load_all(books, sa::col<&Book::author>);
  CHECK(take().size() == 1);
  CHECK(books[0]->author.get() == books[1]->author.get());
  CHECK(books[2]->author->name == "Eve");
}

TEST_CASE_METHOD(fixture, "many to many is loaded through the table between, from either side") {
  const auto books = session.query(sa::select<Book>().order_by(sa::col<&Book::id>)).all();
  take();
  session.load_all(books, sa::col<&Book::tags>);
  CHECK(take().size() == 1);
  REQUIRE(books[0]->tags.size() == 1);
  CHECK(books[0]->tags[0]->name == "t");
  CHECK(books[1]->tags.empty());
  const auto tag = session.get(sa::tables<Tag>, "u");
  session.load(tag, sa::col<&Tag::books>);
  CHECK(tag->books[0] == books[3]);
}

TEST_CASE_METHOD(fixture, "what has changed and was not flushed is loaded as it is in memory") {
  session.load(authors[0], sa::col<&Author::books>);
  auto book = authors[0]->books[0];
  book->title = "A2";
  session.load(authors[1], sa::col<&Author::books>);  // flushes
  CHECK(std::as_const(book)->title == "A2");
  authors[0]->books.remove(book);
  session.load(authors[0], sa::col<&Author::books>);
  CHECK(titles(authors[0]) == "B");
}

TEST_CASE_METHOD(fixture, "of a new object there is nothing to load") {
  const auto fresh = session.add(Author{.name = "new"});
  session.load(fresh, sa::col<&Author::books>);
  CHECK(fresh->books.empty());
}

TEST_CASE_METHOD(tree_database, "a collection comes in its order") {
  auto root = session.add(tree::Folder{
      .name = "root", .folders = {tree::Folder{.name = "a"}, tree::Folder{.name = "c"}, tree::Folder{.name = "b"}}});
  session.commit();
  session.load(root, sa::col<&tree::Folder::folders>);
  std::string names;
  for (const auto& one : std::as_const(root)->folders) names += one->name;
  CHECK(names == "cba");
}

TEST_CASE_METHOD(shop_database, "what is one to one is loaded from either side") {
  session.add(shop::Order{.customer = "a", .invoice = shop::Invoice{.address = "A"}});
  const auto without = session.add(shop::Order{.customer = "b"});
  session.commit();
  const auto order = session.get(sa::tables<shop::Order>, 1);
  session.load_all(std::vector{order, without}, sa::col<&shop::Order::invoice>);
  REQUIRE(order->invoice);
  CHECK(order->invoice->order.get() == order);
  CHECK_FALSE(without->invoice);
}

TEST_CASE("objects are found by the values of their columns, each value once") {
  sa::objects_by<Book, sa::columns<&Book::author_id>> index;
  std::vector<sa::tracked<Book>> books;
  for (std::int64_t i = 0; i != 50; ++i) {
    books.push_back(sa::make_tracked(Book{.id = i, .author_id = i % 7}));
    index.add(*books.back().get_record());
  }
  index.sort();
  std::vector<std::int64_t> keys;
  index.each_key([&](const auto& key) { keys.push_back(sa::meta::get<0>(key)); });
  std::sort(keys.begin(), keys.end());
  CHECK(keys == std::vector<std::int64_t>{0, 1, 2, 3, 4, 5, 6});
  int found = 0;
  index.each({{3}}, [&](const sa::object_record<Book>& one) { found += one.object.author_id == 3; });
  CHECK(found == 7);
  index.each({{7}}, [&](const auto&) { ++found; });
  CHECK(found == 7);
}

}  // namespace
