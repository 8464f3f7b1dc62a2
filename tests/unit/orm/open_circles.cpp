// SPDX-License-Identifier: MIT
#include <sqlalloy/orm/open_circles.hpp>

#include <catch2/catch.hpp>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "support/orm_session.hpp"

namespace sa = sqlalloy;

namespace {

using sa::object_state;
using tree::Node;
using texts = std::vector<std::string>;

constexpr const char* nodes = "SELECT name || ':' || coalesce(parent_id, 'none') FROM nodes ORDER BY id";

struct fixture : tree_database {
  sa::tracked<Node> one = session.add(Node{.name = "1"}), two = session.add(Node{.name = "2"}),
                    three = session.add(Node{.name = "3"}), self = session.add(Node{.name = "4"});
  fixture() {
    one->parent = two;
    two->parent = one;
    three->parent = two;
    self->parent = self;
    session.commit();
    take();
  }
};

TEST_CASE_METHOD(fixture, "a circle of rows is opened, and deleted") {
  session.remove(one);
  session.remove(two);
  session.remove(three);
  session.flush();
  texts sent = take();
  std::erase_if(sent, [](const std::string& sql) { return sql.starts_with("SELECT"); });
  // The one behind the circle, then the two of it, all at once.
  const texts wanted{"DELETE FROM nodes WHERE id = ?", "UPDATE nodes SET parent_id = ? WHERE id = ?",
                     "UPDATE nodes SET parent_id = ? WHERE id = ?", "DELETE FROM nodes WHERE id = ?",
                     "DELETE FROM nodes WHERE id = ?"};
  CHECK(sent == wanted);
  session.commit();
  CHECK(read(nodes) == "4:1");
  session.remove(self);
  session.commit();
  CHECK(read(nodes).empty());
}

TEST_CASE_METHOD(fixture,
                 "what else was changed of a row in a circle is not written, and stays where the flush fails") {
  one->name = "changed";
  two->parent_id = 1;  // the database has another one
  session.remove(one);
  session.remove(two);
  session.remove(three);
  auto bad = session.add(Node{.parent_id = 99});
  CHECK_THROWS_AS(session.flush(), sa::integrity_error);
  CHECK(one->name == "changed");
  session.expunge(bad);
  session.commit();
  CHECK(read(nodes) == "4:1");
}

struct Hen;
struct Egg {
  int id{};
  int version{};
  std::optional<int> hen_id{};
  std::string colour{};
  sa::one<Hen> hen{};

  using table =
      sa::table<"eggs", sa::primary_key<&Egg::id>, sa::version_id<&Egg::version>, sa::references<&Egg::hen_id, Hen>>;
};
struct Hen {
  int id{};
  std::optional<int> egg_id{};
  sa::one<Egg> egg{};

  using table = sa::table<"hens", sa::primary_key<&Hen::id>, sa::references<&Hen::egg_id, Egg>>;
};

using farm = orm_database<Egg, Hen>;

TEST_CASE_METHOD(farm, "so is a circle of two tables, at the one whose rows go last") {
  auto egg = session.add(Egg{.colour = "white"}), other = session.add(Egg{});
  auto hen = session.add(Hen{});
  egg->hen = hen;
  hen->egg = egg;
  other->hen = hen;
  session.commit();
  session.load(other, sa::col<&Egg::hen>);
  (void)std::as_const(egg)->id;
  session.remove(egg);
  session.remove(hen);
  egg->colour = "brown";
  SECTION("with others that refer to one of them") {
    other->hen = nullptr;
    session.commit();
    CHECK(read("SELECT id || ':' || coalesce(hen_id, 'none') FROM eggs") == "2:none");
  }
  SECTION("and as it was, if the flush fails") {
    CHECK_THROWS_AS(session.flush(), sa::integrity_error);  // the other egg refers to the hen
    CHECK(egg.state() == object_state::persistent);
    CHECK(egg->colour == "brown");
    CHECK(egg->hen_id == 1);
    CHECK(egg->version == 1);  // by the UPDATE that closed the circle
    session.rollback();
    CHECK(read("SELECT colour || hen_id FROM eggs ORDER BY id") == "white1|1");
  }
}

struct Captain;
struct Ship {
  int id{};
  int captain_id{};
  sa::one<Captain> captain{};

  using table = sa::table<"ships", sa::primary_key<&Ship::id>, sa::references<&Ship::captain_id, Captain>>;
};
struct Captain {
  int id{};
  std::optional<int> ship_id{};
  sa::one<Ship> ship{};

  using table = sa::table<"captains", sa::primary_key<&Captain::id>, sa::references<&Captain::ship_id, Ship>>;
};

TEST_CASE_METHOD((orm_database<Ship, Captain>),
                 "whichever of the two may refer to none, and whichever is named first") {
  auto ship = session.add(Ship{});
  auto captain = session.add(Captain{});
  ship->captain = captain;
  captain->ship = ship;
  session.commit();
  CHECK(read("SELECT captain_id || '' FROM ships") == "1");
  CHECK(read("SELECT ship_id || '' FROM captains") == "1");
  session.remove(ship);
  session.remove(captain);
  session.commit();
  CHECK(read("SELECT count(*) || '' FROM ships") == "0");
  CHECK(read("SELECT count(*) || '' FROM captains") == "0");
}

struct Key;
struct Lock {
  int id{};
  int key_id{};

  using table = sa::table<"locks", sa::primary_key<&Lock::id>, sa::references<&Lock::key_id, Key>>;
};
struct Key {
  int id{};
  int lock_id{};
  int spare_id{};
  sa::one<Lock> lock{};
  sa::one<Key> spare{};

  using table = sa::table<"keys", sa::primary_key<&Key::id>, sa::references<&Key::lock_id, Lock>,
                          sa::references<&Key::spare_id, Key>>;
};

TEST_CASE_METHOD((orm_database<Key, Lock>), "a circle that cannot be opened is refused, by a sentence") {
  auto key = session.add(Key{.lock_id = 1});
  auto spare = session.add(Key{.lock_id = 1});
  key->spare = spare;
  spare->spare = key;
  CHECK_THROWS_WITH(session.flush(), Catch::Contains("new objects refer to each other in a circle that cannot be "
                                                     "ordered: the foreign key of Key::spare may not be NULL"));
  session.rollback();
  engine.begin([](auto& db) {
    db.exec_driver_sql("PRAGMA defer_foreign_keys = ON");
    db.exec_driver_sql("INSERT INTO locks VALUES (1, 1), (2, 3)");
    db.exec_driver_sql("INSERT INTO keys VALUES (1, 1, 2), (2, 1, 1), (3, 2, 3)");
  });
  const auto first = session.get_one(sa::tables<Key>, 1), second = session.get_one(sa::tables<Key>, 2);
  session.remove(first);
  session.remove(second);
  CHECK_THROWS_WITH(session.flush(), Catch::Contains("to be deleted refer to each other in a circle that cannot be "
                                                     "ordered: the foreign key of a Key may not be NULL"));
  session.rollback();
  const auto third = session.get_one(sa::tables<Key>, 3);
  const auto lock = session.get_one(sa::tables<Lock>, 2);
  session.remove(third);
  session.remove(lock);
  CHECK_THROWS_WITH(session.flush(), Catch::Contains("the foreign key of a Key may not be NULL before"));
  session.rollback();
  CHECK(read("SELECT id || '' FROM keys ORDER BY id") == "1|2|3");
}

}  // namespace
