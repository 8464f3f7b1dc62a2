// SPDX-License-Identifier: MIT
#include <sqlalloy/orm/kinds.hpp>

#include <catch2/catch.hpp>

#include <string>
#include <type_traits>

#include <sqlalloy/dialect/render.hpp>
#include <sqlalloy/dialect/sqlite.hpp>

#include "support/kind_schemas.hpp"
#include "support/orm_session.hpp"

namespace sa = sqlalloy;

namespace {

using namespace staff;
using garage::Car;
using garage::Tanker;
using garage::Truck;
using garage::Vehicle;

static_assert(std::is_same_v<sa::criteria_of_kinds_t<Employee, Engineer>, sa::criteria<>>, "its join tells them apart");
using of_trucks = sa::is_of_kind<Truck, Vehicle, Truck, Tanker>;
static_assert(std::is_same_v<sa::criteria_of_kinds_t<Vehicle, Truck, Tanker>,
                             sa::criteria<sa::criterion_of<Truck, of_trucks>,
                                          sa::criterion_of<Tanker, sa::is_of_kind<Tanker, Vehicle, Truck, Tanker>>>>);

TEST_CASE("the rows of a struct are those of its kind, and of the kinds that inherit it") {
  const auto condition = of_trucks{}(sa::plain_source<Truck>{});
  CHECK(sa::sql<sa::sqlite::dialect>(sa::select<Truck>().where(condition))
            .ends_with(" WHERE (vehicles.kind = ? OR vehicles.kind = ?)"));
}

TEST_CASE("what a row says of its kind stands for one struct") {
  CHECK(sa::is_identity_of<Engineer>(std::string("engineer")));
  CHECK_FALSE(sa::is_identity_of<Employee>(std::string("engineer")));
  CHECK_FALSE(sa::is_identity_of<Vehicle>(0));
  CHECK(sa::kind_in(Architect{.engineer = {.employee = {.kind = "x"}}}) == "x");
}

using staff_database = orm_database<Team, Employee, Engineer, Architect>;

TEST_CASE_METHOD(staff_database, "a row becomes an object of the struct that it says") {
  run("INSERT INTO employees (id, kind, name) VALUES (1, 'engineer', 'Eve'), (2, 'employee', 'Ada')");
  run("INSERT INTO engineers (id, language) VALUES (1, 'C')");
  auto both = session.query(sa::select<Employee>().order_by(sa::col<&Employee::id>)).all();
  REQUIRE(both.size() == 2);
  CHECK(both[0].get_record()->entity() == &sa::entity_tag<Engineer>);
  CHECK(both[1].get_record()->entity() == &sa::entity_tag<Employee>);
  session.commit();
  run("UPDATE employees SET kind = 'employee' WHERE id = 1");
  CHECK_THROWS_WITH(session.query(sa::select<Employee>()).all(),
                    "sqlalloy: a Engineer of the session is a Employee in the database: its kind was changed there");
}

TEST_CASE_METHOD(staff_database, "a kind that no struct stands for is an error") {
  run("INSERT INTO employees (id, kind, name) VALUES (1, 'ghost', 'Eve')");
  CHECK_THROWS_WITH(session.query(sa::select<Employee>()).all(),
                    "sqlalloy: a row of employees is of the kind ghost, which is the sa::polymorphic_identity of no "
                    "Employee that the session has");
}

}  // namespace
