// SPDX-License-Identifier: MIT
// Structs that inherit others, on every database: rows in two tables and rows of several kinds in one.

#include <sqlalloy.hpp>
#include <sqlalloy/driver/libpq.hpp>
#include <sqlalloy/driver/mysqlclient.hpp>
#include <sqlalloy/driver/sqlite3.hpp>
#include <sqlalloy/orm.hpp>

#include <catch2/catch.hpp>
#include <support/server_url.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sa = sqlalloy;

namespace inheritance {

struct Employee;

struct Team {
  std::int64_t id{};
  std::string name{};
  sa::many<Employee> members{};

  using table = sa::table<"kind_teams", sa::primary_key<&Team::id>>;
};

/// Each kind has a table of its own with what it adds.
struct Employee {
  std::int64_t id{};
  std::string kind{};
  std::string name{};
  std::optional<std::int64_t> team_id{};
  std::optional<std::int64_t> boss_id{};
  int version{};
  sa::one<Team> team{};
  sa::one<Employee> boss{};

  using table = sa::table<"kind_employees", sa::primary_key<&Employee::id>, sa::polymorphic_on<&Employee::kind>,
                          sa::polymorphic_identity<"employee">, sa::references<&Employee::team_id, Team>,
                          sa::references<&Employee::boss_id, Employee>, sa::version_id<&Employee::version>,
                          sa::relation<&Team::members, sa::collection_order<sa::col<&Employee::id>>>>;
};

struct Machine;

struct Engineer {
  Employee employee{};
  std::string language{};
  sa::many<Machine> machines{};

  using table = sa::table<"kind_engineers", sa::inherits<&Engineer::employee>, sa::polymorphic_identity<"engineer">,
                          sa::column_type<&Engineer::language, "VARCHAR(40)">, sa::unique<&Engineer::language>>;
};

struct Architect {
  Engineer engineer{};
  int houses{};

  using table = sa::table<"kind_architects", sa::inherits<&Architect::engineer>, sa::polymorphic_identity<"architect">>;
};

struct Manager {
  Employee employee{};
  std::optional<double> budget{};

  using table = sa::table<"kind_managers", sa::inherits<&Manager::employee>, sa::polymorphic_identity<"manager">>;
};

struct Machine {
  std::int64_t id{};
  std::int64_t engineer_id{};
  sa::one<Engineer> engineer{};

  using table =
      sa::table<"kind_machines", sa::primary_key<&Machine::id>, sa::references<&Machine::engineer_id, Engineer>>;
};

/// All kinds are in one table; a vehicle that is nothing else is none.
enum class vehicle_kind : std::int16_t { car = 1, truck = 2, tanker = 3 };

}  // namespace inheritance

template <>
struct sqlalloy::codec<inheritance::vehicle_kind> : sqlalloy::enum_by_value<inheritance::vehicle_kind> {};

namespace inheritance {

struct Vehicle {
  std::int64_t id{};
  vehicle_kind kind{};
  std::string plate{};

  using table = sa::table<"kind_vehicles", sa::primary_key<&Vehicle::id>, sa::polymorphic_on<&Vehicle::kind>>;
};
struct Car {
  Vehicle vehicle{};
  int doors{};
  std::optional<int> seats{};

  using table = sa::table<"kind_vehicles", sa::inherits<&Car::vehicle>, sa::polymorphic_identity<vehicle_kind::car>>;
};
struct Truck {
  Vehicle vehicle{};
  double tons{};
  std::optional<int> seats{};

  using table =
      sa::table<"kind_vehicles", sa::inherits<&Truck::vehicle>, sa::polymorphic_identity<vehicle_kind::truck>>;
};
struct Tanker {
  Truck truck{};
  std::string liquid{};

  using table =
      sa::table<"kind_vehicles", sa::inherits<&Tanker::truck>, sa::polymorphic_identity<vehicle_kind::tanker>>;
};

constexpr auto all_tables =
    sa::tables<Team, Employee, Engineer, Architect, Manager, Machine, Vehicle, Car, Truck, Tanker>;
constexpr auto name = sa::col<&Employee::name>;
constexpr auto name_of_engineer = sa::col<&Engineer::employee, &Employee::name>;

}  // namespace inheritance

using namespace inheritance;

namespace {

/// On each database, with empty tables; `statements` are those that were executed since it was cleared, by their first
/// words and table.
template <class F>
void on_each(F f) {
  for (const std::string& url : support::all_urls()) {
    DYNAMIC_SECTION(url.substr(0, url.find(':'))) {
      std::vector<std::string> statements;
      auto engine = sa::create_engine<sa::sqlite::sqlite3, sa::postgresql::libpq, sa::mariadb::mysqlclient,
                                      sa::mysql::mysqlclient>(
          url, {.hook = {.call =
                             [](void* context, const sa::execute_event& event) {
                               if (!event.finished)
                                 static_cast<std::vector<std::string>*>(context)->emplace_back(event.sql);
                             },
                         .context = &statements}});
      engine.begin([](auto& db) {
        db.drop_all(all_tables);
        db.create_all(all_tables);
      });
      statements.clear();
      f(engine, statements);
    }
  }
}

// The first words of each statement, up to the name of its table.
std::string outline(const std::vector<std::string>& statements) {
  std::string text;
  for (const std::string_view sql : statements) {
    const std::size_t at = sql.find("kind_", sql.find("FROM ") == std::string_view::npos ? 0 : sql.find("FROM "));
    if (at == std::string_view::npos) continue;  // BEGIN and the like
    if (!text.empty()) text += ", ";
    text += std::string(sql.substr(0, sql.find(' '))) + " " +
            std::string(sql.substr(at + 5, sql.find_first_of(" (", at) - at - 5));
  }
  return text;
}

template <class Engine>
void add_four(Engine& engine) {
  auto session = sa::session(engine, all_tables);
  auto team = session.add(Team{.name = "A"});
  team->members.append(session.add(Employee{.name = "Ada"}));
  team->members.append(session.add(Engineer{.employee = {.name = "Eve"}, .language = "C++"}));
  team->members.append(session.add(Manager{.employee = {.name = "Max"}, .budget = 0.1}));
  team->members.append(
      session.add(Architect{.engineer = {.employee = {.name = "Zoe"}, .language = "ML"}, .houses = 3}));
  session.commit();
}

TEST_CASE("joined inheritance: an object is a row in each of its tables") {
  on_each([](auto& engine, auto& statements) {
    auto session = sa::session(engine, all_tables);
    auto eve = session.add(Engineer{.employee = {.name = "Eve"}, .language = "C++"});
    auto zoe = session.add(Architect{.engineer = {.employee = {.name = "Zoe"}, .language = "ML"}, .houses = 3});
    session.flush();
    CHECK(outline(statements).starts_with("INSERT employees, "));
    CHECK(outline(statements).ends_with("INSERT architects"));
    CHECK(eve->employee.kind == "engineer");
    CHECK(zoe->engineer.employee.kind == "architect");
    CHECK(eve->employee.id != zoe->engineer.employee.id);
    session.commit();

    auto db = engine.connect();
    const auto rows = db.execute(sa::select<Engineer>().order_by(sa::col<&Engineer::employee, &Employee::id>)).all();
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].employee.name == "Eve");
    CHECK(rows[0].language == "C++");
    CHECK(rows[1].employee.name == "Zoe");
    const Architect row = db.execute(sa::select<Architect>()).one();
    CHECK((row.engineer.employee.name == "Zoe" && row.engineer.language == "ML" && row.houses == 3));
    CHECK(db.execute(sa::select(sa::count()).from(sa::tables<Employee>)).scalar() == 2);
  });
}

TEST_CASE("joined inheritance: the rows that have changed are written, and the version of all of them counts") {
  on_each([](auto& engine, auto& statements) {
    add_four(engine);
    auto session = sa::session(engine, all_tables);
    auto zoe = session.query(sa::select<Architect>()).one();
    statements.clear();
    zoe->engineer.employee.name = "Zoë";
    session.flush();
    CHECK(outline(statements) == "UPDATE employees");
    CHECK(zoe->engineer.employee.version == 1);
    statements.clear();
    zoe->houses = 4;
    session.flush();
    CHECK(outline(statements) == "UPDATE employees, UPDATE architects");
    CHECK(zoe->engineer.employee.version == 2);
    statements.clear();
    zoe->engineer.language = "Lisp";
    zoe->engineer.employee.name = "Zoe";
    session.flush();
    CHECK(outline(statements) == "UPDATE employees, UPDATE engineers");
    session.commit();

    // Another session has the version of before.
    auto other = sa::session(engine, all_tables, {.expire_on_commit = false});
    auto theirs = other.query(sa::select<Architect>()).one();
    other.commit();
    zoe->houses = 5;
    session.commit();
    theirs->houses = 6;
    CHECK_THROWS_AS(other.commit(), sa::stale_data_error);
    other.rollback();
    CHECK(std::as_const(theirs)->houses == 5);
  });
}

TEST_CASE("joined inheritance: a query of what is inherited gives each row as what it is") {
  on_each([](auto& engine, auto& statements) {
    add_four(engine);
    statements.clear();
    auto session = sa::session(engine, all_tables);
    const auto all = session.query(sa::select<Employee>().order_by(name)).all();
    REQUIRE(all.size() == 4);
    CHECK(outline(statements) == "SELECT employees");
    const auto &ada = all[0], &eve = all[1], &max = all[2], &zoe = all[3];
    CHECK(eve->name == "Eve");
    CHECK_FALSE(ada.as(sa::tables<Engineer>));
    CHECK_FALSE(max.as(sa::tables<Engineer>));
    const auto engineer = eve.as(sa::tables<Engineer>);
    REQUIRE(engineer);
    CHECK(engineer[name_of_engineer] == "Eve");
    CHECK_THROWS_WITH((void)engineer->language,
                      Catch::Contains("was loaded in part") && Catch::Contains("selectin_polymorphic"));
    CHECK_THROWS_WITH((void)engineer[sa::col<&Engineer::language>], Catch::Contains("was not loaded"));

    // One row is one object, whoever asks.
    const auto zoe_as_architect = session.query(sa::select<Architect>()).one();
    CHECK(sa::tracked<Employee>(zoe_as_architect) == zoe);
    CHECK(zoe_as_architect->houses == 3);
    CHECK(session.get(sa::tables<Employee>, zoe->id) == zoe);
    CHECK(session.get(sa::tables<Engineer>, zoe->id) == zoe.as(sa::tables<Engineer>));
    CHECK_FALSE(session.get(sa::tables<Manager>, zoe->id));
    CHECK_FALSE(session.get(sa::tables<Engineer>, max->id));

    auto fresh = sa::session(engine, all_tables);
    statements.clear();
    const auto whole = fresh.query(sa::select<Employee>().order_by(name))
                           .options(sa::selectin_polymorphic(sa::tables<Architect, Engineer, Manager>))
                           .all();
    CHECK(outline(statements) == "SELECT employees, SELECT employees, SELECT employees, SELECT employees");
    REQUIRE(whole.size() == 4);
    const auto fourth = whole[3].as(sa::tables<Architect>);
    CHECK((fourth->houses == 3 && fourth->engineer.language == "ML"));
    CHECK(std::as_const(*whole[2].as(sa::tables<Manager>)).budget == 0.1);
    CHECK(whole[1].as(sa::tables<Engineer>)->language == "C++");
  });
}

TEST_CASE("joined inheritance: what was whole is read again when it has expired") {
  on_each([](auto& engine, auto& statements) {
    add_four(engine);
    auto session = sa::session(engine, all_tables);
    const auto eve = session.query(sa::select<Engineer>().where(name_of_engineer == "Eve")).one();
    session.commit();
    statements.clear();
    const auto all = session.query(sa::select<Employee>()).all();
    CHECK(eve[name_of_engineer] == "Eve");
    CHECK(outline(statements) == "SELECT employees");
    CHECK(eve->language == "C++");
    CHECK(outline(statements) == "SELECT employees, SELECT employees");
    session.rollback();
  });
}

TEST_CASE("joined inheritance: relations lead to all kinds, and from each of them") {
  on_each([](auto& engine, auto& statements) {
    add_four(engine);
    {
      auto session = sa::session(engine, all_tables);
      auto eve = session.query(sa::select<Engineer>().where(name_of_engineer == "Eve")).one();
      session.load(eve, sa::col<&Engineer::machines>);
      eve->machines.append(Machine{});
      eve->machines.append(Machine{});
      // Of new objects, each row comes behind the one that it refers to.
      auto boss = session.add(Manager{.employee = {.name = "Boss"}});
      auto young = session.add(Engineer{.employee = {.name = "Young"}, .language = "D"});
      young->employee.boss = boss;
      session.commit();
      CHECK(young->employee.boss_id == boss->employee.id);
    }
    auto session = sa::session(engine, all_tables);
    statements.clear();
    const auto team = session.query(sa::select<Team>())
                          .options(sa::selectin(sa::col<&Team::members>, sa::selectin(sa::col<&Engineer::machines>),
                                                sa::selectin_polymorphic(sa::tables<Engineer>)))
                          .one();
    CHECK(outline(statements) == "SELECT teams, SELECT employees, SELECT machines, SELECT employees");
    REQUIRE(team->members.size() == 4);
    const auto eve = team->members[1].as(sa::tables<Engineer>);
    REQUIRE(eve);
    CHECK(eve->language == "C++");
    CHECK(eve->machines.size() == 2);
    CHECK(eve->employee.team.get() == team);
    CHECK(eve->machines[0]->engineer.get() == eve);

    auto fresh = sa::session(engine, all_tables);
    const auto machines = fresh.query(sa::select<Machine>()).options(sa::joined(sa::col<&Machine::engineer>)).all();
    REQUIRE(machines.size() == 2);
    CHECK(machines[0]->engineer.get() == machines[1]->engineer.get());
    CHECK(machines[0]->engineer->language == "C++");
    const auto young = fresh.query(sa::select<Engineer>().where(name_of_engineer == "Young"))
                           .options(sa::selectin(sa::col<&Employee::boss>))
                           .one();
    CHECK(young->employee.boss->name == "Boss");
    CHECK(young->employee.boss->kind == "manager");
  });
}

TEST_CASE("joined inheritance: a flush that fails leaves rows and objects as they were") {
  on_each([](auto& engine, auto&) {
    add_four(engine);
    auto session = sa::session(engine, all_tables);
    auto zoe = session.query(sa::select<Architect>()).one();
    zoe->engineer.employee.name = "Zoë";
    zoe->houses = 7;
    auto twin = session.add(Engineer{.employee = {.name = "Twin"}, .language = "C++"});
    CHECK_THROWS_AS(session.flush(), sa::integrity_error);
    CHECK(twin.state() == sa::object_state::pending);
    CHECK(twin->employee.id == 0);
    CHECK(session.is_modified(zoe));
    CHECK(zoe->engineer.employee.version == 0);
    twin->language = "E";
    session.commit();
    CHECK(zoe->engineer.employee.version == 1);
    auto db = engine.connect();
    CHECK(db.execute(sa::select(sa::count()).from(sa::tables<Employee>)).scalar() == 5);
    CHECK(db.execute(sa::select<Architect>()).one().houses == 7);
  });
}

TEST_CASE("joined inheritance: all rows of an object are deleted") {
  on_each([](auto& engine, auto& statements) {
    add_four(engine);
    auto session = sa::session(engine, all_tables);
    const auto zoe = session.query(sa::select<Employee>().where(name == "Zoe")).one();
    statements.clear();
    session.remove(zoe);
    session.flush();
    CHECK(outline(statements) == "SELECT machines, DELETE architects, DELETE engineers, DELETE employees");
    session.rollback();
    CHECK(session.query(sa::select<Architect>()).one().state() == sa::object_state::persistent);
    const std::int64_t key = zoe->id;
    session.remove(session.get(sa::tables<Architect>, key));
    session.commit();
    CHECK_FALSE(session.get(sa::tables<Employee>, key));
    CHECK(engine.connect().execute(sa::select(sa::count()).from(sa::tables<Engineer>)).scalar() == 1);
  });
}

TEST_CASE("joined inheritance: merge, events and statements of many rows know the kinds") {
  on_each([](auto& engine, auto&) {
    add_four(engine);
    auto session = sa::session(engine, all_tables);
    std::vector<std::string> told;
    session.on(sa::before_insert, [&](Employee& one) {
      told.push_back("insert " + one.name);
      one.name += "!";
    });
    session.on(sa::before_update, [&](Engineer& one) { told.push_back("update " + one.language); });
    session.on(sa::after_update,
               [&](const Employee& one, const Employee& before) { told.push_back(before.name + " is " + one.name); });
    session.on(sa::after_delete, [&](const Manager& one) { told.push_back("delete " + one.employee.name); });
    auto fay = session.add(Engineer{.employee = {.name = "Fay"}, .language = "F"});
    session.flush();
    CHECK(fay->employee.name == "Fay!");

    Engineer given = *std::as_const(fay);
    given.language = "F#";
    given.employee.name = "Fae";
    CHECK(session.merge(std::move(given)) == fay);
    session.flush();
    session.remove(session.query(sa::select<Manager>()).one());
    session.flush();
    CHECK(told == std::vector<std::string>{"insert Fay", "update F#", "Fay! is Fae", "delete Max"});

    session.execute(sa::update<Employee>().set(name = "All").where(sa::col<&Employee::kind> == "engineer"));
    CHECK(fay.is_expired());
    CHECK(std::as_const(fay)->employee.name == "All");
    session.commit();
    const auto db_row =
        engine.connect().execute(sa::select<Engineer>().where(sa::col<&Engineer::language> == "F#")).one();
    CHECK(db_row.employee.name == "All");
  });
}

TEST_CASE("single-table inheritance: each struct sees its own rows") {
  on_each([](auto& engine, auto& statements) {
    auto session = sa::session(engine, all_tables);
    auto car = session.add(Car{.vehicle = {.plate = "C"}, .doors = 4, .seats = 5});
    auto truck = session.add(Truck{.vehicle = {.plate = "T"}, .tons = 7.5});
    auto tanker = session.add(Tanker{.truck = {.vehicle = {.plate = "K"}, .tons = 40, .seats = 2}, .liquid = "milk"});
    session.flush();
    CHECK(outline(statements) == "INSERT vehicles, INSERT vehicles, INSERT vehicles");
    CHECK(tanker->truck.vehicle.kind == vehicle_kind::tanker);
    tanker->liquid = "oil";
    truck->vehicle.plate = "T2";
    statements.clear();
    session.commit();
    CHECK(outline(statements) == "UPDATE vehicles, UPDATE vehicles");

    auto fresh = sa::session(engine, all_tables);
    CHECK(fresh.query(sa::select<Car>()).one()->doors == 4);
    const auto trucks = fresh.query(sa::select<Truck>().order_by(sa::col<&Truck::tons>)).all();
    REQUIRE(trucks.size() == 2);
    CHECK(std::as_const(trucks[0])->vehicle.plate == "T2");
    const auto as_tanker = trucks[1].as(sa::tables<Tanker>);
    REQUIRE(as_tanker);
    CHECK(std::as_const(trucks[1])->tons == 40);
    CHECK_THROWS_WITH((void)as_tanker->liquid, Catch::Contains("was loaded in part"));
    fresh.refresh(as_tanker);
    CHECK(as_tanker->liquid == "oil");
    const auto all = fresh.query(sa::select<Vehicle>().order_by(sa::col<&Vehicle::id>))
                         .options(sa::selectin_polymorphic(sa::tables<Car, Tanker, Truck>))
                         .all();
    REQUIRE(all.size() == 3);
    CHECK(all[0].as(sa::tables<Car>)->seats == 5);
    CHECK(all[1].as(sa::tables<Truck>)->tons == 7.5);
    CHECK_FALSE(fresh.get(sa::tables<Car>, std::as_const(all[1])->id));

    // A statement of a session changes the rows of its struct alone.
    fresh.execute(sa::update<Truck>().set(sa::col<& Truck::tons> = 1.0));
    CHECK(trucks[0].is_expired());
    CHECK_FALSE(all[0].is_expired());
    fresh.execute(sa::delete_from<Car>());
    fresh.commit();
    CHECK(engine.connect().execute(sa::select(sa::count()).from(sa::tables<Vehicle>)).scalar() == 2);
  });
}

TEST_CASE("inheritance: what cannot be is said") {
  on_each([](auto& engine, auto&) {
    auto session = sa::session(engine, all_tables);
    CHECK_THROWS_WITH(session.add(Vehicle{.plate = "?"}), Catch::Contains("says no sa::polymorphic_identity"));
    auto car = session.add(Car{.vehicle = {.plate = "C"}});
    session.flush();
    car->vehicle.kind = vehicle_kind::truck;
    CHECK_THROWS_WITH(session.flush(), Catch::Contains("the kind of a Car was changed"));
    session.rollback();

    auto db = engine.begin();
    db.execute(sa::insert(Employee{.kind = "ghost", .name = "?"}));
    db.commit();
    CHECK_THROWS_WITH(session.query(sa::select<Employee>()).all(),
                      Catch::Contains("a row of kind_employees is of the kind ghost"));
  });
}

}  // namespace
