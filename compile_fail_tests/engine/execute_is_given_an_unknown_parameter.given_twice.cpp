// expect: sqlalloy: execute() is given a value for which the statement has no parameter; leave it out
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
  db.execute(named, "name"_p = "Ada", "name"_p = "Eve");  // the line at fault
#else
  db.execute(named, "name"_p = "Ada");
#endif
}
