// SPDX-License-Identifier: MIT
#include <sqlalloy/orm/unit_of_work.hpp>

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
using shelf::Author;
using shelf::Book;
using shelf::Tag;
using shop::Invoice;
using shop::Line;
using shop::Order;
using tree::Folder;
using tree::Node;
using texts = std::vector<std::string>;

constexpr const char* author_ids = "SELECT author_id || '' FROM books ORDER BY id";
constexpr const char* lines = "SELECT order_id || ':' || number || ':' || article FROM lines ORDER BY order_id, number";
constexpr const char* nodes = "SELECT name || ':' || coalesce(parent_id, 'none') FROM nodes ORDER BY id";
constexpr const char* folders = "SELECT name || ':' || coalesce(inside, 'none') FROM folders ORDER BY id";

TEST_CASE_METHOD(shop_database, "new rows come in the order of the foreign keys, whatever was added first") {
  auto line = session.add(Line{.number = 1, .article = "nail"});
  line->order = Order{.customer = "Ada", .invoice = Invoice{.address = "A"}};
  session.flush();
  const texts sent = take();
  REQUIRE(sent.size() == 3);
  CHECK(sent[0].starts_with("INSERT INTO orders"));
  CHECK(line->order_id == 1);
  session.commit();
  CHECK(read(lines) == "1:1:nail");
  CHECK(read("SELECT address || order_id FROM invoices") == "A1");
}

TEST_CASE_METHOD(shop_database, "a flush without changes sends nothing") {
  auto order = session.add(Order{.customer = "Ada"});
  session.commit();
  take();
  session.flush();
  order->customer = "Ada";  // it is that already
  take();
  session.flush();
  CHECK(take().empty());
  CHECK(order->version == 0);
}

TEST_CASE_METHOD(shop_database, "only what has changed is written, rows of the same columns by the same statement") {
  auto one = session.add(Order{.customer = "a"}), two = session.add(Order{.customer = "b"});
  session.commit();
  one->customer = "A";
  two->customer = "B";
  take();
  session.flush();
  CHECK(take() == texts{"UPDATE orders SET version = ?, customer = ? WHERE id = ? AND version = ?",
                        "UPDATE orders SET version = ?, customer = ? WHERE id = ? AND version = ?"});
  CHECK(one->version == 1);
  one->customer = "AA";
  session.commit();
  CHECK(read("SELECT customer || version FROM orders ORDER BY id") == "AA2|B1");
}

// So two sessions at work on the same rows wait for each other, and not each for the other.
TEST_CASE_METHOD(shop_database, "rows are changed and deleted in the order of their keys") {
  std::vector<sa::tracked<Order>> orders;
  for (int i = 0; i != 4; ++i) orders.push_back(session.add(Order{.lines = {Line{.number = 2}, Line{.number = 1}}}));
  session.commit();
  run("CREATE TABLE seen (of TEXT)");
  run("CREATE TRIGGER changes AFTER UPDATE ON orders BEGIN INSERT INTO seen VALUES ('o' || old.id); END");
  run("CREATE TRIGGER deletes AFTER DELETE ON lines BEGIN INSERT INTO seen VALUES (old.order_id || old.number); END");
  session.load_all(orders, sa::col<&Order::lines>);
  for (const int i : {2, 0, 3, 1}) orders[i]->customer = "changed";
  for (const int i : {3, 1})
    for (auto& line : std::as_const(orders[i])->lines) session.remove(line);
  session.commit();
  CHECK(read("SELECT of FROM seen ORDER BY rowid") == "o1|o2|o3|o4|21|22|41|42");
}

TEST_CASE_METHOD(shop_database, "a row that others have changed is not written over") {
  auto order = session.add(Order{.customer = "a", .lines = {Line{.number = 1, .article = "x"}}});
  session.commit();
  order->customer = "mine";
  session.expire(order);
  (void)std::as_const(order)->customer;
  session.execute(sa::text<"UPDATE orders SET version = 5">());  // of which objects notice nothing
  order->customer = "mine";
  auto fresh = session.add(Order{.customer = "new"});
  CHECK_THROWS_AS(session.flush(), sa::stale_data_error);
  CHECK(order->version == 0);
  CHECK(order->customer == "mine");
  CHECK(fresh.state() == object_state::pending);
  CHECK(fresh->id == 0);
  session.refresh(order);
  order->customer = "mine";
  session.commit();
  CHECK(read("SELECT customer || version FROM orders ORDER BY id") == "mine6|new0");
}

TEST_CASE_METHOD(shop_database, "a flush that fails leaves the database and the objects as they were") {
  auto order = session.add(Order{.customer = "Ada", .lines = {Line{.number = 1, .article = "x"}}});
  session.commit();
  session.load(order, sa::col<&Order::lines>);
  auto fresh = order->lines.append(Line{.number = 2, .article = "y"});
  auto old = order->lines[0];
  order->lines.remove(old);
  order->customer = "Eve";
  auto bad = session.add(Line{.order_id = 99, .number = 1});
  CHECK_THROWS_AS(session.flush(), sa::integrity_error);
  CHECK(order->customer == "Eve");
  CHECK(order->version == 0);
  CHECK(fresh->order_id == 0);
  CHECK(fresh.state() == object_state::pending);
  CHECK(old.state() == object_state::persistent);
  CHECK(session.is_modified(order));
  session.expunge(bad);
  session.commit();
  CHECK(read(lines) == "1:2:y");
  CHECK(read("SELECT customer || version FROM orders") == "Eve1");
}

TEST_CASE_METHOD(shop_database, "a failed flush within a transaction undoes itself only") {
  session.add(Order{.customer = "first"});
  session.flush();
  auto bad = session.add(Line{.order_id = 99, .number = 1});
  CHECK_THROWS_AS(session.flush(), sa::integrity_error);
  session.expunge(bad);
  session.commit();
  CHECK(read("SELECT customer FROM orders") == "first");
}

TEST_CASE_METHOD(shop_database, "what was let go of before a flush that fails stays out") {
  session.add(Order{.customer = "a"});
  session.flush();
  const auto gone = session.add(Line{.order_id = 1, .number = 5});
  session.expunge(gone);
  const auto bad = session.add(Line{.order_id = 99, .number = 1});
  CHECK_THROWS_AS(session.flush(), sa::integrity_error);
  CHECK(gone.state() == object_state::transient);
  CHECK(bad.state() == object_state::pending);
  session.expunge(bad);
  session.commit();
  CHECK(read(lines).empty());
}

TEST_CASE_METHOD(shop_database, "a relation that is part of the key is not changed") {
  auto one = session.add(Order{.customer = "a", .lines = {Line{.number = 1, .article = "x"}}});
  auto two = session.add(Order{.customer = "b"});
  auto line = one->lines[0];
  session.flush();
  line->order = two;
  CHECK_THROWS_WITH(session.flush(), Catch::Contains("the key of a Line was changed"));
  CHECK(line->order_id == 1);
  session.rollback();
}

struct Keeper {
  int id{};

  using table = sa::table<"keepers", sa::primary_key<&Keeper::id>>;
};
struct Pet {
  int id{};
  int keeper_id{};
  sa::one<Keeper> keeper{};

  using table = sa::table<"pets", sa::primary_key<&Pet::id>, sa::references<&Pet::keeper_id, Keeper>>;
};

TEST_CASE_METHOD((orm_database<Keeper, Pet>), "what cannot be without what it refers to says so") {
  auto pet = session.add(Pet{});
  pet->keeper = Keeper{};
  const auto keeper = pet->keeper.get();
  session.expunge(keeper);
  CHECK_THROWS_WITH(session.flush(), Catch::Contains("Pet::keeper holds a Keeper that is in no session"));
  session.add(keeper);
  session.flush();
  pet->keeper = nullptr;
  CHECK_THROWS_WITH(session.flush(), Catch::Contains("Pet would be left without") && Catch::Contains("Pet::keeper"));
}

TEST_CASE_METHOD(tree_database, "of a table that refers to itself what is referred to comes first") {
  auto leaf = session.add(Node{.name = "leaf", .parent = Node{.name = "middle", .parent = Node{.name = "root"}}});
  session.commit();
  CHECK(read(nodes) == "root:none|middle:1|leaf:2");
  CHECK(std::as_const(leaf)->parent_id == 2);
}

TEST_CASE_METHOD(tree_database, "a circle of new objects is inserted and then closed") {
  auto one = session.add(Node{.name = "1"}), two = session.add(Node{.name = "2"}),
       self = session.add(Node{.name = "3"});
  one->parent = two;
  two->parent = one;
  self->parent = self;
  session.commit();
  CHECK(read("SELECT name || (SELECT name FROM nodes AS p WHERE p.id = nodes.parent_id) FROM nodes ORDER BY name") ==
        "12|21|33");
}

struct Member {
  std::string id{};
  std::string boss_id{};
  std::optional<std::string> buddy_id{};
  sa::one<Member> boss{};
  sa::one<Member> buddy{};

  using table = sa::table<"members", sa::primary_key<&Member::id>, sa::references<&Member::boss_id, Member>,
                          sa::references<&Member::buddy_id, Member>,
                          sa::relation<&Member::boss, sa::foreign_keys<&Member::boss_id>>,
                          sa::relation<&Member::buddy, sa::foreign_keys<&Member::buddy_id>>>;
};

TEST_CASE_METHOD(orm_database<Member>,
                 "a circle is opened where its references may be NULL, whatever was added first") {
  run("INSERT INTO members VALUES ('root', 'root', NULL)");
  const auto root = session.get_one(tables, "root");
  auto first = session.add(Member{.id = "first"}), a = session.add(Member{.id = "a"});
  auto b = session.add(Member{.id = "b", .boss = root, .buddy = a});
  a->boss = b;
  first->boss = a;
  session.commit();
  CHECK(read("SELECT id || '<' || boss_id || coalesce('&' || buddy_id, '') FROM members ORDER BY id") ==
        "a<b|b<root&a|first<a|root<root");
}

TEST_CASE_METHOD(tree_database, "rows of a tree move, and are deleted from its leaves on") {
  auto a = session.add(Node{.name = "a", .children = {Node{.name = "b", .children = {Node{.name = "c"}}}}});
  auto b = a->children[0], c = b->children[0];
  session.flush();
  a->children.append(c);
  CHECK(c->parent.get() == a);
  session.flush();
  CHECK(c->parent_id == 1);
  c->parent = nullptr;
  session.commit();
  CHECK(read(nodes) == "a:none|b:1|c:none");
  session.remove(a);  // what is left refers to nothing
  session.commit();
  CHECK(read(nodes) == "b:none|c:none");
  session.load(b, sa::col<&Node::children>);
  b->children.append(c);
  session.flush();
  session.remove(b);
  session.remove(c);
  session.commit();
  CHECK(read(nodes).empty());
}

TEST_CASE_METHOD(tree_database, "where only one side of a relation is known, its objects are told of it") {
  auto root = session.add(
      Folder{.name = "root", .folders = {Folder{.name = "a"}, Folder{.name = "b", .folders = {Folder{.name = "c"}}}}});
  session.commit();
  CHECK(read(folders) == "root:none|a:1|b:1|c:3");
  session.load(root, sa::col<&Folder::folders>);
  root->folders.clear();
  session.commit();
  CHECK(read(folders) == "root:none|a:none|b:none|c:3");
}

TEST_CASE_METHOD(tree_database, "many objects of a table that refers to itself are moved by one flush") {
  auto root = session.add(Folder{.name = "root"});
  std::vector<sa::tracked<Folder>> all;
  for (int i = 0; i != 40; ++i) all.push_back(session.add(Folder{.name = std::to_string(i)}));
  session.flush();
  for (const auto& one : all) root->folders.append(one);  // they are not touched themselves
  session.flush();
  CHECK(std::as_const(all.back())->inside == 1);
  root->folders.clear();
  session.flush();
  CHECK_FALSE(std::as_const(all.back())->inside.has_value());
}

TEST_CASE_METHOD(tree_database, "a tree is written as its relations were assigned") {
  auto root = session.add(Node{.name = "r", .children = {Node{.name = "a", .children = {Node{.name = "b"}}}}});
  session.commit();
  session.load(root, sa::col<&Node::children>);
  auto a = root->children[0];
  session.load(a, sa::col<&Node::children>);
  root->children = a->children;
  session.commit();
  CHECK(read(nodes) == "r:none|a:none|b:1");
}

TEST_CASE_METHOD(shelf_database, "what was copied from other objects is written") {
  auto one = session.add(Book{.title = "1", .author = Author{.name = "Ada"}, .tags = {Tag{.name = "t"}}});
  auto two = session.add(Book{.title = "2"});
  session.flush();
  two->author = one->author;
  two->tags = one->tags;
  session.add(Book{.title = "3", .author = std::as_const(one)->author});
  session.flush();
  CHECK_FALSE(session.is_modified(two));
  session.commit();
  CHECK(read(author_ids) == "1|1|1");
  CHECK(read("SELECT book_id || tag FROM book_tags ORDER BY book_id") == "1t|2t");
}

TEST_CASE_METHOD(shelf_database, "collections that were swapped are written, or undone with what was done meanwhile") {
  auto ada = session.add(Author{.name = "Ada", .books = {Book{.title = "1"}, Book{.title = "2"}}});
  auto eve = session.add(Author{.name = "Eve", .books = {Book{.title = "3"}}});
  session.commit();
  const auto load = [&] { session.load_all(std::vector{ada, eve}, sa::col<&Author::books>); };
  load();
  std::swap(ada->books, eve->books);
  session.commit();
  CHECK(read(author_ids) == "2|2|1");

  load();
  CHECK_THROWS_AS(session.begin_nested([&] {
    ada->books = eve->books;
    session.flush();
    throw std::runtime_error("no");
  }),
                  std::runtime_error);
  load();
  CHECK(ada->books.size() == 1);
  CHECK(eve->books.size() == 2);
  ada->books = std::move(eve->books);
  session.rollback();
  load();
  CHECK(ada->books[0]->title == "3");
  CHECK(eve->books[1]->author.get() == eve);
  session.commit();
  CHECK(read(author_ids) == "2|2|1");
}

TEST_CASE_METHOD(shelf_database, "a list in another order is no change") {
  auto ada = session.add(Author{.name = "Ada", .books = {Book{.title = "1"}, Book{.title = "2"}}});
  session.commit();
  session.load(ada, sa::col<&Author::books>);
  sa::many<Book> turned{};
  turned.append(ada->books[1]);
  turned.append(ada->books[0]);
  ada->books = turned;
  CHECK(ada->books[0]->title == "2");
  CHECK_FALSE(session.is_modified(ada));
}

TEST_CASE_METHOD(shop_database,
                 "lines and an invoice that were assigned to another order are written, and no orphans") {
  auto first = session.add(Order{.customer = "a", .invoice = Invoice{.address = "A"}});
  auto second = session.add(Order{.customer = "b", .lines = {Line{.number = 1, .article = "x"}}});
  session.flush();
  second->invoice = first->invoice;
  session.flush();
  CHECK_FALSE(first->invoice);
  std::swap(first->invoice, second->invoice);
  session.commit();
  CHECK(read("SELECT order_id || address FROM invoices") == "1A");
  CHECK(read(lines) == "2:1:x");
}

TEST_CASE_METHOD(tree_database, "a failed flush of a tree gives back no keys") {
  auto root = session.add(Folder{.name = "root", .folders = {Folder{.name = "a"}}});
  auto bad = session.add(Folder{.inside = 99, .name = "bad"});
  CHECK_THROWS_AS(session.flush(), sa::integrity_error);
  CHECK(root->id == 0);
  CHECK(root->folders[0]->id == 0);
  CHECK_FALSE(root->folders[0]->inside.has_value());
  session.expunge(bad);
  session.commit();
  CHECK(read(folders) == "root:none|a:1");
}

struct Port;
struct Ship {
  int id{};
  int version{};
  std::optional<int> port_id{};
  sa::one<Port> port{};

  using table = sa::table<"ships", sa::primary_key<&Ship::id>, sa::version_id<&Ship::version>,
                          sa::references<&Ship::port_id, Port>>;
};
struct Port {
  int id{};
  std::optional<int> first_id{};
  sa::one<Ship> first{};

  using table = sa::table<"ports", sa::primary_key<&Port::id>, sa::references<&Port::first_id, Ship>>;
};

TEST_CASE_METHOD((orm_database<Ship, Port>), "a new circle is inserted and updated, and both are undone") {
  auto used = session.add(Port{});
  session.flush();
  const auto other = session.add(Ship{.port_id = used->id});
  session.commit();
  auto ship = session.add(Ship{});
  ship->port = Port{};
  ship->port->first = ship;
  session.remove(used);  // to which a ship refers
  CHECK_THROWS_AS(session.flush(), sa::integrity_error);
  CHECK(ship.state() == object_state::pending);
  CHECK(ship->id == 0);
  CHECK(ship->version == 0);
  session.add(used);
  session.commit();
  CHECK(read("SELECT version || ':' || port_id FROM ships ORDER BY id") == "0:1|1:2");
}

struct Profile;
struct Login {
  int id{};
  std::string name{};
  sa::one<Profile> profile{};

  using table = sa::table<"logins", sa::primary_key<&Login::id>, sa::unique<&Login::name>>;
};
struct Profile {
  int id{};
  std::optional<int> login_id{};
  std::string bio{};

  using table = sa::table<"profiles", sa::primary_key<&Profile::id>, sa::unique<&Profile::login_id>,
                          sa::references<&Profile::login_id, Login>>;
};

using logins = orm_database<Login, Profile>;

TEST_CASE_METHOD(logins, "what a row gives up a new one may have, by the same flush") {
  auto ada = session.add(Login{.name = "ada", .profile = Profile{.bio = "one"}});
  session.commit();
  session.load(ada, sa::col<&Login::profile>);
  take();
  SECTION("a unique value") {
    ada->name = "lovelace";
    session.add(Login{.name = "ada"});
    session.commit();
    CHECK(take() == texts{"UPDATE logins SET name = ? WHERE id = ?", "INSERT INTO logins (name) VALUES (?)"});
    CHECK(read("SELECT name FROM logins ORDER BY id") == "lovelace|ada");
  }
  SECTION("the only place in a relation") {
    ada->profile = Profile{.bio = "two"};
    session.commit();
    CHECK(read("SELECT bio || coalesce(login_id, '') FROM profiles ORDER BY id") == "one|two1");
  }
  SECTION("and what refers to a new row is updated behind it, once") {
    auto one = ada->profile.get();
    one->bio = "moved";
    auto grace = session.add(Login{.name = "grace"});
    ada->profile = nullptr;
    grace->profile = one;
    session.commit();
    CHECK(take() ==
          texts{"INSERT INTO logins (name) VALUES (?)", "UPDATE profiles SET login_id = ?, bio = ? WHERE id = ?"});
    CHECK(read("SELECT bio || login_id FROM profiles") == "moved2");
  }
  SECTION("also where it waits for another new row") {
    auto grace = session.add(Login{.name = "grace"});
    auto one = ada->profile.get();
    ada->profile = Profile{.bio = "two"};
    grace->profile = one;
    session.commit();
    CHECK(take() == texts{"INSERT INTO logins (name) VALUES (?)", "UPDATE profiles SET login_id = ? WHERE id = ?",
                          "INSERT INTO profiles (login_id, bio) VALUES (?, ?)"});
    CHECK(read("SELECT bio || login_id FROM profiles ORDER BY id") == "one2|two1");
  }
  SECTION("or is as it was, where the flush fails") {
    ada->name = "lovelace";
    auto bad = session.add(Profile{.login_id = 99});
    CHECK_THROWS_AS(session.flush(), sa::integrity_error);
    session.expunge(bad);
    CHECK(session.is_modified(ada));
    session.commit();
    CHECK(read("SELECT name FROM logins") == "lovelace");
  }
}

}  // namespace
