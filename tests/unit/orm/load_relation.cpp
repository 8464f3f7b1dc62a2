// SPDX-License-Identifier: MIT
#include <sqlalloy/orm/load_relation.hpp>

#include <catch2/catch.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <support/orm_core.hpp>
#include <utility>
#include <vector>

#include "support/orm_session.hpp"

namespace sa = sqlalloy;

namespace crew {

struct Ship {
  std::int64_t id{};

  using table = sa::table<"ships", sa::primary_key<&Ship::id>>;
};
struct Sailor {
  std::int64_t id{};
  std::string kind{};
  std::optional<std::int64_t> ship_id{};
  sa::one<Ship> ship{};

  using table = sa::table<"sailors", sa::primary_key<&Sailor::id>, sa::polymorphic_on<&Sailor::kind>,
                          sa::polymorphic_identity<"sailor">, sa::references<&Sailor::ship_id, Ship>>;
};
struct Pilot {
  Sailor sailor{};
  int hours{};

  using table = sa::table<"pilots", sa::inherits<&Pilot::sailor>, sa::polymorphic_identity<"pilot">>;
};

}  // namespace crew

namespace gallery {

using bytes = std::vector<std::byte>;
struct Picture;
struct Painter {
  bytes id{};
  std::string name{};
  sa::many<Picture> pictures{};

  using table = sa::table<"painters", sa::primary_key<&Painter::id>>;
};
struct Picture {
  bytes id{};
  std::optional<bytes> painter_id{};
  sa::one<Painter> painter{};

  using table = sa::table<"pictures", sa::primary_key<&Picture::id>, sa::references<&Picture::painter_id, Painter>>;
};

}  // namespace gallery

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

TEST_CASE_METHOD(fixture, "owners that have expired are read again by one statement") {
  session.commit();
  session.load_all(authors, sa::col<&Author::books>);
  CHECK(take().size() == 2);
  CHECK(titles(authors[0]) == "AB");
  std::vector<sa::tracked<Book>> books{authors[0]->books[0], authors[0]->books[1], authors[1]->books[0]};
  session.commit();
  session.load_all(books, sa::col<&Book::tags>);
  CHECK(take().size() == 2);
  session.commit();
  session.load_all(books, sa::col<&Book::author>);  // these have expired, too
  CHECK(take().size() == 2);
  CHECK(books[2]->author.get() == authors[1]);
  session.commit();
  run("DELETE FROM book_tags");
  run("DELETE FROM books");
  CHECK_THROWS_AS(session.load_all(books, sa::col<&Book::author>), sa::object_deleted_error);
}

using crew_database = orm_database<crew::Ship, crew::Sailor, crew::Pilot>;

TEST_CASE_METHOD(crew_database, "owners of structs that inherit the one with the relation are read again together") {
  run("INSERT INTO ships (id) VALUES (7)");
  run("INSERT INTO sailors (id, kind, ship_id) VALUES (1, 'sailor', NULL), (2, 'pilot', 7)");
  run("INSERT INTO pilots (id, hours) VALUES (2, 30)");
  const auto all = session.query(sa::select<crew::Sailor>().order_by(sa::col<&crew::Sailor::id>)).all();
  session.commit();
  take();
  session.load_all(all, sa::col<&crew::Sailor::ship>);
  CHECK(take().size() == 2);
  REQUIRE(all.size() == 2);
  CHECK_FALSE(all[0]->ship);
  CHECK(all[1]->ship->id == 7);
  CHECK(take().empty());
  CHECK(all[1].as(sa::tables<crew::Pilot>)->hours == 30);
}

TEST_CASE_METHOD(fixture, "a relation that could not be loaded is not loaded, and is loaded the next time") {
  const auto book = session.query(sa::select<Book>().where(sa::col<&Book::title> == "A")).one();
  session.execute(sa::text<"ALTER TABLE books RENAME TO elsewhere">());
  CHECK_THROWS_AS(session.load_all(authors, sa::col<&Author::books>), sa::database_error);
  CHECK_FALSE(std::as_const(authors[0])->books.is_loaded());
  session.execute(sa::text<"ALTER TABLE elsewhere RENAME TO books">());
  session.load_all(authors, sa::col<&Author::books>);
  CHECK(titles(authors[0]) == "AB");
  session.execute(sa::text<"ALTER TABLE tags RENAME TO elsewhere">());
  CHECK_THROWS_AS(session.load(book, sa::col<&Book::tags>), sa::database_error);
  CHECK_FALSE(book->tags.is_loaded());
  session.execute(sa::text<"ALTER TABLE elsewhere RENAME TO tags">());
  session.load(book, sa::col<&Book::tags>);
  CHECK(book->tags.size() == 1);
}

TEST_CASE_METHOD(fixture, "what a row refers to and could not be loaded is not none") {
  authors.clear();
  const auto book = session.query(sa::select<Book>().where(sa::col<&Book::title> == "A")).one();
  session.execute(sa::text<"ALTER TABLE authors RENAME TO elsewhere">());
  CHECK_THROWS_AS(session.load(book, sa::col<&Book::author>), sa::database_error);
  CHECK_FALSE(book->author.is_loaded());
  session.execute(sa::text<"ALTER TABLE elsewhere RENAME TO authors">());
  session.load(book, sa::col<&Book::author>);
  CHECK(book->author->name == "Ada");
}

TEST_CASE_METHOD(shop_database, "what goes along with a deleted object is found by the flush that is repeated") {
  session.add(shop::Order{.customer = "a", .lines = {shop::Line{.number = 1}}});
  session.commit();
  session_type quiet(engine, tables, {.autoflush = false});
  quiet.remove(quiet.get(sa::tables<shop::Order>, 1));
  quiet.execute(sa::text<"ALTER TABLE lines RENAME TO elsewhere">());
  CHECK_THROWS_AS(quiet.flush(), sa::database_error);
  quiet.execute(sa::text<"ALTER TABLE elsewhere RENAME TO lines">());
  quiet.commit();
  CHECK(read("SELECT CAST(count(*) AS TEXT) FROM lines") == "0");
}

TEST_CASE_METHOD(fixture, "what is loaded anew has new columns, and what it held is held no more") {
  session.load_all(authors, sa::col<&Author::books>);
  auto book = authors[0]->books[0];
  session.load(book, sa::col<&Book::tags>);
  const auto anew = [this](auto query, auto... options) {
    return session.query(query).populate_existing().options(options...).all();
  };
  const auto change = [this](auto text) { session.execute(text); };  // of which objects notice nothing
  change(sa::text<"UPDATE books SET title = 'A2' WHERE id = 1">());
  anew(sa::select<Author>(), sa::selectin(sa::col<&Author::books>));
  CHECK(std::as_const(book)->title == "A2");
  CHECK_FALSE(std::as_const(book)->tags.is_loaded());
  CHECK(std::as_const(book)->author.get() == authors[0]);
  change(sa::text<"UPDATE authors SET name = 'Bea' WHERE id = 1">());
  anew(sa::select<Book>(), sa::selectin(sa::col<&Book::author>));
  CHECK(std::as_const(authors[0])->name == "Bea");
  CHECK_FALSE(std::as_const(authors[0])->books.is_loaded());
  const auto tag = session.get(sa::tables<Tag>, "t");
  session.load(tag, sa::col<&Tag::books>);
  change(sa::text<"UPDATE books SET title = 'A3' WHERE id = 1">());
  anew(sa::select<Tag>(), sa::selectin(sa::col<&Tag::books>));
  CHECK(std::as_const(book)->title == "A3");
  change(sa::text<"UPDATE books SET author_id = 2 WHERE id = 1">());
  anew(sa::select<Book>());
  CHECK(std::as_const(book)->author_id == 2);
  CHECK_FALSE(std::as_const(book)->author.is_loaded());
}

TEST_CASE_METHOD(fixture, "what one query loads anew along a circle is loaded at its end") {
  for (int again = 0; again != 2; ++again) {
    const auto all =
        session.query(sa::select<Author>().order_by(sa::col<&Author::id>))
            .populate_existing()
            .options(sa::selectin(sa::col<&Author::books>,
                                  sa::selectin(sa::col<&Book::author>, sa::selectin(sa::col<&Author::books>)),
                                  sa::selectin(sa::col<&Book::tags>, sa::selectin(sa::col<&Tag::books>))))
            .all();
    CHECK(titles(all[0]) == "AB");
    CHECK(all[0]->books[1]->author.get() == all[0]);
    CHECK(all[0]->books[0]->tags[0]->books[0] == all[0]->books[0]);
    const auto books = session.query(sa::select<Book>().order_by(sa::col<&Book::id>))
                           .populate_existing()
                           .options(sa::joined(sa::col<&Book::author>, sa::selectin(sa::col<&Author::books>)))
                           .all();
    CHECK(books[1]->author.get() == all[0]);
    CHECK(titles(all[0]) == "AB");
    CHECK(titles(all[2]).empty());
    authors.clear();  // so that they are kept by what refers to them
  }
}

TEST_CASE_METHOD(fixture, "objects that refer to each other alone may be read anew") {
  const auto query = sa::select<Author>().order_by(sa::col<&Author::id>);
  session.query(query).options(sa::selectin(sa::col<&Author::books>)).all();
  authors.clear();
  const auto all = session.query(query).populate_existing().all();
  REQUIRE(all.size() == 3);
  CHECK(all[0]->name == "Ada");
  CHECK_FALSE(all[0]->books.is_loaded());
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

TEST_CASE_METHOD((orm_database<gallery::Painter, gallery::Picture>), "a key may be bytes") {
  using gallery::bytes, gallery::Painter, gallery::Picture;
  constexpr auto pictures = sa::col<&Painter::pictures>;
  constexpr auto painter = sa::col<&Picture::painter>;
  const bytes empty{}, nul{std::byte{0}}, high{std::byte{0xFF}, std::byte{0}};
  session.add(Painter{.id = empty, .name = "a", .pictures = {Picture{.id = empty}, Picture{.id = nul}}});
  session.add(Painter{.id = nul, .name = "b", .pictures = {Picture{.id = high}}});
  session.add(Painter{.id = high, .name = "c"});
  session.commit();

  const auto found = [&](const auto& painters) {
    std::string all;
    for (const auto& one : painters) {
      all += one->name;
      for (const auto& each : std::as_const(one)->pictures) {
        CHECK(each->painter_id == one->id);
        all += std::to_string(each->id.size());
      }
      all += ' ';
    }
    return all;
  };
  {
    session_type other(engine, tables);
    CHECK(found(other.query(sa::select<Painter>().order_by(sa::col<&Painter::name>))
                    .options(sa::selectin(pictures))
                    .all()) == "a01 b2 c ");
  }
  {
    session_type other(engine, tables);
    const std::vector painters{other.get(sa::tables<Painter>, high), other.get(sa::tables<Painter>, empty)};
    other.load_all(painters, pictures);
    CHECK(found(painters) == "c a01 ");
    const auto picture = other.get(sa::tables<Picture>, high);
    other.load(picture, painter);
    CHECK(picture->painter->name == "b");
  }
  session_type other(engine, tables);
  other.remove(other.get(sa::tables<Painter>, empty));
  other.commit();
  CHECK(read("SELECT quote(id) || ' ' || quote(painter_id) FROM pictures ORDER BY id") ==
        "X'' NULL|X'00' NULL|X'FF00' X'00'");
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
