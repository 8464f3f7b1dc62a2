// SPDX-License-Identifier: MIT
#include <sqlalloy/query/update_changed.hpp>

#include <catch2/catch.hpp>

#include <string>
#include <support/composite_schemas.hpp>
#include <support/orm_schemas.hpp>
#include <vector>

namespace sa = sqlalloy;

namespace {

using shop::Line;
using shop::Order;

static_assert(sa::mask_of_column(0) == 1 && sa::mask_of_column(1) == 2 && sa::mask_of_column(62) == 1ull << 62);
static_assert(sa::mask_of_column(63) == 1ull << 63 && sa::mask_of_column(64) == 1ull << 63,
              "the last bit is of all columns that are left");

static_assert(sa::is_set<Order>(0b100, 2) && !sa::is_set<Order>(0b100, 1));
static_assert(sa::is_set<wide::Row>(sa::mask_of_column(64), 63) && sa::is_set<wide::Row>(sa::mask_of_column(63), 64));
static_assert(!sa::is_set<wide::Row>(~sa::column_mask{}, 65), "what the database computes is never set");

template <class T>
struct change {
  const T& now;
  const T& before;
};
template <class T>
using changes = std::vector<change<T>>;

using by_key_and_version = sa::row_finder<sa::columns<&Order::id>, sa::columns<&Order::version>>;
using update = sa::update_changed_query<Order, by_key_and_version, changes<Order>>;
using removal =
    sa::delete_objects_query<Line, sa::row_finder<sa::columns<&Line::order_id, &Line::number>, sa::columns<>>,
                             changes<Line>>;
static_assert(sa::statement<update> && sa::statement<removal>);
static_assert(update::own_slots == 3 + 2 && removal::own_slots == 2,
              "at most: all columns and those that find the row");

/// What is bound, as text.
struct noted {
  std::vector<std::string>& all;
  void operator()(const auto& slot) const {
    if constexpr (requires { std::to_string(slot.value); })
      all.push_back(std::to_string(slot.value));
    else
      all.emplace_back(slot.value);
  }
};

}  // namespace

TEST_CASE("an UPDATE binds the changed columns as they are, and key and version as they were") {
  const Order before{.id = 1, .version = 4, .customer = "Ada"}, now{.id = 9, .version = 5, .customer = "Eve"};
  const update query{sa::mask_of_column(1) | sa::mask_of_column(2), {{now, before}}};
  std::vector<std::string> bound;
  const noted note{bound};
  for (const auto& object : sa::objects_of(query)) sa::for_each_slot_of(query, object, note);
  CHECK(bound == std::vector<std::string>{"5", "Eve", "1", "4"});
}

TEST_CASE("a DELETE binds the key as it was") {
  const Line before{.order_id = 3, .number = 2, .article = "nail"}, now{.order_id = 4, .number = 5};
  const removal query{{{now, before}}};
  std::vector<std::string> bound;
  const noted note{bound};
  for (const auto& object : sa::objects_of(query)) sa::for_each_slot_of(query, object, note);
  CHECK(bound == std::vector<std::string>{"3", "2"});
}

TEST_CASE("the columns that share a bit are bound together, without what is computed") {
  using finder = sa::row_finder<sa::columns<&wide::Row::id>, sa::columns<>>;
  const wide::Row row{.id = 1, .c62 = 62, .c63 = 63, .c64 = 64, .twice = 128};
  const sa::update_changed_query<wide::Row, finder, changes<wide::Row>> query{sa::mask_of_column(63), {{row, row}}};
  std::vector<std::string> bound;
  const noted note{bound};
  for (const auto& object : sa::objects_of(query)) sa::for_each_slot_of(query, object, note);
  CHECK(bound == std::vector<std::string>{"63", "64", "1"});
}

TEST_CASE("of a composite the columns that have changed are bound") {
  using depot::Parcel;
  using by_key = sa::row_finder<sa::primary_key_t<Parcel>, sa::columns<>>;
  using update_parcels = sa::update_changed_query<Parcel, by_key, changes<Parcel>>;
  STATIC_REQUIRE(update_parcels::own_slots == 6 + 2);
  const Parcel before{.key = {.depot = 1, .number = 2}, .route = {.sender_id = 3, .stops = 4}, .content = "x"};
  Parcel now = before;
  now.route.stops = 5;
  const update_parcels query{sa::mask_of_column(3), {{now, before}}};
  std::vector<std::string> bound;
  const noted note{bound};
  for (const auto& object : sa::objects_of(query)) sa::for_each_slot_of(query, object, note);
  CHECK(bound == std::vector<std::string>{"5", "1", "2"});
}
