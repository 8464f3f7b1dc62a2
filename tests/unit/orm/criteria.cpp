// SPDX-License-Identifier: MIT
#include <sqlalloy/dialect/render.hpp>
#include <sqlalloy/dialect/sqlite.hpp>
#include <sqlalloy/orm/criteria.hpp>

#include <catch2/catch.hpp>

#include <string_view>
#include <type_traits>

#include "support/orm_session.hpp"

namespace sa = sqlalloy;

namespace {

using shelf::Author;
using shelf::Book;

constexpr auto with_email =
    sa::criterion(sa::tables<Author>, [](auto author) { return author[sa::col<&Author::email>] != std::nullopt; });
constexpr auto of_one =
    sa::criterion(sa::tables<Book>, [author = 7](auto book) { return book[sa::col<&Book::author_id>] == author; });
constexpr auto titled =
    sa::criterion(sa::tables<Book>, [](auto book) { return book[sa::col<&Book::title>] != sa::lit<"">; });

constexpr sa::criteria<std::remove_const_t<decltype(with_email)>, std::remove_const_t<decltype(of_one)>,
                       std::remove_const_t<decltype(titled)>>
    all{{with_email, of_one, titled}};

template <class Query>
constexpr std::string_view sql(const Query& query) {
  return sa::sql<sa::sqlite::dialect>(sa::guarded(all, query));
}

static_assert(sql(sa::select<Author>()) ==
              "SELECT authors.id, authors.name, authors.email FROM authors WHERE authors.email IS NOT NULL");
static_assert(sql(sa::select(sa::col<&Book::id>).where(sa::col<&Book::id> > 3)) ==
              "SELECT books.id FROM books WHERE books.id > ? AND books.author_id = ? AND books.title <> ''");
static_assert(sql(sa::delete_from<Author>()) == "DELETE FROM authors WHERE authors.email IS NOT NULL");
static_assert(sql(sa::update<Author>().set(sa::col<& Author::name> = "x")) ==
              "UPDATE authors SET name = ? WHERE authors.email IS NOT NULL");
static_assert(sql(sa::select<shelf::Tag>()) == "SELECT tags.name FROM tags");
static_assert(sql(sa::select(sa::count())) == "SELECT count(*)", "without a table there is nothing to say");
static_assert(
    std::is_same_v<decltype(sa::guarded(sa::criteria<>{}, sa::select<Author>())), decltype(sa::select<Author>())>);

// The optional side of a join is looked at where it is joined, so that the row of the other side stays.
constexpr auto writer = sa::alias<Author, "writer">;
static_assert(sql(sa::select(sa::col<&Book::title>)
                      .left_join(writer, writer[sa::col<&Author::id>] == sa::col<&Book::author_id>)) ==
              "SELECT books.title FROM books LEFT JOIN authors AS writer ON writer.id = books.author_id AND "
              "writer.email IS NOT NULL WHERE books.author_id = ? AND books.title <> ''");
static_assert(
    sql(sa::select(sa::col<&Author::id>).right_join(sa::tables<Book>)) ==
    "SELECT authors.id FROM authors RIGHT JOIN books ON books.author_id = authors.id AND authors.email IS NOT "
    "NULL WHERE books.author_id = ? AND books.title <> ''");
static_assert(sql(sa::select(sa::col<&Author::id>).join(sa::tables<Book>)) ==
              "SELECT authors.id FROM authors JOIN books ON books.author_id = authors.id WHERE authors.email IS NOT "
              "NULL AND books.author_id = ? AND books.title <> ''");

constexpr auto both = sa::select(sa::col<&Author::id>).full_join(sa::tables<Book>);
static_assert(!sa::rules::criteria_have_a_place<decltype(both), decltype(all)> &&
              sa::rules::criteria_have_a_place<decltype(both), sa::criteria<>> &&
              sa::rules::criteria_have_a_place<decltype(sa::select<Author>()), decltype(all)>);

static_assert(sa::rules::criterion_is_a_condition<decltype(sa::col<&Book::id> == 1), Book> &&
              !sa::rules::criterion_is_a_condition<decltype(sa::col<&Book::id> == 1), Author> &&
              !sa::rules::criterion_is_a_condition<bool, Author>);

TEST_CASE_METHOD(shelf_database, "criteria limit what a session finds, in every way to find it") {
  session.add(Author{.name = "Ada", .email = "a", .books = {Book{.title = "A"}, Book{.title = "hidden"}}});
  session.add(Author{.name = "Eve", .books = {Book{.title = "E"}}});
  session.commit();
  take();
  constexpr auto by_id = sa::select<Book>().order_by(sa::col<&Book::id>);
  sa::session limited(engine, tables, with_email,
                      sa::criterion(sa::tables<Book>, [without = std::string("hidden")](auto book) {
                        return book[sa::col<&Book::title>] != without;
                      }));

  SECTION("by a query") {
    CHECK(limited.query(sa::select<Author>()).one()->name == "Ada");
    CHECK(limited.query(by_id).all().size() == 2);
    CHECK(limited.execute(sa::select(sa::count()).from(sa::tables<Book>)).scalar() == 2);
  }
  SECTION("by key") {
    CHECK(limited.get(sa::tables<Author>, 1));
    CHECK_FALSE(limited.get(sa::tables<Author>, 2));
  }
  SECTION("by a relation, however it is loaded") {
    const auto ada = limited.get(sa::tables<Author>, 1);
    limited.load(ada, sa::col<&Author::books>);
    CHECK(ada->books.size() == 1);
    limited.expire_all();
    limited.query(sa::select<Author>()).options(sa::selectin(sa::col<&Author::books>)).all();
    CHECK(ada->books.size() == 1);
    limited.expire_all();
    limited.query(sa::select<Author>()).options(sa::joined(sa::col<&Author::books>)).all();
    CHECK(ada->books.size() == 1);
    const auto of_eve = limited.query(by_id).options(sa::selectin(sa::col<&Book::author>)).all().back();
    CHECK_FALSE(of_eve->author);
  }
  SECTION("and what it changes by a statement") {
    limited.execute(sa::update<Author>().set(sa::col<& Author::name> = "changed"));
    limited.commit();
    CHECK(read("SELECT name FROM authors ORDER BY id") == "changed|Eve");
  }
  SECTION("unless a query says otherwise") {
    CHECK(limited.query(sa::select<Author>())
              .options(sa::without_criteria, sa::selectin(sa::col<&Author::books>))
              .all()
              .front()
              ->books.size() == 2);
  }
  SECTION("and not what goes along with what is deleted") {
    limited.remove(limited.get(sa::tables<Author>, 1));
    limited.commit();  // no book is left that refers to her
    CHECK(read("SELECT title FROM books WHERE author_id IS NULL ORDER BY id") == "A|hidden");
  }
}

}  // namespace
