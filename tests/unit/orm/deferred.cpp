// SPDX-License-Identifier: MIT
#include <sqlalloy/orm/deferred.hpp>

#include <catch2/catch.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "support/orm_session.hpp"

namespace sa = sqlalloy;

namespace {

struct Shelf;

/// The text is long, and the remark may be NULL.
struct Essay {
  int id{};
  std::string title{};
  sa::deferred<std::string> text{};
  std::optional<sa::deferred<std::string>> remark{};
  std::optional<int> shelf_id{};
  sa::one<Shelf> shelf{};

  using table = sa::table<"essays", sa::primary_key<&Essay::id>, sa::references<&Essay::shelf_id, Shelf>>;
};
struct Shelf {
  int id{};
  sa::many<Essay> essays{};

  using table = sa::table<"shelves", sa::primary_key<&Shelf::id>>;
};

constexpr auto text = sa::col<&Essay::text>;
constexpr auto remark = sa::col<&Essay::remark>;

static_assert(std::is_same_v<decltype(text)::value_type, std::string>, "in an expression it is a column as any other");
static_assert(std::is_same_v<decltype(remark)::value_type, std::optional<std::string>>);
static_assert(sa::has_deferred<Essay> && !sa::has_deferred<Shelf>);

using texts = std::vector<std::string>;

struct fixture : orm_database<Essay, Shelf> {
  fixture() {
    run("INSERT INTO shelves (id) VALUES (1)");
    run("INSERT INTO essays (title, text, remark, shelf_id) VALUES ('A', 'long', 'r', 1), ('B', 'longer', NULL, 1)");
  }
  auto essays() { return session.query(sa::select<Essay>().order_by(sa::col<&Essay::id>)); }
};

TEST_CASE("what is deferred is a value, until it was left out") {
  sa::deferred<std::string> value = "a";
  CHECK(value.is_loaded());
  CHECK(*value == "a");
  CHECK(value->size() == 1);
  CHECK(value == sa::deferred<std::string>(std::string_view("a").data()));
  value.leave_out();
  CHECK_FALSE(value.is_loaded());
  CHECK_FALSE(value == sa::deferred<std::string>());
  CHECK_THROWS_WITH(value.get(), Catch::Contains("sa::deferred was not loaded; say sa::undefer(column)"));
  value = std::string("b");
  CHECK(value.get() == "b");
}

TEST_CASE_METHOD(fixture, "queries of a session leave it out, and the rest can be read") {
  take();
  const auto all = essays().all();
  CHECK(take() == texts{"SELECT essays.id, essays.title, essays.shelf_id FROM essays ORDER BY essays.id"});
  REQUIRE(all.size() == 2);
  CHECK(all[0]->title == "A");
  CHECK_FALSE(all[0]->text.is_loaded());
  CHECK_THROWS_WITH(*all[0]->text, Catch::Contains("was not loaded"));
  REQUIRE(all[1]->remark);
  CHECK_FALSE(all[1]->remark->is_loaded());
}

TEST_CASE_METHOD(fixture, "it is loaded by an option, by hand, by get() and by refresh()") {
  const auto all = essays().all();
  take();
  CHECK(essays().options(sa::undefer(text, remark)).all() == all);
  CHECK(take().size() == 1);
  CHECK(*all[0]->text == "long");
  CHECK(**all[0]->remark == "r");
  CHECK_FALSE(all[1]->remark);

  session.rollback();
  const auto again = essays().all();
  CHECK_FALSE(again[0]->text.is_loaded());
  take();
  session.load_all(again, text);
  CHECK(take().size() == 1);
  CHECK(*again[1]->text == "longer");
  CHECK_FALSE(again[1]->remark->is_loaded());
  session.load_all(again, text);
  CHECK(take().empty());
  session.refresh(again[0]);
  CHECK(**again[0]->remark == "r");

  session.rollback();
  CHECK(*session.get(sa::tables<Essay>, 2)->text == "longer");
}

TEST_CASE_METHOD(fixture, "of a detached object it cannot be loaded any more") {
  auto all = essays().all();
  session.expunge(all[0]);
  CHECK_THROWS_AS(all[0]->text.get(), sa::detached_instance_error);
  CHECK_THROWS_WITH(all[0]->text.get(),
                    "sqlalloy: a column that is sa::deferred was not loaded before its object left the session; say "
                    "sa::undefer(column) with the query, or merge() the object into a session");
  CHECK_THROWS_AS(all[0]->remark->get(), sa::detached_instance_error);
  CHECK_THROWS_AS(session.load(all[0], text), sa::detached_instance_error);
  all[0]->title = "AA";
  session.add(all[0]);
  CHECK_THROWS_WITH(all[0]->text.get(), Catch::Contains("session.load(object, column)"));
  take();
  session.flush();
  CHECK(take() == texts{"UPDATE essays SET title = ? WHERE id = ?"});
  session.load(all[0], text);
  CHECK(*all[0]->text == "long");
  session.close();
  CHECK(*all[0]->text == "long");
  CHECK_THROWS_AS(all[1]->text.get(), sa::detached_instance_error);
}

TEST_CASE_METHOD(fixture, "nested in the loading of a relation") {
  const auto shelf =
      session.query(sa::select<Shelf>()).options(sa::selectin(sa::col<&Shelf::essays>, sa::undefer(remark))).one();
  REQUIRE(shelf->essays.size() == 2);
  CHECK(**shelf->essays[0]->remark == "r");
  CHECK_FALSE(shelf->essays[0]->text.is_loaded());
}

TEST_CASE_METHOD(fixture, "only what is changed is written, also where it was left out") {
  auto all = essays().all();
  take();
  all[0]->title = "AA";
  session.flush();
  CHECK(take() == texts{"UPDATE essays SET title = ? WHERE id = ?"});
  all[0]->text = "new";
  all[1]->remark = std::nullopt;
  session.flush();
  CHECK(take().size() == 2);
  all[0]->text = "newer";
  session.load(all[0], text);  // what is there stays
  CHECK(*all[0]->text == "newer");
  session.commit();
  CHECK(read("SELECT title || ':' || text || ':' || coalesce(remark, 'NULL') FROM essays ORDER BY id") ==
        "AA:newer:r|B:longer:NULL");
}

TEST_CASE_METHOD(fixture, "a change that was not flushed is not read over") {
  auto quiet = sa::session(engine, tables, {.autoflush = false});
  auto essay = quiet.query(sa::select<Essay>().where(sa::col<&Essay::id> == 1)).one();
  essay->text = "mine";
  const auto query = sa::select<Essay>().where(sa::col<&Essay::id> == 1);
  CHECK(quiet.query(query).options(sa::undefer(text)).one() == essay);
  CHECK(*essay->text == "mine");
  CHECK(quiet.query(query).options(sa::undefer(text)).populate_existing().one() == essay);
  CHECK(*essay->text == "long");
}

TEST_CASE_METHOD(fixture, "merge takes what the struct has, and leaves what it leaves out") {
  Essay given;
  {
    auto other = sa::session(engine, tables);
    const auto theirs = other.query(sa::select<Essay>().where(sa::col<&Essay::id> == 1)).one();
    given = *theirs;
  }
  given.title = "merged";
  auto merged = session.merge(std::move(given));
  session.commit();
  CHECK(read("SELECT title || ':' || text FROM essays WHERE id = 1") == "merged:long");
}

TEST_CASE_METHOD(fixture, "Core reads it, and knows it by its value") {
  auto db = engine.begin();
  const Essay row = db.execute(sa::select<Essay>().where(sa::contains(text, "longer"))).one();
  CHECK(*row.text == "longer");
  CHECK_FALSE(row.remark);
  for (const auto& one : db.execute(sa::select(text, remark).order_by(text))) CHECK(one[text].starts_with("long"));
  db.execute(sa::insert(Essay{.title = "C", .text = "core", .remark = "x"}));
  db.execute(sa::update<Essay>().set(remark = "y", text = "z").where(text == "core"));
  CHECK(db.execute(sa::select(sa::count()).from(sa::tables<Essay>).where(remark == "y", text == "z")).scalar() == 1);
}

}  // namespace
