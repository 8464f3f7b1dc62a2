// SPDX-License-Identifier: MIT
#include <sqlalloy/orm/many.hpp>
#include <sqlalloy/orm/one.hpp>
#include <sqlalloy/orm/relations.hpp>

#include <catch2/catch.hpp>

#include <string>
#include <string_view>
#include <support/composite_schemas.hpp>
#include <support/orm_core.hpp>
#include <support/orm_schemas.hpp>
#include <vector>

namespace sa = sqlalloy;

namespace {

using shelf::Author;
using shelf::Book;
using shelf::Tag;

static_assert(sa::has_relations<Author> && sa::has_relations<Book> && !sa::has_relations<shelf::BookTag>);
static_assert(sa::has_relations<depot::Customer> && !sa::has_relations<depot::Parcel>, "a composite is no relation");

using books = sa::relation_of<&Author::books>;
using author = sa::relation_of<&Book::author>;

TEST_CASE("a relation is described once for all of its objects") {
  const sa::relation_info& info = sa::info_of<books>::info;
  CHECK(info.owner == "Author");
  CHECK(info.name == "books");
  CHECK(info.target == "Book");
  CHECK(info.is_collection);
  CHECK(info.cascade.save_update);
  CHECK_FALSE(sa::info_of<author>::info.is_collection);
  CHECK(info.other_side() == &sa::info_of<author>::info);
  CHECK(sa::info_of<author>::info.other_side() == &info);
  CHECK(sa::info_of<sa::relation_of<&tree::Folder::folders>>::info.other_side() == nullptr);
  const auto ada = sa::make_tracked(Author{});
  CHECK(&info.member(*ada.get_record()) == &ada->books);
}

TEST_CASE("each relation of a struct is visited, in order") {
  std::vector<std::string_view> names;
  sa::for_each_relation<Book>([&]<class Relation>(Relation) { names.push_back(Relation::name); });
  CHECK(names == std::vector<std::string_view>{"author", "tags"});
  sa::for_each_relation<shelf::BookTag>([&](auto) { names.clear(); });
  CHECK(names.size() == 2);
}

TEST_CASE("relations of new objects are empty, those of rows are not loaded, and share one mark for that") {
  orm_core_owner<Author, Book, Tag> owner;
  const auto made = owner.core->add(Author{});
  CHECK(made->books.is_loaded());
  CHECK(made->books.empty());
  CHECK(sa::loaded_relation<books>(*made.get_record()) != nullptr);
  const auto one = owner.core->load(Author{.id = 1}), two = owner.core->load(Author{.id = 2});
  CHECK_FALSE(one->books.is_loaded());
  CHECK(one->books.content() == two->books.content());
  CHECK(sa::loaded_relation<books>(*one.get_record()) == nullptr);
}

TEST_CASE("the mark of what is not loaded is never taken for what was given") {
  orm_core_owner<Author, Book, Tag> owner;
  auto ada = owner.core->load(Author{.id = 1});
  CHECK_FALSE(std::as_const(ada)->books.is_loaded());
  ada.get_record()->store->forget(*ada.get_record());
  ada.get_record()->state = sa::object_state::transient;  // as after a rollback
  owner.core->adopt(*ada.get_record());
  CHECK(ada->books.is_loaded());
  CHECK(ada->books.empty());
  CHECK_FALSE(owner.core->load(Author{.id = 2})->books.is_loaded());
}

TEST_CASE("what nobody has set of a new object is not known once there is a row") {
  orm_core_owner<Author, Book, shelf::Tag> owner;
  const auto book = owner.core->add(Book{.author_id = 1}), without = owner.core->add(Book{});
  for (const auto& one : {book, without}) {
    CHECK(one->author.is_loaded());
    one.get_record()->state = sa::object_state::persistent;
    sa::settle_relations_of_new(*one.get_record(), sa::relations_of<Book>);
    one.get_record()->state = sa::object_state::pending;  // as the core knows no rows
  }
  CHECK_FALSE(book->author.is_loaded());
  CHECK(without->author.is_loaded());
  CHECK(book->tags.is_loaded());
  const sa::relation_info& tags = sa::info_of<sa::relation_of<&Book::tags>>::info;
  CHECK(sa::loaded_relation(tags, *book.get_record())->extent() == sa::relation_extent::assumed);
  book.get_record()->note_session();  // it is new again
  CHECK(book->author.is_loaded());
}

}  // namespace
