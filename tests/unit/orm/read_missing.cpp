// SPDX-License-Identifier: MIT
#include <sqlalloy/orm/read_missing.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "support/orm_session.hpp"

namespace sa = sqlalloy;

namespace {

struct Team {
  int id{};
  std::string name{};

  using table = sa::table<"teams", sa::primary_key<&Team::id>>;
};
struct Person {
  int id{};
  std::string kind{};
  std::string name{};

  using table = sa::table<"people", sa::primary_key<&Person::id>, sa::polymorphic_on<&Person::kind>,
                          sa::polymorphic_identity<"person">>;
};
struct Engineer {
  Person person{};
  std::optional<int> team_id{};
  std::optional<int> mentor_id{};
  sa::one<Team> team{};
  sa::one<Engineer> mentor{};

  using table = sa::table<"engineers", sa::inherits<&Engineer::person>, sa::polymorphic_identity<"engineer">,
                          sa::references<&Engineer::team_id, Team>, sa::references<&Engineer::mentor_id, Engineer>>;
};

// A row that refers to its own table, without a relation that is loaded to delete it.
struct Step {
  int id{};
  std::optional<int> after_id{};

  using table = sa::table<"steps", sa::primary_key<&Step::id>, sa::references<&Step::after_id, Step>>;
};

// Two tables that refer to each other.
struct Right;
struct Left {
  int id{};
  std::optional<int> right_id{};

  using table = sa::table<"lefts", sa::primary_key<&Left::id>, sa::references<&Left::right_id, Right>>;
};
struct Right {
  int id{};
  std::optional<int> left_id{};

  using table = sa::table<"rights", sa::primary_key<&Right::id>, sa::references<&Right::left_id, Left>>;
};

struct engineers : orm_database<Team, Person, Engineer> {
  engineers() {
    auto ada = session.add(Engineer{.person = {.name = "Ada"}, .team = Team{.name = "t"}});
    session.add(Engineer{.person = {.name = "Eve"}, .team = Team{.name = "u"}, .mentor = ada});
    session.commit();
    take();
  }
  auto people() { return session.query(sa::select<Person>().order_by(sa::col<&Person::id>)); }
};

TEST_CASE_METHOD(engineers, "foreign keys that were not loaded are read for all before what they refer to") {
  const auto all = people().options(sa::selectin(sa::col<&Engineer::team>)).all();
  CHECK(take().size() == 3);
  const auto ada = all[0].as(sa::tables<Engineer>), eve = all[1].as(sa::tables<Engineer>);
  CHECK(ada->team->name == "t");
  CHECK(eve->team->name == "u");
  session.load(eve, sa::col<&Engineer::mentor>);
  CHECK(eve->mentor.get() == ada);
  CHECK(take().empty());
}

TEST_CASE_METHOD(engineers, "the same by load(), and one whose row is gone is told") {
  const auto all = people().all();
  const auto eve = all[1].as(sa::tables<Engineer>);
  take();
  session.load(eve, sa::col<&Engineer::team>);
  CHECK(take().size() == 2);
  CHECK(eve->team->name == "u");
  const auto ada = all[0].as(sa::tables<Engineer>);
  session.execute(sa::text<"UPDATE engineers SET mentor_id = NULL">());
  session.execute(sa::text<"DELETE FROM engineers WHERE id = 1">());
  CHECK_THROWS_AS(session.load(ada, sa::col<&Engineer::team>), sa::object_deleted_error);
}

TEST_CASE_METHOD(engineers, "rows whose foreign keys were not loaded are deleted in their order") {
  const auto all = people().all();
  take();
  session.remove(all[0]);
  session.remove(all[1]);
  session.commit();
  CHECK(read("SELECT name FROM people").empty());
}

struct steps : orm_database<Step> {};

TEST_CASE_METHOD(steps, "rows that have expired are deleted in the order that the database has by then") {
  run("INSERT INTO steps (id, after_id) VALUES (1, NULL), (2, 1)");
  const auto all = session.query(sa::select<Step>().order_by(sa::col<&Step::id>)).all();
  session.execute(sa::text<"UPDATE steps SET after_id = NULL">());
  session.execute(sa::text<"UPDATE steps SET after_id = 2 WHERE id = 1">());
  session.expire_all();
  take();
  session.remove(all[0]);
  session.remove(all[1]);
  session.commit();
  CHECK(take().size() == 3);
  CHECK(read("SELECT CAST(id AS TEXT) FROM steps").empty());
}

TEST_CASE_METHOD(steps, "one alone needs no order, and is not read") {
  run("INSERT INTO steps (id) VALUES (1)");
  const auto one = session.query(sa::select<Step>()).one();
  session.expire_all();
  take();
  session.remove(one);
  session.commit();
  CHECK(take().size() == 1);
}

struct circle : orm_database<Left, Right> {};

TEST_CASE_METHOD(circle, "so it is of rows of two tables in a circle") {
  run("INSERT INTO lefts (id) VALUES (1)");
  run("INSERT INTO rights (id) VALUES (1)");
  const auto left = session.query(sa::select<Left>()).one();
  const auto right = session.query(sa::select<Right>()).one();
  session.execute(sa::text<"UPDATE rights SET left_id = 1">());
  session.execute(sa::text<"UPDATE lefts SET right_id = 1">());
  session.expire_all();
  session.remove(left);
  session.remove(right);
  session.commit();
  CHECK(read("SELECT CAST(id AS TEXT) FROM lefts").empty());
}

// A foreign key to what is unique, and not the primary key.
struct Pet;
struct Owner {
  std::int64_t id{};
  std::optional<std::string> email{};
  std::string name{};
  sa::many<Pet> pets{};

  using table = sa::table<"owners", sa::primary_key<&Owner::id>, sa::unique<&Owner::email>>;
};
struct Pet {
  std::int64_t id{};
  std::optional<std::string> email{};
  std::string name{};
  sa::one<Owner> owner{};

  using table = sa::table<"pets", sa::primary_key<&Pet::id>,
                          sa::foreign_key<sa::columns<&Pet::email>, sa::columns<&Owner::email>>>;
};

struct pets : orm_database<Owner, Pet> {
  pets() {
    run("INSERT INTO owners (email, name) VALUES ('a', 'Ada'), (NULL, 'Eve'), ('', 'Zoe')");
    run("INSERT INTO pets (email, name) VALUES ('a', 'cat'), ('', 'dog'), (NULL, 'fox')");
  }
  auto owners() { return session.query(sa::select<Owner>().order_by(sa::col<&Owner::id>)); }
  std::vector<sa::tracked<Owner>> without_keys() {
    return owners().options(sa::load_only(sa::col<&Owner::name>)).all();
  }
};
constexpr const char* emails = "SELECT email FROM pets ORDER BY id";

TEST_CASE_METHOD(pets, "an owner whose key is NULL has nothing") {
  const auto all = owners().options(sa::selectin(sa::col<&Owner::pets>)).all();
  CHECK(all[0]->pets.size() == 1);
  CHECK(all[1]->pets.empty());
  REQUIRE(all[2]->pets.size() == 1);
  CHECK(all[2]->pets[0]->name == "dog");
  const auto eve = owners().all()[1];
  session.expire(eve);
  session.load(eve, sa::col<&Owner::pets>);
  CHECK(eve->pets.empty());
}

TEST_CASE_METHOD(pets, "a key that was left out is read first, from either side") {
  const auto all = without_keys();
  take();
  session.load_all(all, sa::col<&Owner::pets>);
  CHECK(take().size() == 2);
  CHECK(all[0]->pets.size() == 1);
  session.expire_all();
  const auto found = session.query(sa::select<Pet>().order_by(sa::col<&Pet::id>))
                         .options(sa::selectin(sa::col<&Pet::owner>, sa::load_only(sa::col<&Owner::name>)))
                         .all();
  CHECK(found[0]->owner.get() == all[0]);
  CHECK(found[1]->owner.get() == all[2]);
  CHECK_FALSE(found[2]->owner);
}

TEST_CASE_METHOD(pets, "a key that was left out, or has expired, is read before it is written") {
  auto all = without_keys();
  session.add(Pet{.name = "ape", .owner = all[0]});
  session.commit();
  run("UPDATE pets SET email = NULL");
  run("UPDATE owners SET email = 'b' WHERE id = 1");
  session.add(Pet{.name = "owl", .owner = all[0]});
  session.commit();
  CHECK(read(emails) == "NULL|NULL|NULL|NULL|b");
}

TEST_CASE_METHOD(pets, "a key that was left out is read for what moves, or is taken out") {
  auto all = owners().options(sa::load_only(sa::col<&Owner::name>), sa::joined(sa::col<&Owner::pets>)).all();
  auto cat = session.query(sa::select<Pet>().where(sa::col<&Pet::name> == "cat")).one();
  cat->owner = all[2];
  session.flush();
  CHECK(std::as_const(cat)->email == "");
  cat->owner = nullptr;
  session.commit();
  CHECK(read(emails) == "NULL||NULL");
  auto fox = session.query(sa::select<Pet>().where(sa::col<&Pet::name> == "fox")).one();
  session.load(all[0], sa::col<&Owner::pets>);
  all[0]->pets.append(fox);
  session.commit();
  CHECK(read(emails) == "NULL||a");
}

}  // namespace
