// SPDX-License-Identifier: MIT
#include <sqlalloy/orm/table_functions.hpp>

#include <catch2/catch.hpp>

#include <vector>

#include "support/orm_session.hpp"

namespace sa = sqlalloy;

namespace {

using shop::Invoice;
using shop::Line;
using shop::Order;
using records = std::vector<sa::record*>;

struct fixture : shop_database {
  state& objects = *new state(engine, {});
  ~fixture() { objects.close(); }
};

TEST_CASE_METHOD(fixture, "rows are inserted, updated and deleted through the functions of their table") {
  constexpr const sa::table_functions& orders = sa::functions_of_table<state, Order>::all;
  const auto order = sa::make_tracked(Order{.customer = "a"});
  const records both{order.get_record()};
  orders.insert(objects, both);
  CHECK(order->id == 1);
  order.get_record()->take_snapshot();
  order.get_record()->object.customer = "b";
  orders.update(objects, sa::mask_of_column(2), both);
  objects.commit();
  CHECK(read("SELECT customer FROM orders") == "b");
  orders.remove(objects, both);
  objects.commit();
  CHECK(read("SELECT customer FROM orders").empty());
}

TEST_CASE_METHOD(fixture, "a relation is loaded that says what is deleted along, and no other") {
  run("INSERT INTO orders (version, customer) VALUES (0, 'a')");
  run("INSERT INTO lines (order_id, number, article) VALUES (1, 1, 'nail')");
  objects.store<Order>().spare().object = Order{.id = 1, .customer = "a"};
  const sa::tracked<Order> order(&objects.store<Order>().keep_read(false));
  objects.store<Line>().spare().object = Line{.order_id = 1, .number = 1, .article = "nail"};
  const sa::tracked<Line> line(&objects.store<Line>().keep_read(false));
  using lines = sa::info_of<sa::relation_of<&Order::lines>>;
  using owner = sa::info_of<sa::relation_of<&Line::order>>;
  sa::functions_of_table<state, Line>::all.load(objects, owner::info, {line.get_record()});
  CHECK_FALSE(line->order.is_loaded());
  sa::functions_of_table<state, Order>::all.load(objects, lines::info, {order.get_record()});
  REQUIRE(order->lines.is_loaded());
  CHECK(order->lines[0] == line);
}

}  // namespace
