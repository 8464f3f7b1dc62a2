// SPDX-License-Identifier: MIT
#include <sqlalloy/orm/entity_functions.hpp>
#include <sqlalloy/orm/many.hpp>
#include <sqlalloy/orm/one.hpp>
#include <sqlalloy/type/text.hpp>

#include <catch2/catch.hpp>

#include <vector>

#include <cstdint>
#include <string>
#include <utility>

#include <support/orm_core.hpp>
#include <support/orm_schemas.hpp>

namespace sa = sqlalloy;

namespace {

using shop::Line;
using shop::Order;
using tree::Node;

struct stamped {
  std::int64_t id{};
  std::string at{};
  using table =
      sa::table<"stamped", sa::primary_key<&stamped::id>, sa::server_default<&stamped::at, "CURRENT_TIMESTAMP">>;
};
static_assert(sa::database_fills_inserted<stamped> && sa::database_fills_inserted<wide::Row>);
static_assert(!sa::database_fills_updated<stamped> && sa::database_fills_updated<wide::Row>);
static_assert(!sa::database_fills_inserted<Order>, "its number is read at once");

constexpr const sa::entity_functions& order = sa::functions_of_entity<Order>::all;
constexpr const sa::entity_functions& line = sa::functions_of_entity<Line>::all;
static_assert(order.relations.size() == 2 && line.relations.size() == 1);
static_assert(order.foreign_keys == 0 && line.foreign_keys == 0, "the key is known in any case");
static_assert(sa::functions_of_entity<Node>::all.foreign_keys == sa::mask_of_column(1));

TEST_CASE("a key is given to what the database numbers, or it is none of that") {
  const auto numbered = sa::make_tracked(Order{.id = 3}), fresh = sa::make_tracked(Order{});
  CHECK(order.has_given_key(*numbered.get_record()));
  CHECK_FALSE(order.has_given_key(*fresh.get_record()));
  const auto one = sa::make_tracked(Line{.order_id = 1, .number = 2});
  CHECK_FALSE(line.has_given_key(*one.get_record()));
}

TEST_CASE("a change of columns is one of the version, and the key is none") {
  auto row = sa::make_tracked(Order{.id = 1, .version = 3, .customer = "a"});
  sa::record& record = *row.get_record();
  record.take_snapshot();
  CHECK(order.changes(record) == 0);
  row->version = 9;
  CHECK(order.changes(record) == 0);
  row->customer = "b";
  CHECK(order.changes(record) == 0b110);
  CHECK(order.keeps_key(record));
  order.count_version(record);
  CHECK(row->version == 4);
  order.reset_version(record);
  CHECK(row->version == 3);
  row->id = 2;
  CHECK_FALSE(order.keeps_key(record));
}

TEST_CASE("the parent of a row in its own table is the one that the database knows") {
  orm_core_owner<Node> owner;
  auto root = owner.core->load(Node{.id = 1}), leaf = owner.core->load(Node{.id = 2, .parent_id = 1});
  const auto add_parents = sa::functions_of_entity<Node>::all.add_parents;
  leaf->parent_id.reset();
  std::vector<sa::row_parent> parents;
  add_parents(*root.get_record(), parents);
  CHECK(parents.empty());
  add_parents(*leaf.get_record(), parents);
  REQUIRE(parents.size() == 1);
  CHECK(parents[0].object == root.get_record());
}

static_assert(order.numbers_rows && !line.numbers_rows);

TEST_CASE("an object that takes a row over was loaded as the former one, and has what a program does not write") {
  auto former = sa::make_tracked(Order{.id = 1, .version = 3, .customer = "changed"});
  former.get_record()->take_snapshot();
  former.get_record()->before->customer = "loaded";
  auto fresh = sa::make_tracked(Order{.id = 1, .version = 8, .customer = "new"});
  fresh.get_record()->take_snapshot();
  order.take_row(*fresh.get_record(), *former.get_record());
  CHECK(fresh.get_record()->as_loaded().customer == "loaded");
  CHECK(fresh->customer == "new");
  CHECK(fresh->version == 3);

  const auto filled = sa::make_tracked(stamped{.id = 1, .at = "then"});
  auto empty = sa::make_tracked(stamped{.id = 1, .at = "unsent"});
  empty.get_record()->take_snapshot();
  sa::functions_of_entity<stamped>::all.take_row(*empty.get_record(), *filled.get_record());
  CHECK(empty->at == "then");
}

}  // namespace
