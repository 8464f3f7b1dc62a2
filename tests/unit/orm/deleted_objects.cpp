// SPDX-License-Identifier: MIT
#include <sqlalloy/orm/deleted_objects.hpp>

#include <catch2/catch.hpp>

#include <string>
#include <utility>

#include "support/orm_session.hpp"

namespace sa = sqlalloy;

namespace {

using sa::object_state;
using shop::Invoice;
using shop::Line;
using shop::Order;

constexpr const char* lines = "SELECT order_id || ':' || number FROM lines ORDER BY order_id, number";
constexpr const char* invoices = "SELECT address || coalesce(order_id, 'none') FROM invoices ORDER BY id";

struct fixture : shop_database {
  sa::tracked<Order> order = session.add(
      Order{.customer = "Ada", .lines = {Line{.number = 1}, Line{.number = 2}}, .invoice = Invoice{.address = "A"}});
  fixture() {
    session.commit();
    take();
  }
};

TEST_CASE_METHOD(fixture, "what is taken out of a relation that it cannot be without is deleted") {
  session.load(order, sa::col<&Order::lines>);
  auto line = order->lines[0];
  order->lines.remove(line);
  session.flush();
  CHECK(line.state() == object_state::deleted);
  session.commit();
  CHECK(read(lines) == "1:2");
}

TEST_CASE_METHOD(fixture, "what was put back is not deleted") {
  session.load(order, sa::col<&Order::lines>);
  auto line = order->lines[0];
  order->lines.remove(line);
  order->lines.append(line);
  session.commit();
  CHECK(read(lines) == "1:1|1:2");
}

TEST_CASE_METHOD(fixture, "a new object that was taken out again is not inserted, and may be put back") {
  session.load(order, sa::col<&Order::lines>);
  auto line = order->lines.append(Line{.number = 3});
  order->lines.remove(line);
  session.flush();
  CHECK(line.state() == object_state::transient);
  order->lines.append(line);
  session.commit();
  CHECK(read(lines) == "1:1|1:2|1:3");
}

TEST_CASE_METHOD(fixture, "what goes to an owner whose relation is not loaded is not deleted") {
  auto other = session.add(Order{.customer = "Eve"});
  session.commit();
  session.load(order, sa::col<&Order::lines>);
  auto line = order->lines[0];
  session.load(line, sa::col<&Line::order>);
  line->order = other;
  CHECK_THROWS_WITH(session.flush(), Catch::Contains("a row keeps its key"));  // which is part of Line's key
  session.rollback();
  CHECK(read(lines) == "1:1|1:2");
}

TEST_CASE_METHOD(fixture, "what is owned is deleted along, and what only refers is left without") {
  session.remove(order);
  session.commit();
  CHECK(read(lines).empty());
  CHECK(read(invoices) == "Anone");
  CHECK(order.state() == object_state::detached);
}

TEST_CASE_METHOD(fixture, "new objects of one that is deleted are not inserted") {
  session.load(order, sa::col<&Order::lines>);
  const auto line = order->lines.append(Line{.number = 3});
  session.remove(order);
  session.commit();
  CHECK(line.state() == object_state::transient);
  CHECK(read(lines).empty());
}

TEST_CASE_METHOD(fixture, "an object that was removed and added again stays, with all that would have gone along") {
  session.remove(order);
  session.add(order);
  session.commit();
  CHECK(read(lines) == "1:1|1:2");

  session.remove(order);
  const auto bad = session.add(Line{.order_id = 99});
  CHECK_THROWS_AS(session.flush(), sa::integrity_error);  // it has found the lines
  session.add(order);
  session.expunge(bad);
  session.commit();
  CHECK(read(lines) == "1:1|1:2");
}

TEST_CASE_METHOD(fixture, "deleted objects are there again after a rollback") {
  session.remove(order);
  session.flush();
  CHECK(order.state() == object_state::deleted);
  session.rollback();
  CHECK(order.state() == object_state::persistent);
  CHECK(session.get(sa::tables<Order>, 1) == order);
  session.load(order, sa::col<&Order::lines>);
  CHECK(order->lines.size() == 2);
}

TEST_CASE_METHOD(fixture, "the only one of a relation is replaced, and is left without its owner") {
  session.load(order, sa::col<&Order::invoice>);
  order->invoice = Invoice{.address = "B"};
  session.commit();
  CHECK(read(invoices) == "Anone|B1");
  session.load(order, sa::col<&Order::invoice>);
  order->invoice = nullptr;
  session.commit();
  CHECK(read(invoices) == "Anone|Bnone");
}

struct Song;
struct Entry;
struct Album {
  int id{};
  sa::many<Song> songs{};

  using table = sa::table<"albums", sa::primary_key<&Album::id>,
                          sa::relation<&Album::songs, sa::secondary<Entry>, sa::cascades<"all">>>;
};
struct Song {
  int id{};

  using table = sa::table<"songs", sa::primary_key<&Song::id>>;
};
struct Entry {
  int album_id{};
  int song_id{};

  using table = sa::table<"entries", sa::primary_key<&Entry::album_id, &Entry::song_id>,
                          sa::references<&Entry::album_id, Album>, sa::references<&Entry::song_id, Song>>;
};

TEST_CASE_METHOD((orm_database<Album, Song, Entry>), "what a table between two others leads to is deleted along, too") {
  auto first = session.add(Album{.songs = {Song{}, Song{}}}), second = session.add(Album{.songs = {Song{}}});
  second->songs.append(first->songs[0]);
  session.commit();
  session.remove(first);
  session.commit();
  CHECK(read("SELECT album_id || ':' || song_id FROM entries") == "2:3");
  CHECK(read("SELECT id || '' FROM songs") == "3");
  session.load(second, sa::col<&Album::songs>);
  const auto song = second->songs.append(Song{});  // has no row yet
  session.remove(second);
  session.commit();
  CHECK(song.state() == object_state::transient);
  CHECK(read("SELECT count(*) || '' FROM songs") == "0");
}

struct Leaf;
struct Folder {
  int id{};
  sa::many<Leaf> leaves{};

  using table = sa::table<"folders", sa::primary_key<&Folder::id>,
                          sa::relation<&Folder::leaves, sa::cascades<"all, delete-orphan">>>;
};
struct Leaf {
  int id{};
  int folder_id{};

  using table = sa::table<"leaves", sa::primary_key<&Leaf::id>, sa::references<&Leaf::folder_id, Folder>>;
};

TEST_CASE_METHOD((orm_database<Folder, Leaf>), "what was given to others is not deleted along") {
  auto old = session.add(Folder{.leaves = {Leaf{}, Leaf{}, Leaf{}}}), other = session.add(Folder{}),
       gone = session.add(Folder{});
  session.commit();
  session.load(old, sa::col<&Folder::leaves>);
  session.load(other, sa::col<&Folder::leaves>);
  session.load(gone, sa::col<&Folder::leaves>);
  const auto first = old->leaves[0], second = old->leaves[1], third = old->leaves[2];
  other->leaves.append(first);
  auto fresh = session.add(Folder{});
  fresh->leaves.append(second);
  gone->leaves.append(third);
  session.remove(gone);
  session.remove(old);
  session.commit();
  CHECK(read("SELECT id || ':' || folder_id FROM leaves ORDER BY id") == "1:2|2:4");
  CHECK(first.state() == object_state::persistent);
  CHECK(third.state() == object_state::detached);
}

TEST_CASE_METHOD(fixture, "what is left without its owner is deleted, whether the relation of that is loaded or not") {
  auto line = session.get_one(sa::tables<Line>, order->id, 1);
  session.load(line, sa::col<&Line::order>);
  CHECK_FALSE(std::as_const(order)->lines.is_loaded());
  line->order = nullptr;
  session.commit();
  CHECK(line.state() == object_state::detached);
  CHECK(read(lines) == "1:2");
  auto other = session.get_one(sa::tables<Line>, order->id, 2);
  session.load(other, sa::col<&Line::order>);
  session.load(order, sa::col<&Order::lines>);
  other->order = nullptr;
  session.commit();
  CHECK(read(lines).empty());
}

TEST_CASE_METHOD(fixture, "of the only one of a relation that is not loaded nothing is said") {
  auto fresh = session.add(Invoice{.address = "B", .order = order});
  CHECK(fresh->order.get() == order);
  CHECK_FALSE(std::as_const(order)->invoice.is_loaded());  // who knows whether there is another one
  session.commit();
  CHECK(read(invoices) == "A1|B1");
  session.load(fresh, sa::col<&Invoice::order>);
  fresh->order = nullptr;
  session.load(order, sa::col<&Order::invoice>);
  CHECK(std::as_const(order)->invoice->address == "A");
  fresh->order = order;
  CHECK(std::as_const(order)->invoice.get() == fresh);
  session.commit();
  CHECK(read(invoices) == "Anone|B1");
}

}  // namespace
