// SPDX-License-Identifier: MIT
#include <sqlalloy/orm/row_references.hpp>
#include <sqlalloy/orm/unit_of_work.hpp>

#include <catch2/catch.hpp>

#include <optional>
#include <string>
#include <vector>

#include "support/orm_session.hpp"

namespace sa = sqlalloy;

namespace {

using shelf::Author;
using shelf::Book;

// The foreign keys of objects, of a session without its handle on it. That rows are right is tested in
// unit_of_work.cpp.
struct fixture : shelf_database {
  state& objects = *new state(engine, {});
  sa::flush_part parts[2]{part<Author>(), part<Book>()};
  sa::row_references references{objects, sa::flush_parts(parts)};
  sa::tracked<Author> ada = stored(Author{.id = 1, .name = "Ada"}), grace = stored(Author{.id = 2, .name = "Grace"});
  sa::tracked<Book> book = stored(Book{.id = 3, .author_id = 1, .title = "Notes"});

  fixture() {
    run("INSERT INTO authors (id, name) VALUES (1, 'Ada'), (2, 'Grace')");
    run("INSERT INTO books (id, author_id, title) VALUES (3, 1, 'Notes')");
    sa::load_relation<sa::relation_of<&Book::author>>(objects, {book.get_record()}, false);
  }
  ~fixture() { objects.close(); }

  template <class T>
  sa::flush_part part() {
    return {objects.store<T>(), sa::functions_of_entity<T>::all, sa::functions_of_table<state, T>::all};
  }
  template <class T>
  sa::tracked<T> stored(T row) {
    auto& store = objects.store<T>();
    store.spare().object = std::move(row);
    return sa::tracked<T>(&store.keep_read(false));
  }
};

TEST_CASE_METHOD(fixture, "a foreign key says what its relation says") {
  SECTION("of a row that is there") {
    book->author = grace;
    CHECK(references.mark_waiting());
    references.refer_changed();
    CHECK(book->author_id == 2);
  }
  SECTION("or of none") {
    book->author = nullptr;
    references.refer_changed();
    CHECK_FALSE(book->author_id.has_value());
  }
}

TEST_CASE_METHOD(fixture, "what refers to a new row waits for it") {
  auto fresh = sa::make_tracked(Author{.name = "new"});
  objects.adopt(*fresh.get_record());
  SECTION("by its own relation") { book->author = fresh; }
  SECTION("or by that of the new one") { fresh->books.append(book); }
  CHECK_FALSE(references.mark_waiting());
  CHECK(references.may_wait());
  references.refer_changed();
  CHECK(book->author_id == 1);
  fresh.get_record()->state = sa::object_state::persistent;  // its row is there
  CHECK(references.mark_waiting());
  CHECK_FALSE(references.may_wait());
  CHECK_FALSE(book.get_record()->waits);
}

struct Worker {
  int id{};
  std::string name{};
  std::optional<std::string> boss_name{};
  sa::one<Worker> boss{};

  using table = sa::table<"workers", sa::primary_key<&Worker::id>, sa::unique<&Worker::name>,
                          sa::foreign_key<sa::columns<&Worker::boss_name>, sa::columns<&Worker::name>>>;
};

TEST_CASE_METHOD(orm_database<Worker>, "what is read for its key joins those that are gone through") {
  std::vector<sa::tracked<Worker>> bosses, workers;
  for (int i = 0; i != 20; ++i) bosses.push_back(session.add(Worker{.name = "boss " + std::to_string(i)}));
  for (int i = 0; i != 20; ++i) workers.push_back(session.add(Worker{.name = "worker " + std::to_string(i)}));
  session.commit();
  session.load_all(workers, sa::col<&Worker::boss>);
  for (auto& one : bosses) (void)one->name;  // each may be changed, until the transaction ends
  for (auto& one : bosses) session.expire(one);
  for (int i = 0; i != 20; ++i) workers[i]->boss = bosses[i];
  session.commit();
  CHECK(read("SELECT count(*) || '' FROM workers WHERE boss_name = replace(name, 'worker', 'boss')") == "20");
}

}  // namespace
