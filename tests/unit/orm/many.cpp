// SPDX-License-Identifier: MIT
#include <sqlalloy/orm/many.hpp>
#include <sqlalloy/orm/one.hpp>

#include <catch2/catch.hpp>

#include <iterator>
#include <stdexcept>
#include <string>
#include <support/orm_core.hpp>
#include <support/orm_schemas.hpp>
#include <utility>
#include <vector>

namespace sa = sqlalloy;

namespace {

using shelf::Author;
using shelf::Book;
using shelf::Tag;

static_assert(std::input_iterator<sa::many<Book>::iterator>);

std::string titles(const Author& of) {
  std::string all;
  for (const auto& one : of.books) all += one->title;
  return all;
}

TEST_CASE("a plain struct holds what it is given") {
  Author ada{.name = "Ada", .books = {Book{.title = "A"}, Book{.title = "B"}}};
  CHECK(titles(ada) == "AB");
  auto third = ada.books.append(Book{.title = "C"});
  ada.books.append(third);
  CHECK(ada.books.size() == 3);
  CHECK(ada.books[2] == third);
  CHECK(ada.books.contains(third));
  CHECK(ada.books.remove(ada.books[0]));
  CHECK_FALSE(ada.books.remove(sa::tracked<Book>{}));
  CHECK(titles(ada) == "BC");
  ada.books.clear();
  CHECK(ada.books.empty());
  CHECK(third->title == "C");
  CHECK_THROWS_AS(ada.books[0], std::out_of_range);
  CHECK_THROWS_AS(ada.books.append(sa::tracked<Book>{}), sa::invalid_request_error);
}

TEST_CASE("a plain struct that was given nothing has nothing to read") {
  const Author ada{};
  CHECK_FALSE(ada.books.is_loaded());
  CHECK_THROWS_WITH(ada.books.size(), Catch::Contains("in no session"));
}

TEST_CASE("copies of a struct share the objects, and not the list") {
  const Author ada{.name = "Ada", .books = {Book{.title = "A"}}};
  Author copy = ada;
  CHECK(copy.books[0] == ada.books[0]);
  copy.books.append(Book{.title = "B"});
  CHECK(ada.books.size() == 1);
  const Author moved = std::move(copy);
  CHECK(moved.books.size() == 2);
  std::vector<Author> several(3, moved);
  several.push_back(ada);
  several.front() = several.back();
  CHECK(titles(several.front()) == "A");
}

TEST_CASE("a copy of an object's struct has the objects, and a list of its own") {
  Author copy{};
  sa::many<Book> books{};
  {
    orm_core_owner<Author, Book, Tag> owner;
    auto ada = owner.core->add(Author{.name = "Ada", .books = {Book{.title = "A"}, Book{.title = "B"}}});
    copy = *ada;
    books = std::move(ada->books);  // which stay where they are
    CHECK(copy.books.remove(ada->books[0]));
    CHECK(ada->books.size() == 2);
    ada->books.clear();
  }
  CHECK(titles(copy) == "B");
  CHECK(books.size() == 2);
  CHECK(books[0]->title == "A");
  CHECK_FALSE(books[0]->author);
}

TEST_CASE("a copy of what is not loaded is not loaded, until it is given another list") {
  orm_core_owner<Author, Book, Tag> owner;
  const auto row = owner.core->load(Author{.id = 1, .name = "row"});
  Author copy = *row;
  const Author copied_again = copy;
  CHECK_FALSE(copied_again.books.is_loaded());
  CHECK_THROWS_WITH(copied_again.books.size(), Catch::Contains("session.load(object, sa::col<&Author::books>)"));
  CHECK_THROWS_WITH(copy.books.append(Book{}), Catch::Contains("Author::books is not loaded"));
  CHECK_THROWS_WITH(copy.books.clear(), Catch::Contains("Author::books is not loaded"));
  copy.books = {Book{.title = "A"}};
  CHECK(titles(copy) == "A");
  std::vector<Author> several{*row, copy, copied_again};
  several.erase(several.begin());
  CHECK(titles(several[0]) == "A");
  CHECK_FALSE(several[1].books.is_loaded());
}

TEST_CASE("an object's collection is gone over by handles") {
  orm_core_owner<Author, Book, Tag> owner;
  auto ada = owner.core->add(Author{.name = "Ada", .books = {Book{.title = "A"}, Book{.title = "B"}}});
  CHECK(titles(*std::as_const(ada)) == "AB");
  ada->books[0]->title = "X";
  CHECK(titles(*ada) == "XB");
  auto found = ada->books.begin();
  CHECK((*found++)->title == "X");
  CHECK(++found == ada->books.end());
}

TEST_CASE("a loop may change the collection that it goes over") {
  orm_core_owner<Author, Book, Tag> owner;
  auto ada = owner.core->add(Author{.name = "Ada"}), eve = owner.core->add(Author{.name = "Eve"});
  for (int i = 0; i != 9; ++i) ada->books.append(Book{.title = std::to_string(i)});
  std::string seen;
  for (auto book : ada->books) {
    seen += book->title;
    book->author = eve;
  }
  CHECK(seen == "012345678");
  CHECK(ada->books.empty());
  for (const auto& book : eve->books)
    if (book->title != "1") eve->books.remove(eve->books[eve->books.size() - 1]);
  CHECK(titles(*eve) == "01234");
  for (const auto& book : eve->books) {
    eve->books.clear();
    CHECK(book->title == "0");
  }
  eve->books = {Book{.title = "0"}, Book{.title = "1"}};
  for (const auto& book : eve->books)
    if (eve->books.size() < 5) eve->books.append(Book{.title = book->title + "+"});
  CHECK(titles(*eve) == "010+1+0++");
  CHECK_THROWS_AS(
      [&] {
        for (const auto& book : eve->books) {
          CHECK(book->title == "0");
          eve.get_record()->clear_relations();  // as a commit does
        }
      }(),
      sa::invalid_request_error);
}

TEST_CASE("a loop goes on where it stands when others are taken out before it") {
  orm_core_owner<Author, Book, Tag> owner;
  auto ada = owner.core->add(Author{.name = "Ada"});
  for (int i = 0; i != 5; ++i) ada->books.append(Book{.title = std::to_string(i)});
  std::string seen;
  for (auto book : ada->books) {
    seen += book->title;
    if (seen != "012") continue;
    ada->books.remove(ada->books[0]);
    ada->books.remove(ada->books[0]);
  }
  CHECK(seen == "01234");
}

}  // namespace
