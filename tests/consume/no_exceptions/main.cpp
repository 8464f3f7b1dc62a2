// Compiled with -fno-exceptions -fno-rtti: every call has a twin that returns what went wrong.
#include <sqlalloy.hpp>
#include <sqlalloy/driver/libpq.hpp>
#include <sqlalloy/driver/mysqlclient.hpp>
#include <sqlalloy/driver/sqlite3.hpp>

#include <cstdint>
#include <cstdio>
#include <string>
#include <utility>

namespace sa = sqlalloy;
using namespace sa::literals;

namespace {

struct User {
  std::int64_t id{};
  std::string name{};

  using table = sa::table<"users", sa::primary_key<&User::id>, sa::unique<&User::name>>;
};

int faults = 0;

bool check(bool holds, const char* what) {
  if (!holds) {
    std::puts(what);
    ++faults;
  }
  return holds;
}

}  // namespace

int main() {
  auto engine = sa::try_create_engine<sa::sqlite::sqlite3>("sqlite://");
  if (!check(engine.has_value(), "an engine is made")) return 1;
  auto db = engine->try_connect();
  if (!check(db.has_value(), "a connection is made")) return 1;

  check(db->try_create_all(sa::tables<User>).has_value(), "a table is made");
  check(db->try_execute(sa::insert(User{.name = "Ada"})).has_value(), "a row goes in");

  auto again = db->try_execute(sa::insert(User{.name = "Ada"}));
  if (check(!again.has_value(), "the same row again does not")) {
    check(again.error().kind == sa::failure::integrity, "which breaks the integrity of the data");
  }

  auto rows = db->try_execute(sa::select<User>().where(sa::col<&User::name> == "name"_p), "name"_p = "Ada");
  if (check(rows.has_value(), "a query is answered")) {
    auto ada = rows->try_one();
    check(ada.has_value() && ada->name == "Ada", "with the row that went in");
  }
  check(db->try_commit().has_value(), "and all of it is kept");

  const auto insert_again = [](auto& tx) -> sa::result<> {
    auto inserted = tx.try_execute(sa::insert(User{.name = "Ada"}));
    if (!inserted) return std::move(inserted.error());
    return {};
  };
  check(engine->try_run(insert_again).error().kind == sa::failure::integrity, "what is refused is not run again");

  check(!sa::try_create_engine<sa::sqlite::sqlite3>("mysql://").has_value(),
        "a URL without its driver makes no engine");
  return faults == 0 ? 0 : 1;
}
