// SPDX-License-Identifier: MIT
#include <sqlalloy/orm/many.hpp>
#include <sqlalloy/orm/one.hpp>
#include <sqlalloy/orm/related_objects.hpp>

#include <catch2/catch.hpp>

#include <support/orm_core.hpp>
#include <support/orm_schemas.hpp>
#include <utility>
#include <vector>

namespace sa = sqlalloy;

namespace {

using shelf::Author;
using shelf::Book;
using shelf::Tag;

struct fixture : orm_core_owner<Author, Book, Tag> {
  sa::tracked<Author> ada = core->add(Author{.name = "Ada"}), eve = core->add(Author{.name = "Eve"});
  sa::tracked<Book> book = core->add(Book{.title = "A"});

  template <class Member>
  static const sa::related_objects& held(Member& member) {
    return sa::read_in(member);
  }
};

TEST_CASE_METHOD(fixture, "both sides are kept in step, whichever is changed") {
  ada->books.append(book);
  CHECK(book->author.get() == ada);
  book->author = eve;
  CHECK(ada->books.empty());
  CHECK(eve->books.size() == 1);
  ada->books.append(book);
  CHECK(eve->books.empty());
  CHECK(book->author->name == "Ada");
  CHECK(ada->books.remove(book));
  CHECK_FALSE(ada->books.remove(book));
  CHECK_FALSE(book->author);
}

TEST_CASE_METHOD(fixture, "an object is in a collection once") {
  ada->books.append(book);
  ada->books.append(book);
  book->author = ada;
  CHECK(ada->books.size() == 1);
  book->tags.append(Tag{.name = "t"});
  auto tag = book->tags[0];
  tag->books.append(book);
  CHECK(tag->books.size() == 1);
  CHECK(book->tags.size() == 1);
}

TEST_CASE_METHOD(fixture, "of many to many both sides change") {
  auto other = core->add(Book{.title = "B"});
  auto tag = core->add(Tag{.name = "t"});
  tag->books.append(book);
  tag->books.append(other);
  CHECK(other->tags.contains(tag));
  tag->books.clear();
  CHECK(book->tags.empty());
  CHECK(other->tags.empty());
}

TEST_CASE_METHOD(fixture, "what was there before is known until it is settled") {
  ada->books.append(book);
  auto& books = const_cast<sa::related_objects&>(held(ada->books));
  CHECK(books.is_changed());
  CHECK(books.before().empty());
  books.settle();
  CHECK_FALSE(books.is_changed());
  ada->books.remove(book);
  CHECK(books.before() == std::vector<sa::record*>{book.get_record()});
  ada->books.append(book);
  CHECK(books.now() == books.before());
}

TEST_CASE_METHOD(fixture, "of what is not loaded, a collection is left and a single object is known") {
  auto row = core->load(Book{.id = 1, .title = "row"});
  auto of = core->load(Author{.id = 1, .name = "row"});
  CHECK_FALSE(of->books.is_loaded());
  CHECK_THROWS_WITH(of->books.size(), Catch::Contains("Author::books is not loaded") &&
                                          Catch::Contains("session.load(object, sa::col<&Author::books>)"));
  CHECK_THROWS_AS(of->books.append(row), sa::invalid_request_error);
  ada->books.append(row);
  CHECK(row->author.get() == ada);  // that was not loaded either
  CHECK_THROWS_AS(core->load(Book{.id = 2})->author = of, sa::invalid_request_error);
}

TEST_CASE_METHOD(fixture, "new objects come along, unless the cascades say otherwise") {
  auto made = ada->books.append(Book{.title = "new", .tags = {Tag{.name = "t"}}});
  CHECK(made.state() == sa::object_state::pending);
  CHECK(made->tags[0].state() == sa::object_state::pending);
  CHECK(core->store<Tag>().pending.size() == 1);
}

TEST_CASE_METHOD(fixture, "what is of another session is refused, and nothing is half done") {
  orm_core_owner<Author, Book, Tag> other;
  const auto foreign = other.core->add(Author{.name = "Zoe"});
  const auto foreign_book = other.core->add(Book{.title = "Z"});
  book->author = ada;
  CHECK_THROWS_WITH(book->author = foreign, Catch::Contains("Book::author is given a Author of another session"));
  CHECK(book->author.get() == ada);
  CHECK(ada->books.size() == 1);
  CHECK_THROWS_AS(ada->books.append(foreign_book), sa::invalid_request_error);
  CHECK(ada->books.size() == 1);

  Author given{.name = "X"};
  given.books.append(foreign_book);
  CHECK_THROWS_AS(*ada = given, sa::invalid_request_error);
  CHECK(ada->books[0] == book);
}

TEST_CASE_METHOD(fixture, "a struct that is assigned says what is in the relation") {
  ada->books.append(book);
  Author given{.name = "Ada L.", .books = {Book{.title = "B"}, Book{.title = "C"}}};
  given.books.append(book);
  *ada = given;
  CHECK(ada->books.size() == 3);
  CHECK(given.books[0]->author.get() == ada);
  *ada = Author{.name = "Ada M."};  // which says nothing of books
  CHECK(ada->name == "Ada M.");
  CHECK(ada->books.size() == 3);
  given.books.clear();
  *ada = given;
  CHECK(ada->books.empty());
  CHECK_FALSE(book->author);
}

TEST_CASE_METHOD(fixture, "of many to one a copy that is assigned refers to the same") {
  book->author = ada;
  auto other = core->add(Book{.title = "B"});
  other->author = book->author;
  CHECK(other->author.get() == ada);
  const auto third = core->add(Book{.title = "C", .author = std::as_const(book)->author});
  CHECK(third->author.get() == ada);
  CHECK(ada->books.size() == 3);
  book->author = eve;
  std::swap(book->author, other->author);
  CHECK(book->author.get() == ada);
  CHECK(other->author.get() == eve);
  const auto& same = book->author;
  book->author = same;
  CHECK(book->author.get() == ada);
}

TEST_CASE_METHOD(fixture, "of one to many a copy that is assigned takes the objects, in their order") {
  ada->books = {Book{.title = "1"}, Book{.title = "2"}};
  eve->books.append(book);
  const auto one = ada->books[0], two = ada->books[1];
  std::swap(ada->books, eve->books);
  CHECK(held(ada->books).now() == std::vector<sa::record*>{book.get_record()});
  CHECK(held(eve->books).now() == std::vector<sa::record*>{one.get_record(), two.get_record()});
  CHECK(one->author.get() == eve);
  CHECK(book->author.get() == ada);
  ada->books = eve->books;
  CHECK(ada->books.size() == 2);
  CHECK(eve->books.empty());
  CHECK_FALSE(book->author);
  CHECK(two->author.get() == ada);
  const auto& same = ada->books;
  ada->books = same;
  std::swap(ada->books, ada->books);
  CHECK(ada->books.size() == 2);
  ada->books = std::move(eve->books);  // which are none
  CHECK(ada->books.empty());
  eve->books.append(two);
  eve->books.append(one);
  const auto max = core->add(Author{.name = "Max", .books = eve->books});
  CHECK(max->books[0] == two);
  CHECK(eve->books.empty());
  CHECK(one->author.get() == max);
}

TEST_CASE_METHOD(fixture, "of many to many a copy that is assigned shares the objects") {
  auto other = core->add(Book{.title = "B", .tags = {Tag{.name = "x"}}});
  book->tags = {Tag{.name = "s"}, Tag{.name = "t"}};
  const auto t = book->tags[1], x = other->tags[0];
  std::swap(book->tags, other->tags);
  CHECK(book->tags.size() == 1);
  CHECK(t->books[0] == other);
  book->tags = other->tags;
  CHECK(held(book->tags).now() == held(other->tags).now());
  CHECK(t->books.size() == 2);
  CHECK(x->books.empty());
}

TEST_CASE("of a tree a copy that is assigned moves the children") {
  using tree::Node;
  orm_core_owner<Node> owner;
  auto root = owner.core->add(Node{.name = "r", .children = {Node{.name = "a", .children = {Node{.name = "b"}}}}});
  auto a = root->children[0], b = a->children[0];
  b->parent = a->parent;
  CHECK(root->children.size() == 2);
  CHECK(a->children.empty());
  b->children = root->children;  // b itself among them
  CHECK(root->children.empty());
  CHECK(b->children.size() == 2);
  CHECK(a->parent.get() == b);
  b->children.clear();
  root->children.append(a);
  a->children.append(b);
  root->children = root->children[0]->children;
  CHECK(root->children.size() == 1);
  CHECK(b->parent.get() == root);
  CHECK_FALSE(a->parent);
}

TEST_CASE_METHOD(fixture, "what is not loaded cannot be assigned, and nothing is done then") {
  const auto row = core->load(Author{.id = 1, .name = "row"});
  auto read = core->load(Book{.id = 1, .title = "row"});
  ada->books.append(book);
  CHECK_THROWS_WITH(ada->books = row->books, Catch::Contains("Author::books is not loaded; say .options(sa::selectin"));
  CHECK_THROWS_AS(ada->books = core->load(Author{.id = 2})->books, sa::invalid_request_error);
  CHECK_THROWS_AS(core->load(Author{.id = 1})->books = ada->books, sa::invalid_request_error);
  CHECK_THROWS_AS(core->load(Author{.id = 2})->books = row->books, sa::invalid_request_error);
  CHECK_THROWS_AS(std::swap(ada->books, core->load(Author{.id = 1})->books), sa::invalid_request_error);
  CHECK_THROWS_WITH(book->author = read->author, Catch::Contains("Book::author is not loaded"));
  CHECK(ada->books.size() == 1);
  CHECK(book->author.get() == ada);
}

TEST_CASE_METHOD(fixture, "a list that is assigned says the order") {
  auto other = core->add(Book{.title = "B"});
  ada->books.append(book);
  ada->books.append(other);
  const_cast<sa::related_objects&>(held(ada->books)).settle();
  sa::many<Book> turned{};
  turned.append(other);
  turned.append(book);
  ada->books = turned;
  CHECK(ada->books[0] == other);
  CHECK_FALSE(held(ada->books).is_changed());
  auto third = core->add(Book{.title = "C"});
  turned.clear();
  for (const auto& one : {third, book}) turned.append(one);
  ada->books = turned;
  CHECK(held(ada->books).now() == std::vector<sa::record*>{third.get_record(), book.get_record()});
  CHECK_FALSE(other->author);
  auto& books = const_cast<sa::related_objects&>(held(ada->books));
  books.set_all({book.get_record(), other.get_record(), book.get_record(), third.get_record()});
  CHECK(books.now() == std::vector<sa::record*>{book.get_record(), other.get_record(), third.get_record()});
}

TEST_CASE_METHOD(fixture, "an object that comes back into the session is new again, with all that it holds") {
  ada->books.append(book);
  const_cast<sa::related_objects&>(held(ada->books)).settle();
  for (auto* one : {static_cast<sa::record*>(ada.get_record()), static_cast<sa::record*>(book.get_record())}) {
    std::erase(one->store->pending, one);
    one->state = sa::object_state::transient;
    one->unpin();
  }
  core->adopt(*ada.get_record());
  CHECK(book.state() == sa::object_state::pending);
  CHECK(held(ada->books).is_changed());
  CHECK(held(ada->books).before().empty());
  CHECK(ada->books.size() == 1);
}

TEST_CASE("a circle of objects in no session is taken apart by hand") {
  sa::tracked<tree::Folder> one = sa::make_tracked(tree::Folder{.name = "a"}),
                            two = sa::make_tracked(tree::Folder{.name = "b"});
  one->folders.append(two);
  two->folders.append(one);
  two->folders.clear();
  CHECK(one->folders.contains(two));
}

}  // namespace
