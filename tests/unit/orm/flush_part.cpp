// SPDX-License-Identifier: MIT
#include <sqlalloy/orm/flush_part.hpp>
#include <sqlalloy/orm/many.hpp>

#include <catch2/catch.hpp>

#include <support/orm_core.hpp>
#include <support/orm_schemas.hpp>
#include <vector>

namespace sa = sqlalloy;

namespace {

using sa::object_state;
using shop::Order;

using records = std::vector<sa::record*>;
constexpr sa::table_functions no_statements{};

struct fixture : orm_core_owner<Order, shop::Line, shop::Invoice> {
  sa::object_store<Order>& store = core->store<Order>();
  sa::flush_part part{store, sa::functions_of_entity<Order>::all, no_statements};

  void insert(const sa::tracked<Order>& one, std::int64_t key) {  // as the unit of work does
    one.get_record()->object.id = key;
    one.get_record()->state = object_state::persistent;
    one.get_record()->is_new = true;
    store.map.insert(*one.get_record());
    part.inserted.push_back(one.get_record());
  }
};

TEST_CASE_METHOD(fixture, "a new object has no key that the database gives") {
  core->add(Order{.customer = "a"});
  CHECK_NOTHROW(part.check());
  core->add(Order{.id = 3});
  CHECK_THROWS_WITH(part.check(), Catch::Contains("a new Order has a key"));
}

TEST_CASE_METHOD(fixture, "a row keeps its key") {
  auto row = core->load(Order{.id = 1, .customer = "a"});
  row->customer = "b";
  CHECK_NOTHROW(part.check());
  row->id = 2;
  CHECK_THROWS_AS(part.check(), sa::invalid_request_error);
  CHECK_THROWS_AS(part.check_keys(), sa::invalid_request_error);
}

TEST_CASE_METHOD(fixture, "what is undone is as it was: keys, versions, columns, what is to be deleted") {
  auto fresh = core->add(Order{.customer = "new"});
  auto row = core->load(Order{.id = 1, .version = 3, .customer = "a"});
  row->customer = "b";
  const auto cascaded = core->load(Order{.id = 2});
  part.note(*fresh.get_record());
  fresh.get_record()->object.customer = "changed by the flush";
  part.note(*fresh.get_record());  // the first image counts
  insert(fresh, 7);
  auto& record = *row.get_record();
  record.object.version = 4;
  part.updated.emplace_back(&record, record.exchange_snapshot());
  cascaded.get_record()->is_doomed = true;
  cascaded.get_record()->pin();
  store.doomed.push_back(cascaded.get_record());

  part.undo();
  part.undo_numbers();
  CHECK(fresh.state() == object_state::pending);
  CHECK(fresh->id == 0);
  CHECK(fresh->customer == "new");
  CHECK(store.map.find({{7}}) == nullptr);
  CHECK(row->version == 3);
  CHECK(row->customer == "b");
  CHECK(row.get_record()->as_loaded().customer == "a");
  CHECK(store.doomed.empty());
  CHECK_FALSE(cascaded.get_record()->is_doomed);
}

TEST_CASE_METHOD(fixture, "an image that was taken after the row was there gives the key back, too") {
  auto fresh = core->add(Order{.customer = "new"});
  insert(fresh, 7);
  part.note(*fresh.get_record());
  part.undo();
  part.undo_numbers();
  CHECK(fresh->id == 0);
}

TEST_CASE_METHOD(fixture, "a row that was taken over is given back, or stays") {
  const auto former = core->load(Order{.id = 7, .customer = "a"});
  auto fresh = core->add(Order{.id = 7, .customer = "b"});
  sa::record &one = *fresh.get_record(), &other = *former.get_record();
  other.is_doomed = true;
  other.pin();
  store.doomed.push_back(&other);
  part.doomed_before = 1;
  part.switched.emplace_back(&one, &other);
  one.takes_row = other.leaves_row = true;
  store.forget(other);
  one.state = object_state::persistent;
  store.remember(one);
  one.touch();
  bool is_kept = false;
  SECTION("given back") { part.undo(); }
  SECTION("kept") {
    records created, removed;
    part.settle(created, removed);
    CHECK(created == records{&one});
    CHECK(removed == records{&other});
    is_kept = true;
  }
  CHECK_FALSE(one.takes_row);
  CHECK_FALSE(other.leaves_row);
  CHECK(store.map.find({{7}}) == (is_kept ? &one : &other));
  CHECK(fresh.state() == (is_kept ? object_state::persistent : object_state::pending));
  CHECK(former.state() == (is_kept ? object_state::deleted : object_state::persistent));
  CHECK(one.has_snapshot() == is_kept);
}

TEST_CASE_METHOD(fixture, "what has gone well holds") {
  auto fresh = core->add(Order{.customer = "new", .lines = {shop::Line{.number = 1}}});
  insert(fresh, 7);
  auto gone = core->load(Order{.id = 1});
  gone->customer = "b";
  gone.get_record()->is_doomed = true;
  gone.get_record()->pin();
  store.doomed.push_back(gone.get_record());
  records created, removed;
  part.settle(created, removed);
  CHECK(store.pending.empty());
  CHECK(store.doomed.empty());
  CHECK(store.touched.empty());
  CHECK(created == records{fresh.get_record()});
  CHECK(removed == records{gone.get_record()});
  CHECK(gone.state() == object_state::deleted);
  CHECK(store.map.find({{1}}) == nullptr);
  CHECK(store.map.find({{7}}) == fresh.get_record());
  CHECK_FALSE(sa::read_in(fresh->lines).is_changed());
}

}  // namespace
