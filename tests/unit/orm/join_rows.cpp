// SPDX-License-Identifier: MIT
#include <sqlalloy/orm/join_rows.hpp>

#include <catch2/catch.hpp>

#include <string>
#include <vector>

#include "support/orm_session.hpp"

namespace sa = sqlalloy;

namespace {

using shelf::Book;
using shelf::Tag;
using texts = std::vector<std::string>;

constexpr const char* rows = "SELECT book_id || tag FROM book_tags ORDER BY book_id, tag";

// One side sees to the rows of both.
static_assert(sa::join_rows<sa::relation_of<&Book::tags>, shelf_database::state>::is_leading());
static_assert(!sa::join_rows<sa::relation_of<&Tag::books>, shelf_database::state>::is_leading());

struct fixture : shelf_database {
  sa::tracked<Book> a = session.add(Book{.title = "A", .tags = {Tag{.name = "t"}, Tag{.name = "u"}}}),
                    b = session.add(Book{.title = "B"});
  sa::tracked<Tag> t = a->tags[0];
  fixture() {
    t->books.append(b);
    session.commit();
    session.load(a, sa::col<&Book::tags>);
    session.load(t, sa::col<&Tag::books>);
    take();
  }
};

TEST_CASE_METHOD(fixture, "a pair is one row, whichever side has said it") {
  session.commit();
  CHECK(read(rows) == "1t|1u|2t");
}

TEST_CASE_METHOD(fixture, "only the difference is written") {
  session.load(b, sa::col<&Book::tags>);
  b->tags.remove(t);
  a->tags.append(Tag{.name = "v"});
  take();
  session.flush();
  CHECK(take() == texts{"INSERT INTO tags (name) VALUES (?)", "DELETE FROM book_tags WHERE book_id = ? AND tag = ?",
                        "INSERT INTO book_tags (book_id, tag) VALUES (?, ?)"});
  CHECK_FALSE(t->books.contains(b));
  session.commit();
  CHECK(read(rows) == "1t|1u|1v");
}

TEST_CASE_METHOD(fixture, "what was taken out and put back is no change") {
  a->tags.remove(t);
  a->tags.append(t);
  take();
  session.flush();
  CHECK(take().empty());
}

TEST_CASE_METHOD(fixture, "the rows of a deleted object go with it, on both sides") {
  session.remove(a);
  session.commit();
  CHECK(read(rows) == "2t");
  session.remove(t);
  session.commit();
  CHECK(read(rows).empty());
  CHECK(read("SELECT title FROM books") == "B");
  CHECK(read("SELECT name FROM tags") == "u");
}

TEST_CASE_METHOD(fixture, "what has left the session gets no row in silence") {
  const auto tag = a->tags.append(Tag{.name = "v"});
  session.expunge(tag);
  CHECK_THROWS_WITH(session.flush(), Catch::Contains("Book::tags holds a Tag that is in no session"));
  a->tags.remove(tag);
  session.commit();
  CHECK(read(rows) == "1t|1u|2t");
  CHECK(read("SELECT name FROM tags ORDER BY name") == "t|u");
}

TEST_CASE_METHOD(fixture, "a row that others have deleted is not deleted again") {
  session.execute(sa::delete_from<shelf::BookTag>());
  a->tags.remove(t);
  CHECK_THROWS_AS(session.flush(), sa::stale_data_error);
  session.rollback();
  CHECK(read(rows) == "1t|1u|2t");
}

using atlas_database = orm_database<atlas::Place, atlas::Mark, atlas::PlaceMark>;

TEST_CASE_METHOD(atlas_database, "of owners with keys of two columns, the rows of no others go") {
  for (int row : {1, 2})
    for (int column : {1, 2})
      session.add(atlas::Place{
          .row = row, .column = column, .marks = {atlas::Mark{.word = std::to_string(10 * row + column)}}});
  session.commit();
  session.remove(session.get(sa::tables<atlas::Place>, 1, 1));
  session.remove(session.get(sa::tables<atlas::Place>, 2, 2));
  session.commit();
  CHECK(read("SELECT word FROM place_marks ORDER BY word") == "12|21");
}

TEST_CASE_METHOD(atlas_database,
                 "where one side of a relation is known, the rows go with an object of the other, too") {
  auto place =
      session.add(atlas::Place{.row = 1, .column = 1, .marks = {atlas::Mark{.word = "a"}, atlas::Mark{.word = "b"}}});
  const auto mark = place->marks[0];
  session.commit();
  session.remove(mark);
  session.commit();
  CHECK(read("SELECT word FROM place_marks") == "b");
  CHECK(read("SELECT word FROM marks") == "b");
}

}  // namespace
