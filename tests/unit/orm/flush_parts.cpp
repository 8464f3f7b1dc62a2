// SPDX-License-Identifier: MIT
#include <sqlalloy/orm/flush_parts.hpp>

#include <catch2/catch.hpp>

#include <optional>
#include <string>
#include <vector>

#include "support/orm_session.hpp"

namespace sa = sqlalloy;

namespace {

using sa::object_state;
using texts = std::vector<std::string>;

struct Tool;
struct Project;

/// A worker may be a chief, in the same table, or a smith, who has another one.
struct Worker {
  int id{};
  std::string kind{};
  std::string name{};
  std::optional<int> boss_id{};
  std::optional<int> teacher_id{};
  sa::one<Worker> boss{};

  using table = sa::table<"workers", sa::primary_key<&Worker::id>, sa::polymorphic_on<&Worker::kind>,
                          sa::polymorphic_identity<"worker">, sa::references<&Worker::boss_id, Worker>>;
};
struct Chief {
  Worker worker{};
  int level{};

  using table = sa::table<"workers", sa::inherits<&Chief::worker>, sa::polymorphic_identity<"chief">>;
};
struct Smith {
  Worker worker{};
  std::string mark{};
  std::optional<int> project_id{};
  std::optional<int> tool_id{};
  sa::one<Project> project{};
  sa::one<Tool> tool{};
  sa::many<Tool> owned{};

  using table =
      sa::table<"smiths", sa::inherits<&Smith::worker>, sa::polymorphic_identity<"smith">, sa::unique<&Smith::mark>,
                sa::references<&Smith::project_id, Project>, sa::references<&Smith::tool_id, Tool>>;
};
struct Project {
  int id{};
  std::string name{};

  using table = sa::table<"projects", sa::primary_key<&Project::id>>;
};
struct Tool {
  int id{};
  std::optional<int> smith_id{};
  sa::one<Smith> smith{};

  using table = sa::table<"tools", sa::primary_key<&Tool::id>, sa::references<&Tool::smith_id, Smith>>;
};

using workshop = orm_database<Tool, Smith, Chief, Worker, Project>;

constexpr const char* workers = "SELECT name || ':' || coalesce(boss_id, 'none') FROM workers ORDER BY id";

TEST_CASE_METHOD(workshop, "rows of one table are written in the order in which they were added, whatever their kind") {
  session.add(Smith{.worker = {.name = "a"}, .mark = "a"});
  session.add(Worker{.name = "b"});
  session.add(Smith{.worker = {.name = "c"}, .mark = "c"});
  session.commit();
  CHECK(read(workers) == "a:none|b:none|c:none");
}

TEST_CASE_METHOD(workshop, "a row comes behind the one that it refers to, and goes before it, whatever their kinds") {
  auto worker = session.add(Worker{.name = "w"});
  auto chief = session.add(Chief{.worker = {.name = "c"}, .level = 1});
  auto smith = session.add(Smith{.worker = {.name = "s"}, .mark = "s"});
  worker->boss = chief;
  chief->worker.boss = smith;
  session.commit();
  CHECK(take().size() == 4);  // no UPDATE
  CHECK(read(workers) == "s:none|c:1|w:2");
  session.remove(smith);
  session.remove(chief);
  session.remove(worker);
  session.commit();
  CHECK(read(workers).empty());
}

TEST_CASE_METHOD(workshop, "a foreign key to a further table waits for the row there") {
  auto smith = session.add(Smith{.worker = {.name = "s"}, .mark = "s"});
  auto tool = session.add(Tool{});
  smith->tool = tool;
  tool->smith = smith;
  session.commit();
  CHECK(read("SELECT s.id || ':' || s.tool_id || ':' || t.smith_id FROM smiths s JOIN tools t ON t.id = s.tool_id") ==
        "1:1:1");
  CHECK(std::as_const(tool)->smith_id == 1);
}

TEST_CASE_METHOD(workshop, "a flush whose second table fails can be done again") {
  session.add(Smith{.worker = {.name = "first"}, .mark = "same"});
  session.commit();
  auto twin = session.add(Smith{.worker = {.name = "twin"}, .mark = "same"});
  twin->project = Project{.name = "p"};
  CHECK_THROWS_AS(session.flush(), sa::integrity_error);
  CHECK(twin.state() == object_state::pending);
  CHECK(twin->worker.id == 0);
  CHECK_FALSE(twin->project_id);
  twin->mark = "other";
  session.commit();
  CHECK(read("SELECT name FROM workers ORDER BY id") == "first|twin");
  CHECK(read("SELECT mark || ':' || project_id FROM smiths WHERE mark = 'other'") == "other:1");
}

TEST_CASE_METHOD(workshop, "what is told of an object must leave its kind") {
  session.on(sa::before_insert, [](Worker& one) { one.kind = "chief"; });
  session.add(Smith{.worker = {.name = "s"}, .mark = "s"});
  CHECK_THROWS_WITH(session.flush(), Catch::Contains("the kind of a Smith was changed"));
  CHECK(read(workers).empty());
}

TEST_CASE_METHOD(workshop, "a function that takes several structs of an object is called once") {
  int any = 0;
  std::string order;
  session.on(sa::before_insert, [&any](auto&) { ++any; });
  session.on(sa::before_insert, [&order](const Smith&) { order += "smith "; });
  session.on(sa::before_insert, [&order](const Worker&) { order += "worker "; });
  session.add(Smith{.worker = {.name = "s"}, .mark = "s"});
  session.flush();
  CHECK(any == 1);
  CHECK(order == "smith worker ");
}

struct Sheet;
struct Owner {
  int id{};
  std::string kind{};
  sa::many<Sheet> sheets{};

  using table = sa::table<"owners", sa::primary_key<&Owner::id>, sa::polymorphic_on<&Owner::kind>,
                          sa::relation<&Owner::sheets, sa::cascades<"all, delete-orphan">>>;
};
struct Firm {
  Owner owner{};
  int size{};

  using table =
      sa::table<"firms", sa::inherits<&Firm::owner, sa::on_delete<sa::cascade>>, sa::polymorphic_identity<"firm">>;
};
struct Person {
  Owner owner{};
  int age{};

  using table = sa::table<"owners", sa::inherits<&Person::owner>, sa::polymorphic_identity<"person">>;
};
struct Sheet {
  int id{};
  std::optional<int> owner_id{};

  using table = sa::table<"sheets", sa::primary_key<&Sheet::id>, sa::references<&Sheet::owner_id, Owner>>;
};

using office = orm_database<Owner, Firm, Person, Sheet>;

TEST_CASE_METHOD(office, "what goes from an object of one kind to one of another is no orphan") {
  auto firm = session.add(Firm{.size = 1});
  auto person = session.add(Person{.age = 1});
  auto sheet = firm->owner.sheets.append(Sheet{});
  session.commit();
  session.load(firm, sa::col<&Owner::sheets>);
  session.load(person, sa::col<&Owner::sheets>);
  firm->owner.sheets.remove(sheet);
  person->owner.sheets.append(sheet);
  session.commit();
  CHECK(read("SELECT owner_id || '' FROM sheets") == std::to_string(person->owner.id));
  session.load(person, sa::col<&Owner::sheets>);
  person->owner.sheets.clear();
  session.commit();
  CHECK(read("SELECT id FROM sheets").empty());
}

TEST_CASE_METHOD(office, "what becomes of the further row is said where the base is named") {
  session.add(Firm{.size = 1});
  session.commit();
  run("DELETE FROM owners");
  CHECK(read("SELECT id FROM firms").empty());
}

struct Part {
  int major{};
  int minor{};
  int kind{};

  using table = sa::table<"parts", sa::primary_key<&Part::major, &Part::minor>, sa::polymorphic_on<&Part::kind>,
                          sa::polymorphic_identity<1>>;
};
struct Wheel {
  Part part{};
  std::string colour{};

  using table = sa::table<"parts", sa::inherits<&Wheel::part>, sa::polymorphic_identity<2>,
                          sa::server_default<&Wheel::colour, "'black'">>;
};

TEST_CASE_METHOD((orm_database<Part, Wheel>), "what the database fills is read back of the rows of the kind alone") {
  session.add(Part{.major = 1, .minor = 2});
  auto one = session.add(Wheel{.part = {.major = 1, .minor = 1}});
  auto two = session.add(Wheel{.part = {.major = 2, .minor = 2}});
  session.flush();
  CHECK(one->colour == "black");
  CHECK(two->colour == "black");
  session.commit();
  CHECK(session.query(sa::select<Wheel>()).all().size() == 2);
}

TEST_CASE_METHOD(workshop, "merge takes what a relation leads to as what it is") {
  auto worker = session.add(Worker{.name = "w"});
  session.commit();
  Worker given{.id = worker->id, .name = "w"};
  given.boss = sa::tracked<Worker>(sa::make_tracked(Smith{.worker = {.name = "s"}, .mark = "m"}));
  session.merge(std::move(given));
  session.commit();
  CHECK(read("SELECT mark FROM smiths") == "m");
  CHECK(read("SELECT kind FROM workers WHERE name = 's'") == "smith");
}

TEST_CASE_METHOD(workshop, "merge gives all rows of an object the key that it was given") {
  const auto smith = session.merge(Smith{.worker = {.id = 90, .name = "s"}, .mark = "m"});
  session.add(Worker{.name = "w"});
  session.commit();
  CHECK(smith->worker.id == 90);
  CHECK(read("SELECT w.id || w.kind || mark FROM workers w JOIN smiths s ON s.id = w.id") == "90smithm");
  CHECK(session.query(sa::select<Worker>()).all().size() == 2);
}

TEST_CASE_METHOD(workshop, "what is refreshed by a query is so with what inherits its struct") {
  auto smith = session.add(Smith{.worker = {.name = "s"}, .mark = "old"});
  session.commit();
  CHECK(smith->mark == "old");
  session.commit();
  run("UPDATE smiths SET mark = 'new'");
  auto quiet = sa::session(engine, tables, {.expire_on_commit = false});
  const auto found = quiet.query(sa::select<Smith>()).one();
  quiet.commit();
  run("UPDATE smiths SET mark = 'newer'");
  CHECK(found->mark == "new");
  (void)quiet.query(sa::select<Worker>())
      .options(sa::selectin_polymorphic(sa::tables<Smith>))
      .populate_existing()
      .all();
  CHECK(found->mark == "newer");
}

TEST_CASE_METHOD(workshop, "a criterion on what a struct inherits holds for its rows") {
  session.add(Smith{.worker = {.name = "a"}, .mark = "a"});
  auto b = session.add(Smith{.worker = {.name = "b"}, .mark = "b"});
  session.add(Chief{.worker = {.name = "b"}, .level = 1});
  session.flush();
  const int key = b->worker.id;
  session.commit();
  auto limited =
      sa::session(engine, tables,
                  sa::criterion(sa::tables<Worker>, [](auto worker) { return worker[sa::col<&Worker::name>] == "a"; }));
  CHECK(limited.query(sa::select<Worker>()).all().size() == 1);
  CHECK(limited.query(sa::select<Smith>()).all().size() == 1);
  CHECK(limited.query(sa::select<Chief>()).all().empty());
  CHECK_FALSE(limited.get(sa::tables<Smith>, key));
  limited.execute(sa::update<Chief>().set(sa::col<& Chief::level> = 9));
  limited.commit();
  CHECK(read("SELECT level || '' FROM workers WHERE level IS NOT NULL") == "1");
}

struct Hall;
struct Machine {
  int id{};
  std::string kind{};
  std::optional<int> hall_id{};

  using table = sa::table<"machines", sa::primary_key<&Machine::id>, sa::polymorphic_on<&Machine::kind>,
                          sa::references<&Machine::hall_id, Hall>>;
};
struct Press {
  Machine machine{};
  double force{};

  using table = sa::table<"presses", sa::inherits<&Press::machine>, sa::polymorphic_identity<"press">>;
};
struct Hall {
  int id{};
  sa::many<Press> presses{};

  using table = sa::table<"halls", sa::primary_key<&Hall::id>>;
};

TEST_CASE_METHOD((orm_database<Machine, Press, Hall>), "a foreign key that a struct inherits is one of its own") {
  auto hall = session.add(Hall{});
  hall->presses.append(Press{.force = 2});
  session.commit();
  CHECK(read("SELECT hall_id || '' FROM machines") == "1");
  auto fresh = sa::session(engine, tables);
  const auto found = fresh.query(sa::select<Hall>()).options(sa::selectin(sa::col<&Hall::presses>)).one();
  REQUIRE(found->presses.size() == 1);
  CHECK(found->presses[0]->force == 2);
  CHECK(fresh.query(sa::select<Press>().join(sa::tables<Hall>)).all().size() == 1);
}

}  // namespace
