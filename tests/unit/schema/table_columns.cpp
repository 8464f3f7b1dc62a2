// SPDX-License-Identifier: MIT
#include <sqlalloy/schema/table_columns.hpp>

#include <catch2/catch.hpp>

#include <string>

#include <sqlalloy/type/arithmetic.hpp>
#include <sqlalloy/type/text.hpp>

#include "support/kind_schemas.hpp"

namespace sa = sqlalloy;

namespace {

using namespace staff;
using namespace garage;

static_assert(sa::columns_of_base_count<Employee> == 0 && sa::columns_of_base_count<Tanker> == 5);

// "name" for what may not be NULL, "name?" for what may.
template <class Entity, class... Entities>
std::string columns_among(sa::metadata<Entities...>) {
  std::string all;
  sa::for_each_column_in_table<Entity, sa::metadata<Entities...>>(
      [&](auto, const sa::column_facts& column) { all += std::string(column.name) + (column.nullable ? "? " : " "); });
  return all;
}

TEST_CASE("a table has the columns of all structs that share it, each once") {
  CHECK(columns_among<Vehicle>(sa::tables<Vehicle>) == "id kind plate ");
  CHECK(columns_among<Vehicle>(sa::tables<Vehicle, Car>) == "id kind plate seats? ");
  CHECK(columns_among<Vehicle>(sa::tables<Tanker, Truck, Vehicle, Car>) == "id kind plate liquid? seats? depot_id? ");
}

TEST_CASE("a table of its own has its key and what it adds") {
  CHECK(columns_among<Engineer>(sa::tables<Employee, Engineer, Architect>) == "id language team_id? ");
  CHECK(columns_among<Architect>(sa::tables<Architect>) == "id houses ");
}

}  // namespace
