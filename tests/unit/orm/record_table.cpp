// SPDX-License-Identifier: MIT
#include <sqlalloy/orm/many.hpp>
#include <sqlalloy/orm/record_table.hpp>
#include <sqlalloy/orm/tracked.hpp>

#include <catch2/catch.hpp>

#include <support/orm_schemas.hpp>

namespace sa = sqlalloy;

namespace {

bool is_named(const sa::record& object, const void* name) {
  return static_cast<const sa::object_record<shelf::Tag>&>(object).object.name == static_cast<const char*>(name);
}

// What comes and goes is tested with keys, in identity_map.cpp.
TEST_CASE("objects of the same number are told apart by what they are asked") {
  sa::record_table table;
  const auto one = sa::make_tracked(shelf::Tag{.name = "one"}), two = sa::make_tracked(shelf::Tag{.name = "two"});
  CHECK(table.find(5, &is_named, "one") == nullptr);
  table.insert(5, *one.get_record());
  table.insert(5, *two.get_record());
  CHECK(table.find(5, &is_named, "one") == one.get_record());
  CHECK(table.find(5, &is_named, "two") == two.get_record());
  CHECK(table.find(5, &is_named, "three") == nullptr);
  CHECK(table.find(6, &is_named, "one") == nullptr);
  table.erase(5, *one.get_record());
  CHECK(table.find(5, &is_named, "one") == nullptr);
  CHECK(table.find(5, &is_named, "two") == two.get_record());
  CHECK(table.size() == 1);
  table.clear();
  CHECK(table.size() == 0);
}

}  // namespace
