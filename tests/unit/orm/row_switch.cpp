// SPDX-License-Identifier: MIT
#include <sqlalloy/orm/row_switch.hpp>

#include <catch2/catch.hpp>

#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "support/orm_session.hpp"

namespace sa = sqlalloy;

namespace {

using sa::object_state;
using texts = std::vector<std::string>;

struct Town;
struct Law;

/// Its key is a text. Towns may be without one and know it, laws are nothing without one and do not know it.
struct Country {
  std::string code{};
  std::string name{};
  int version{};
  std::string rank{};
  int letters{};
  sa::many<Town> towns{};
  sa::many<Law> laws{};

  using table = sa::table<"countries", sa::primary_key<&Country::code>, sa::version_id<&Country::version>,
                          sa::server_default<&Country::rank, "'new'">,
                          sa::computed<&Country::letters, (sa::length(sa::col<&Country::name>))>,
                          sa::relation<&Country::laws, sa::cascades<"all, delete-orphan">>>;
};
struct Town {
  int id{};
  std::string name{};
  std::optional<std::string> country_code{};
  sa::one<Country> country{};

  using table = sa::table<"towns", sa::primary_key<&Town::id>, sa::references<&Town::country_code, Country>>;
};
struct Law {
  int id{};
  std::string text{};
  std::string country_code{};

  using table = sa::table<"laws", sa::primary_key<&Law::id>, sa::references<&Law::country_code, Country>>;
};
constexpr const char* countries = "SELECT code || ':' || name || ':' || version FROM countries ORDER BY code";
constexpr const char* towns = "SELECT name || ':' || coalesce(country_code, 'none') FROM towns ORDER BY id";
constexpr const char* laws = "SELECT text || ':' || country_code FROM laws ORDER BY id";

struct plain : orm_database<Country, Town, Law> {
  sa::tracked<Country> old = session.add(Country{.code = "x", .name = "Old"});
  plain() {
    session.commit();
    (void)std::as_const(old)->name;
    take();
  }

  /// The statements that write.
  texts written() {
    texts sent = take();
    std::erase_if(sent, [](const std::string& sql) { return sql.starts_with("SELECT"); });
    return sent;
  }
};

/// With what refers to it.
struct atlas : plain {
  atlas() {
    session.add(Town{.name = "a", .country_code = "x"});
    session.add(Town{.name = "b", .country_code = "x"});
    session.add(Law{.text = "c", .country_code = "x"});
    session.add(Law{.text = "d", .country_code = "x"});
    session.commit();
    (void)std::as_const(old)->name;
    take();
  }
};

TEST_CASE_METHOD(plain, "a new object with the key of one that is deleted has its row, by an UPDATE of what differs") {
  session.remove(old);
  auto fresh = session.add(Country{.code = "x", .name = "Fresh", .version = 7, .rank = "unsent", .letters = 99});
  session.flush();
  CHECK(old.state() == object_state::deleted);
  CHECK(fresh.state() == object_state::persistent);
  CHECK(session.get(sa::tables<Country>, "x") == fresh);
  CHECK(written() == texts{"UPDATE countries SET name = ?, version = ? WHERE code = ? AND version = ?"});
  CHECK(std::as_const(fresh)->version == 1);
  CHECK(std::as_const(fresh)->rank == "new");  // as it stands in the row
  CHECK(std::as_const(fresh)->letters == 5);
  CHECK_FALSE(session.is_modified(fresh));
  session.commit();
  CHECK(old.state() == object_state::detached);
  CHECK(read(countries) == "x:Fresh:1");
  CHECK(session.get(sa::tables<Country>, "x") == fresh);
  fresh->name = "Later";
  session.commit();
  CHECK(read(countries) == "x:Later:2");
}

TEST_CASE_METHOD(plain, "where nothing differs nothing is written") {
  old->name = "forgotten";  // what was not written is lost
  session.remove(old);
  const auto fresh = session.add(Country{.code = "x", .name = "Old"});
  session.flush();
  CHECK(written().empty());
  CHECK(old.state() == object_state::deleted);
  CHECK(fresh.state() == object_state::persistent);
  CHECK(fresh->version == 0);
  CHECK(fresh->rank == "new");
  CHECK_FALSE(session.is_modified(fresh));
  session.commit();
  CHECK(read(countries) == "x:Old:0");
}

TEST_CASE_METHOD(plain, "a row that others have changed is not taken over") {
  session.execute(sa::text<"UPDATE countries SET version = 6">());  // of which objects notice nothing
  session.remove(old);
  const auto fresh = session.add(Country{.code = "x", .name = "Fresh", .version = 3});
  CHECK_THROWS_AS(session.flush(), sa::stale_data_error);
  CHECK(fresh.state() == object_state::pending);
  CHECK(fresh->version == 3);
  CHECK(old.state() == object_state::persistent);
  session.refresh(old);
  session.commit();
  CHECK(read(countries) == "x:Fresh:7");
}

TEST_CASE_METHOD(plain, "of what was not read the row is read first") {
  session.commit();
  auto other = sa::session(engine, tables);
  auto part = other.query(sa::select<Country>()).options(sa::load_only(sa::col<&Country::code>)).one();
  other.remove(part);
  auto fresh = other.add(Country{.code = "x", .name = "Old"});
  SECTION("of one that was loaded in part") {}
  SECTION("of one that has expired") { other.expire(part); }
  take();
  other.flush();
  CHECK(written().empty());
  CHECK(std::as_const(fresh)->rank == "new");
  other.commit();
  CHECK(fresh->name == "Old");
  CHECK(part.state() == object_state::detached);
}

TEST_CASE_METHOD(atlas, "a flush that fails leaves both as they were, and can be done again") {
  session.remove(old);
  auto fresh = session.add(Country{.code = "x", .name = "Fresh", .version = 4, .laws = {Law{.text = "e"}}});
  auto bad = session.add(Law{.text = "f", .country_code = "nowhere"});
  CHECK_THROWS_AS(session.flush(), sa::integrity_error);
  CHECK(fresh.state() == object_state::pending);
  CHECK(old.state() == object_state::persistent);
  CHECK(fresh->version == 4);
  CHECK(fresh->rank.empty());
  CHECK(session.is_modified(old));  // to be deleted
  CHECK(session.get(sa::tables<Country>, "x") == old);
  session.expunge(bad);
  SECTION("with the new one") {
    session.commit();
    CHECK(read(countries) == "x:Fresh:1");
    CHECK(read(laws) == "e:x");
    CHECK(read(towns) == "a:none|b:none");
  }
  SECTION("without it") {
    session.add(old);
    session.expunge(fresh);
    session.commit();
    CHECK(read(countries) == "x:Old:0");
    CHECK(read(laws) == "c:x|d:x");
    CHECK(read(towns) == "a:x|b:x");
  }
}

TEST_CASE_METHOD(plain, "a flush that fails behind the UPDATE leaves both as they were") {
  auto town = session.add(Town{.name = "a"});
  session.commit();
  session.remove(old);
  const auto fresh = session.add(Country{.code = "x", .name = "Fresh", .version = 4});
  town->country_code = "nowhere";
  CHECK_THROWS_AS(session.flush(), sa::integrity_error);
  CHECK(fresh.state() == object_state::pending);
  CHECK(fresh->version == 4);
  CHECK(session.get(sa::tables<Country>, "x") == old);
  town->country_code = std::nullopt;
  session.commit();
  CHECK(read(countries) == "x:Fresh:1");
}

TEST_CASE_METHOD(atlas, "a rollback makes the new one transient, and the former one a row again") {
  session.remove(old);
  const auto fresh = session.add(Country{.code = "x", .name = "Fresh", .laws = {Law{.text = "e"}}});
  session.flush();
  session.rollback();
  CHECK(fresh.state() == object_state::transient);
  CHECK(old.state() == object_state::persistent);
  CHECK(session.get(sa::tables<Country>, "x") == old);
  CHECK(std::as_const(old)->name == "Old");
  CHECK(fresh->name == "Fresh");
  CHECK(read(laws) == "c:x|d:x");
  session.remove(old);
  session.add(fresh);
  session.commit();
  CHECK(read(countries) == "x:Fresh:1");
}

TEST_CASE_METHOD(atlas, "so does the end of a savepoint") {
  sa::tracked<Country> fresh;
  const auto nested = [&] {
    session.remove(old);
    fresh = session.add(Country{.code = "x", .name = "Fresh"});
    session.flush();
    throw std::runtime_error("no");
  };
  CHECK_THROWS_AS(session.begin_nested(nested), std::runtime_error);
  CHECK(fresh.state() == object_state::transient);
  CHECK(old.state() == object_state::persistent);
  CHECK(session.get(sa::tables<Country>, "x") == old);
  old->name = "Older";
  session.commit();
  CHECK(read(countries) == "x:Older:1");
}

TEST_CASE_METHOD(plain, "a row may change hands several times in a transaction that is undone") {
  session.remove(old);
  const auto second = session.add(Country{.code = "x", .name = "Second"});
  session.flush();
  sa::tracked<Country> third;
  const auto nested = [&] {
    session.remove(second);
    third = session.add(Country{.code = "x", .name = "Third"});
    session.flush();
    throw std::runtime_error("no");
  };
  CHECK_THROWS_AS(session.begin_nested(nested), std::runtime_error);
  CHECK(session.get(sa::tables<Country>, "x") == second);
  CHECK(third.state() == object_state::transient);
  session.remove(second);
  session.add(third);
  session.flush();
  CHECK(session.get(sa::tables<Country>, "x") == third);
  session.rollback();
  CHECK(session.get(sa::tables<Country>, "x") == old);
  CHECK(second.state() == object_state::transient);
  CHECK(third.state() == object_state::transient);
  CHECK(read(countries) == "x:Old:0");
}

TEST_CASE_METHOD(atlas, "what is nothing without the former one is deleted, and what may be is left without") {
  SECTION("where it was loaded") {
    session.load(old, sa::col<&Country::laws>);
    session.load(old, sa::col<&Country::towns>);
  }
  SECTION("where the flush loads it") {}
  session.remove(old);
  session.add(Country{.code = "x", .name = "Fresh", .towns = {Town{.name = "e"}}, .laws = {Law{.text = "f"}}});
  session.add(Law{.text = "g", .country_code = "x"});  // by the key alone
  session.add(Town{.name = "h", .country_code = "x"});
  session.commit();
  CHECK(read(countries) == "x:Fresh:1");
  CHECK(read(laws) == "f:x|g:x");
  CHECK(read(towns) == "a:none|b:none|e:x|h:x");
}

TEST_CASE_METHOD(atlas, "what the new one was given of the former one stays") {
  auto town = session.query(sa::select<Town>().where(sa::col<&Town::name> == "a")).one();
  auto law = session.query(sa::select<Law>().where(sa::col<&Law::text> == "c")).one();
  auto fresh = sa::make_tracked(Country{.code = "x", .name = "Fresh"});
  bool by_reference = false;
  SECTION("where it was loaded") {
    session.load(old, sa::col<&Country::laws>);
    session.load(old, sa::col<&Country::towns>);
  }
  SECTION("where the flush loads it") {}
  SECTION("where what it was given refers to it") {
    by_reference = true;
    session.load(town, sa::col<&Town::country>);
  }
  session.remove(old);
  session.add(fresh);
  fresh->laws.append(law);
  by_reference ? void(town->country = fresh) : void(fresh->towns.append(town));
  session.commit();
  CHECK(read(laws) == "c:x");
  CHECK(read(towns) == "a:x|b:none");
  session.load(fresh, sa::col<&Country::towns>);
  REQUIRE(fresh->towns.size() == 1);
  CHECK(fresh->towns[0] == town);
}

TEST_CASE_METHOD(atlas, "what went to another one is not deleted along, whether that has loaded its own or not") {
  auto other = session.add(Country{.code = "y", .name = "Other"});
  session.commit();
  auto law = session.query(sa::select<Law>().where(sa::col<&Law::text> == "c")).one();
  auto town = session.query(sa::select<Town>().where(sa::col<&Town::name> == "a")).one();
  session.load(town, sa::col<&Town::country>);
  session.load(other, sa::col<&Country::laws>);
  other->laws.append(law);
  town->country = other;
  session.remove(old);
  session.add(Country{.code = "x", .name = "Fresh"});
  session.commit();
  CHECK(read(laws) == "c:y");
  CHECK(read(towns) == "a:y|b:none");
}

TEST_CASE_METHOD(plain, "two new objects with the same key are one too many, as they are without the former one") {
  session.remove(old);
  session.add(Country{.code = "x", .name = "One"});
  session.add(Country{.code = "x", .name = "Two"});
  CHECK_THROWS_AS(session.flush(), sa::integrity_error);
  session.rollback();
  CHECK(read(countries) == "x:Old:0");
}

TEST_CASE_METHOD(plain, "an object that is not to be deleted keeps its row") {
  session.add(Country{.code = "x", .name = "One"});
  CHECK_THROWS_AS(session.flush(), sa::integrity_error);
  session.rollback();
  CHECK(session.get(sa::tables<Country>, "x") == old);
}

TEST_CASE_METHOD(plain, "the new one is told of as new, and nothing of the former one") {
  std::string told;
  session.on(sa::before_insert, [&](Country& one) {
    told += "before_insert " + one.name + " ";
    one.code = "x";  // its key is known from here on
    one.name += "!";
  });
  session.on(sa::after_insert, [&](const Country& one) { told += "after_insert " + one.name; });
  session.on(sa::before_update, [&](Country&) { told += "before_update "; });
  session.on(sa::after_update, [&](const Country&) { told += "after_update "; });
  session.on(sa::before_delete, [&](const Country&) { told += "before_delete "; });
  session.on(sa::after_delete, [&](const Country&) { told += "after_delete "; });
  session.remove(old);
  session.add(Country{.name = "Fresh"});
  session.commit();
  CHECK(told == "before_insert Fresh after_insert Fresh!");
  CHECK(read(countries) == "x:Fresh!:1");
}

struct Spice;
struct DishSpice;
struct Dish {
  std::string name{};
  sa::many<Spice> spices{};

  using table = sa::table<"dishes", sa::primary_key<&Dish::name>,
                          sa::relation<&Dish::spices, sa::secondary<DishSpice>, sa::cascades<"all">>>;
};
struct Spice {
  std::string name{};

  using table = sa::table<"spices", sa::primary_key<&Spice::name>>;
};
struct DishSpice {
  std::string dish{};
  std::string spice{};

  using table = sa::table<"dish_spices", sa::primary_key<&DishSpice::dish, &DishSpice::spice>,
                          sa::references<&DishSpice::dish, Dish>, sa::references<&DishSpice::spice, Spice>>;
};

using kitchen = orm_database<Dish, Spice, DishSpice>;
constexpr const char* spices = "SELECT dish || ':' || spice FROM dish_spices ORDER BY 1";

TEST_CASE_METHOD(kitchen, "rows of a table between go with the former one, and come with the new one") {
  auto old = session.add(Dish{.name = "curry", .spices = {Spice{"pepper"}, Spice{"salt"}}});
  session.commit();
  const auto pepper = session.get_one(sa::tables<Spice>, "pepper");
  session.remove(old);
  auto fresh = session.add(Dish{.name = "curry"});
  fresh->spices.append(pepper);
  fresh->spices.append(Spice{"ginger"});
  session.commit();
  CHECK(read(spices) == "curry:ginger|curry:pepper");
  CHECK(read("SELECT name FROM spices ORDER BY 1") == "ginger|pepper");

  // From the other end.
  session.load(fresh, sa::col<&Dish::spices>);
  fresh->spices.remove(pepper);
  session.remove(pepper);
  fresh->spices.append(Spice{"pepper"});
  session.commit();
  CHECK(read(spices) == "curry:ginger|curry:pepper");
  CHECK(pepper.state() == object_state::detached);
}

/// A tree by names, which go with what they are inside of.
struct Place {
  std::string name{};
  std::string text{};
  std::optional<std::string> outer_name{};
  sa::one<Place> outer{};
  sa::many<Place> inner{};

  using table = sa::table<"places", sa::primary_key<&Place::name>, sa::references<&Place::outer_name, Place>,
                          sa::relation<&Place::inner, sa::cascades<"all">>>;
};

constexpr const char* places =
    "SELECT name || ':' || text || ':' || coalesce(outer_name, 'none') FROM places ORDER BY 1";

struct landscape : orm_database<Place> {
  sa::tracked<Place> valley = session.add(
      Place{.name = "valley", .text = "old", .inner = {Place{.name = "hut", .text = "old"}, Place{.name = "lake"}}});
  landscape() { session.commit(); }
};

TEST_CASE_METHOD(landscape, "a tree is replaced, as far as it has the same keys") {
  session.remove(valley);
  auto fresh = session.add(
      Place{.name = "valley", .text = "new", .inner = {Place{.name = "hut", .text = "new"}, Place{.name = "road"}}});
  SECTION("at once") {}
  SECTION("after a flush that failed") {
    const auto bad = session.add(Place{.name = "bad", .outer_name = "nowhere"});
    CHECK_THROWS_AS(session.flush(), sa::integrity_error);
    CHECK(fresh->inner[0].state() == object_state::pending);
    CHECK(session.get_one(sa::tables<Place>, "valley") == valley);
    session.expunge(bad);
  }
  session.commit();
  CHECK(read(places) == "hut:new:valley|road::valley|valley:new:none");
}

TEST_CASE_METHOD(landscape, "what is deleted may refer to a row that stays for another one") {
  const auto hut = session.get_one(sa::tables<Place>, "hut");
  const auto lake = session.get_one(sa::tables<Place>, "lake");
  session.remove(hut);
  session.remove(lake);
  session.remove(valley);
  auto fresh = session.add(Place{.name = "lake", .text = "new"});
  session.commit();
  CHECK(read(places) == "lake:new:none");
  CHECK(fresh.state() == object_state::persistent);
}

TEST_CASE_METHOD(landscape, "what refers to another one, or to none, does not go with the former one") {
  auto hill = session.add(Place{.name = "hill"});
  session.commit();
  auto hut = session.get_one(sa::tables<Place>, "hut"), lake = session.get_one(sa::tables<Place>, "lake");
  session.load_all(std::vector{hut, lake}, sa::col<&Place::outer>);
  hut->outer = hill;  // whose own are not loaded
  lake->outer = nullptr;
  session.remove(valley);
  session.add(Place{.name = "valley", .text = "new"});
  session.commit();
  CHECK(read(places) == "hill::none|hut:old:hill|lake::none|valley:new:none");
}

struct Port;
/// A circle: each may refer to the other, and a ship comes first.
struct Ship {
  std::string name{};
  int version{};
  std::optional<std::string> port_name{};
  sa::one<Port> port{};

  using table = sa::table<"ships", sa::primary_key<&Ship::name>, sa::version_id<&Ship::version>,
                          sa::references<&Ship::port_name, Port>>;
};
struct Port {
  std::string name{};
  std::optional<std::string> first_name{};
  sa::one<Ship> first{};

  using table = sa::table<"ports", sa::primary_key<&Port::name>, sa::references<&Port::first_name, Ship>>;
};

using coast = orm_database<Ship, Port>;
constexpr const char* ships = "SELECT name || ':' || version || ':' || coalesce(port_name, 'none') FROM ships";

TEST_CASE_METHOD(coast, "in a circle nothing is written of the former one") {
  auto old = session.add(Ship{.name = "s"});
  auto port = session.add(Port{.name = "p"});
  old->port = port;
  port->first = old;
  session.commit();
  CHECK(read(ships) == "s:1:p");
  SECTION("which is left") {
    session.remove(old);
    session.remove(port);
    session.add(Ship{.name = "s"});
    session.commit();
    CHECK(read(ships) == "s:2:none");
    CHECK(read("SELECT name FROM ports").empty());
  }
  SECTION("which is replaced") {
    session.remove(old);
    session.remove(port);
    auto ship = session.add(Ship{.name = "s"});
    ship->port = Port{.name = "p"};
    ship->port->first = ship;
    session.commit();
    CHECK(read(ships) == "s:1:p");  // nothing differs
    CHECK(read("SELECT name || first_name FROM ports") == "ps");
  }
}

struct Page;
struct Theme;
struct BookTheme;
/// The database deletes along what refers to it.
struct Book {
  std::string title{};
  sa::many<Page> pages{};
  sa::many<Theme> themes{};

  using table = sa::table<"books", sa::primary_key<&Book::title>,
                          sa::relation<&Book::pages, sa::cascades<"all, delete-orphan">, sa::passive_deletes>,
                          sa::relation<&Book::themes, sa::secondary<BookTheme>, sa::passive_deletes>>;
};
struct Page {
  int id{};
  std::string book{};

  using table =
      sa::table<"pages", sa::primary_key<&Page::id>, sa::references<&Page::book, Book, sa::on_delete<sa::cascade>>>;
};
struct Theme {
  std::string name{};

  using table = sa::table<"themes", sa::primary_key<&Theme::name>>;
};
struct BookTheme {
  std::string book{};
  std::string theme{};

  using table = sa::table<"book_themes", sa::primary_key<&BookTheme::book, &BookTheme::theme>,
                          sa::references<&BookTheme::book, Book, sa::on_delete<sa::cascade>>,
                          sa::references<&BookTheme::theme, Theme>>;
};

TEST_CASE_METHOD((orm_database<Book, Page, Theme, BookTheme>), "what the database would delete along is deleted") {
  auto old = session.add(Book{.title = "t", .pages = {Page{}, Page{}}, .themes = {Theme{"a"}, Theme{"b"}}});
  session.commit();
  session.remove(old);
  auto fresh = session.add(Book{.title = "t", .pages = {Page{}}});
  fresh->themes.append(session.get_one(sa::tables<Theme>, "b"));
  session.commit();
  CHECK(read("SELECT id || book FROM pages") == "3t");
  CHECK(read("SELECT book || theme FROM book_themes") == "tb");
}

struct Role;
struct Account {
  int id{};
  sa::many<Role> roles{};

  using table = sa::table<"accounts", sa::primary_key<&Account::id>,
                          sa::relation<&Account::roles, sa::cascades<"all, delete-orphan">>>;
};
struct Team {
  std::string name{};
  sa::many<Role> roles{};

  using table = sa::table<"teams", sa::primary_key<&Team::name>, sa::relation<&Team::roles, sa::cascades<"all">>>;
};
/// Its key is what it refers to.
struct Role {
  int account_id{};
  std::string team_name{};
  std::string title{};
  sa::one<Account> account{};
  sa::one<Team> team{};

  using table = sa::table<"roles", sa::primary_key<&Role::account_id, &Role::team_name>,
                          sa::references<&Role::account_id, Account>, sa::references<&Role::team_name, Team>>;
};

constexpr const char* roles = "SELECT account_id || team_name || ':' || title FROM roles ORDER BY 1";

struct firm : orm_database<Account, Team, Role> {
  sa::tracked<Team> red = session.add(Team{.name = "red"}), blue = session.add(Team{.name = "blue"});
  sa::tracked<Account> ada =
      session.add(Account{.roles = {Role{.title = "head", .team = red}, Role{.title = "guest", .team = blue}}});
  firm() {
    session.commit();
    session.load(ada, sa::col<&Account::roles>);
    take();
  }
};

TEST_CASE_METHOD(firm, "what is between two others is replaced in a collection") {
  const auto head = ada->roles[0], guest = ada->roles[1];
  ada->roles.clear();
  auto fresh = ada->roles.append(Role{.title = "member", .team = red});
  session.flush();
  CHECK(take() == texts{"UPDATE roles SET title = ? WHERE account_id = ? AND team_name = ?",
                        "DELETE FROM roles WHERE account_id = ? AND team_name = ?"});
  CHECK(head.state() == object_state::deleted);
  CHECK(guest.state() == object_state::deleted);
  CHECK(session.get(sa::tables<Role>, 1, "red") == fresh);
  session.commit();
  CHECK(read(roles) == "1red:member");
  session.load(ada, sa::col<&Account::roles>);
  REQUIRE(ada->roles.size() == 1);
  CHECK(ada->roles[0] == fresh);
}

TEST_CASE_METHOD(firm, "a collection that is given the same again writes nothing") {
  ada->roles = {Role{.title = "head", .team = red}, Role{.title = "guest", .team = blue}};
  session.flush();
  CHECK(take().empty());
  session.commit();
  CHECK(read(roles) == "1blue:guest|1red:head");
}

TEST_CASE_METHOD(firm, "what the flush finds to be deleted along is replaced, too") {
  session.expire_all();
  session.remove(red);
  session.add(Team{.name = "red", .roles = {Role{.title = "member", .account = ada}}});
  session.commit();
  CHECK(read(roles) == "1blue:guest|1red:member");
}

TEST_CASE_METHOD(firm, "a key that merge() was given is one that the row has") {
  session.commit();
  auto careful = sa::session(engine, tables, {.autoflush = false});
  const auto fresh = careful.merge(Account{.id = 5});
  careful.execute(sa::text<"INSERT INTO accounts (id) VALUES (5)">());  // meanwhile
  const auto found = careful.get_one(sa::tables<Account>, 5);
  careful.remove(found);
  careful.commit();
  CHECK(careful.get(sa::tables<Account>, 5) == fresh);
  CHECK(read("SELECT count(*) || '' FROM accounts") == "2");
}

struct Vehicle {
  std::string plate{};
  std::string kind{};
  std::string colour{};
  int version{};

  using table = sa::table<"vehicles", sa::primary_key<&Vehicle::plate>, sa::polymorphic_on<&Vehicle::kind>,
                          sa::polymorphic_identity<"vehicle">, sa::version_id<&Vehicle::version>>;
};
struct Truck {
  Vehicle vehicle{};
  int load{};

  using table = sa::table<"trucks", sa::inherits<&Truck::vehicle>, sa::polymorphic_identity<"truck">>;
};
struct Bus {
  Vehicle vehicle{};
  int seats{};

  using table = sa::table<"vehicles", sa::inherits<&Bus::vehicle>, sa::polymorphic_identity<"bus">>;
};

constexpr const char* trucks =
    "SELECT plate || ':' || colour || ':' || version || ':' || load FROM vehicles JOIN trucks USING (plate)";

struct depot : orm_database<Vehicle, Truck, Bus> {
  sa::tracked<Truck> truck = session.add(Truck{.vehicle = {.plate = "a", .colour = "red"}, .load = 7});
  sa::tracked<Bus> bus = session.add(Bus{.vehicle = {.plate = "b", .colour = "red"}, .seats = 50});
  depot() {
    session.commit();
    (void)std::as_const(truck)->load;
    (void)std::as_const(bus)->seats;
    take();
  }
};

TEST_CASE_METHOD(depot, "the rows of an object in two tables are taken over") {
  session.remove(truck);
  auto fresh = session.add(Truck{.vehicle = {.plate = "a", .colour = "blue"}, .load = 8});
  session.flush();
  CHECK(take() == texts{"UPDATE vehicles SET colour = ?, version = ? WHERE plate = ? AND version = ?",
                        "UPDATE trucks SET load = ? WHERE plate = ?"});
  CHECK(truck.state() == object_state::deleted);
  session.commit();
  CHECK(read(trucks) == "a:blue:1:8");
  CHECK(session.get(sa::tables<Truck>, "a") == fresh);

  session.remove(fresh);
  auto same = session.add(Truck{.vehicle = {.plate = "a", .colour = "blue"}, .load = 9});
  take();
  session.flush();
  texts sent = take();
  std::erase_if(sent, [](const std::string& sql) { return sql.starts_with("SELECT"); });
  CHECK(sent == texts{"UPDATE vehicles SET version = ? WHERE plate = ? AND version = ?",
                      "UPDATE trucks SET load = ? WHERE plate = ?"});
  CHECK(same->vehicle.version == 2);
  session.rollback();
  CHECK(session.get(sa::tables<Truck>, "a") == fresh);
  CHECK(read(trucks) == "a:blue:1:8");
}

TEST_CASE_METHOD(depot, "those of an object in one table with others are taken over") {
  session.remove(bus);
  session.add(Bus{.vehicle = {.plate = "b", .colour = "red"}, .seats = 60});
  session.commit();
  CHECK(take() == texts{"UPDATE vehicles SET version = ?, seats = ? WHERE plate = ? AND version = ?"});
  CHECK(read("SELECT seats || '' FROM vehicles WHERE plate = 'b'") == "60");
}

TEST_CASE_METHOD(depot, "a flush of rows in two tables that fails can be done again") {
  session.execute(sa::text<"UPDATE vehicles SET version = 9 WHERE plate = 'b'">());
  session.remove(truck);
  auto fresh = session.add(Truck{.vehicle = {.plate = "a", .colour = "blue", .version = 4}, .load = 8});
  bus->seats = 1;
  CHECK_THROWS_AS(session.flush(), sa::stale_data_error);
  CHECK(fresh.state() == object_state::pending);
  CHECK(fresh->vehicle.version == 4);
  CHECK(truck.state() == object_state::persistent);
  CHECK(session.get(sa::tables<Truck>, "a") == truck);
  session.refresh(bus);
  session.commit();
  CHECK(read(trucks) == "a:blue:1:8");
}

TEST_CASE_METHOD(depot, "a row keeps its kind") {
  session.remove(bus);
  auto fresh = session.add(Truck{.vehicle = {.plate = "b"}});
  CHECK_THROWS_WITH(session.flush(), Catch::Contains("a new Truck has the key of a Bus that is to be deleted"));
  CHECK(take().empty());
  session.expunge(fresh);
  session.flush();
  session.add(fresh);
  session.commit();
  CHECK(read("SELECT kind FROM vehicles ORDER BY plate") == "truck|truck");
}

}  // namespace
