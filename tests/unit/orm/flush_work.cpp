// SPDX-License-Identifier: MIT
#include <sqlalloy/orm/flush_work.hpp>
#include <sqlalloy/orm/unit_of_work.hpp>

#include <catch2/catch.hpp>

#include <string>
#include <vector>

#include "support/orm_session.hpp"

namespace sa = sqlalloy;

namespace {

using shop::Line;
using shop::Order;
using events = std::vector<std::string>;

// What a flush does, of a session without its handle on it, and what it has said to its transaction. That it is right
// in a database is tested in unit_of_work.cpp.
struct fixture : shop_database, sa::flush_connection {
  state& objects = *new state(engine, {});
  events seen{};
  sa::flush_part parts[2]{part<Order>(), part<Line>()};
  ~fixture() { objects.close(); }

  template <class T>
  sa::flush_part part() {
    return {objects.store<T>(), sa::functions_of_entity<T>::all, sa::functions_of_table<state, T>::all};
  }
  void flush() { sa::flush_work(objects, parts, *this).run(); }

  void begin_writing() override { seen.push_back("write"); }
  void keep() override { seen.push_back("keep"); }
  void undo() noexcept override { seen.push_back("undo"); }
};

TEST_CASE_METHOD(fixture, "each statement is announced, and what went well is kept") {
  const auto order = sa::make_tracked(Order{.customer = "a", .lines = {Line{.number = 1}, Line{.number = 2}}});
  objects.adopt(*order.get_record());
  flush();
  CHECK(seen == events{"write", "write", "keep"});
  CHECK(order.state() == sa::object_state::persistent);
  CHECK(objects.created.size() == 3);
}

TEST_CASE_METHOD(fixture, "nothing is kept of what fails, and all of it waits for the next time") {
  const auto order = sa::make_tracked(Order{.customer = "a", .lines = {Line{.number = 1}, Line{.number = 1}}});
  objects.adopt(*order.get_record());
  CHECK_THROWS_AS(flush(), sa::integrity_error);
  CHECK(seen == events{"write", "write", "undo"});
  CHECK(order.state() == sa::object_state::pending);
  CHECK(order->id == 0);
  CHECK(objects.store<Line>().pending.size() == 2);
  CHECK(objects.created.empty());
}

TEST_CASE_METHOD(fixture, "what is refused is refused before anything is written") {
  const auto order = sa::make_tracked(Order{.id = 5});
  objects.adopt(*order.get_record());
  CHECK_THROWS_AS(flush(), sa::invalid_request_error);
  CHECK(seen == events{"undo"});
}

TEST_CASE_METHOD(tree_database, "a new row has the key of an old one at once, also in a table that refers to itself") {
  auto root = session.add(tree::Folder{.name = "a"});
  session.commit();
  session.load(root, sa::col<&tree::Folder::folders>);
  root->folders.append(tree::Folder{.name = "b", .folders = {tree::Folder{.name = "c"}}});
  take();
  session.flush();
  CHECK(take().size() == 3);  // what is new itself gives its key when it has one
  session.commit();
  CHECK(read("SELECT name || coalesce(inside, '') FROM folders ORDER BY id") == "a|b1|c2");
}

}  // namespace
