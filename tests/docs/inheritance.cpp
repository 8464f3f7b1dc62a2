// SPDX-License-Identifier: MIT
//
// The code of docs/inheritance.md.
#include <sqlalloy.hpp>
#include <sqlalloy/driver/sqlite3.hpp>
#include <sqlalloy/orm.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <string>

namespace sa = sqlalloy;

namespace {

struct Employee {
  std::int64_t id{};
  std::string kind{};
  std::string name{};

  using table = sa::table<"employees", sa::primary_key<&Employee::id>,
                          sa::polymorphic_on<&Employee::kind>,
                          sa::polymorphic_identity<"employee">>;
};

struct Engineer {
  Employee employee{};
  std::string language{};

  using table =
      sa::table<"engineers", sa::inherits<&Engineer::employee>,
                sa::polymorphic_identity<"engineer">>;
};

struct Manager {
  Employee employee{};
  double budget{};

  using table = sa::table<"employees", sa::inherits<&Manager::employee>,
                          sa::polymorphic_identity<"manager">>;
};

constexpr auto all_tables = sa::tables<Employee, Engineer, Manager>;

static_assert(
    sa::create_all_sql<sa::sqlite::dialect>(all_tables) ==
    "CREATE TABLE IF NOT EXISTS employees (id INTEGER PRIMARY KEY, "
    "kind TEXT NOT NULL, name TEXT NOT NULL, budget REAL) STRICT;\n"
    "CREATE TABLE IF NOT EXISTS engineers (id INTEGER NOT NULL, "
    "language TEXT NOT NULL, PRIMARY KEY (id), FOREIGN KEY (id) "
    "REFERENCES employees (id)) STRICT;\n");

TEST_CASE("inheritance") {
  auto engine = sa::create_engine<sa::sqlite::sqlite3>("sqlite://");
  engine.begin([](auto& db) { db.create_all(all_tables); });

  {
    sa::session session(engine, all_tables);
    auto eve = session.add(
        Engineer{.employee = {.name = "Eve"}, .language = "C++"});
    session.add(Manager{.employee = {.name = "Max"}, .budget = 3.5});
    session.commit();
    CHECK(eve->employee.kind == "engineer");
  }

  {
    sa::session session(engine, all_tables);
    const auto eve = session
                         .query(sa::select<Engineer>().where(
                             sa::col<&Employee::name> == "Eve"))
                         .one();
    CHECK(eve->language == "C++");
    const sa::tracked<Employee> employee = eve;
    CHECK(employee->name == "Eve");
  }

  {
    sa::session session(engine, all_tables);
    const auto everyone = session.query(sa::select<Employee>())
                              .options(sa::selectin_polymorphic(
                                  sa::tables<Engineer, Manager>))
                              .all();
    for (const auto& one : everyone) {
      if (const auto engineer = one.as(sa::tables<Engineer>))
        CHECK(engineer->language == "C++");
      else if (const auto manager = one.as(sa::tables<Manager>))
        CHECK(manager->budget == 3.5);
    }
  }
}

}  // namespace
