// expect: sqlalloy: execute() is given a value of a type that its parameter does not take; convert it first
#include <sqlalloy/engine/executor.hpp>

#include <sqlalloy.hpp>
#include <sqlalloy/driver/sqlite3.hpp>

#include <string>

namespace sa = sqlalloy;
using namespace sa::literals;

struct user {
  int id{};
  std::string name{};
  int age{};
};

constexpr auto named = sa::select<user>().where(sa::col<&user::name> == "name"_p);

using database = sa::connection<sa::sqlite::sqlite3>;

void run(database& db) {
#if REJECT
  (void)db.try_execute(named, "name"_p = 40);  // the line at fault
#else
  (void)db.try_execute(named, "name"_p = "Ada");
#endif
}
