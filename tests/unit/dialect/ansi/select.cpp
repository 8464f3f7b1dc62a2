// SPDX-License-Identifier: MIT
#include <sqlalloy/dialect/ansi/select.hpp>

#include <catch2/catch.hpp>

#include <sqlalloy/dialect/render.hpp>
#include <sqlalloy/dialect/sqlite.hpp>

#include "support/kind_schemas.hpp"
#include "support/statements/check_text.hpp"
#include "support/statements/selects.hpp"

namespace sa = sqlalloy;

namespace {

static_assert([] {
  statements::all_hold all;
  statements::each_select(all);
  return all.result;
}());
static_assert([] {
  statements::all_hold all;
  statements::each_conditional(all);
  return all.result;
}());

// What a struct inherits from another table is joined to it.
using sqlite = sa::sqlite::dialect;
using staff::Architect, staff::Employee, staff::Engineer, staff::Team;
constexpr auto language = sa::col<&Engineer::language>;
constexpr auto name = sa::col<&Engineer::employee, &Employee::name>;

static_assert(sa::sql<sqlite>(sa::select<Engineer>()) ==
              "SELECT engineers.id, employees.kind, employees.name, employees.boss_id, engineers.language, "
              "engineers.team_id FROM (employees JOIN engineers ON engineers.id = employees.id)");
static_assert(sa::sql<sqlite>(sa::select(language).where(name == sa::lit<"Eve">)) ==
              "SELECT engineers.language FROM (employees JOIN engineers ON engineers.id = employees.id) WHERE "
              "employees.name = 'Eve'");
static_assert(
    sa::sql<sqlite>(
        sa::select<Architect>().where(sa::col<&Employee::name> == language).order_by(sa::col<&Employee::id>)) ==
        "SELECT architects.id, employees.kind, employees.name, employees.boss_id, engineers.language, "
        "engineers.team_id, architects.houses FROM ((employees JOIN engineers ON engineers.id = employees.id) JOIN "
        "architects ON architects.id = engineers.id) WHERE employees.name = engineers.language ORDER BY employees.id",
    "a column of what is inherited may be named by itself");
static_assert(sa::sql<sqlite>(sa::select<Team>().left_join(sa::tables<Engineer>)) ==
              "SELECT teams.id, teams.name FROM teams LEFT JOIN (employees JOIN engineers ON engineers.id = "
              "employees.id) ON engineers.team_id = teams.id");
constexpr auto other = sa::alias<Architect, "A">;
static_assert(sa::sql<sqlite>(sa::select(sa::col<&Team::id>)
                                  .cross_join(other)
                                  .where(other[sa::col<&Architect::engineer, &Engineer::language>] ==
                                         other[sa::col<&Architect::engineer, &Engineer::employee, &Employee::name>])) ==
              "SELECT teams.id FROM teams CROSS JOIN ((employees AS \"A_employees\" JOIN engineers AS \"A_engineers\" "
              "ON \"A_engineers\".id = \"A_employees\".id) JOIN architects AS \"A\" ON \"A\".id = \"A_engineers\".id) "
              "WHERE \"A_engineers\".language = \"A_employees\".name");
// Two names that are plain may make a word of SQL's: current_date.
struct date {
  int id{};
  int kind{};

  using table = sa::table<"date", sa::primary_key<&date::id>, sa::polymorphic_on<&date::kind>>;
};
struct meeting {
  date base{};
  int length{};

  using table = sa::table<"meetings", sa::inherits<&meeting::base>, sa::polymorphic_identity<1>>;
};
constexpr auto current = sa::alias<meeting, "current">;
static_assert(sa::sql<sqlite>(sa::select(current[sa::col<&meeting::base, &date::kind>])) ==
              "SELECT \"current_date\".kind FROM (date AS \"current_date\" JOIN meetings AS current ON current.id = "
              "\"current_date\".id)");
static_assert(sa::sql<sqlite>(sa::select<garage::Car>()) ==
              "SELECT vehicles.id, vehicles.kind, vehicles.plate, vehicles.seats FROM app.vehicles");

}  // namespace

TEST_CASE("every clause of SELECT is written as each database wants it") {
  statements::each_select(statements::check_text{});
}

TEST_CASE("a query with conditional clauses has a text for each way they can go") {
  statements::each_conditional(statements::check_text{});
}
