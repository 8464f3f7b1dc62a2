// expect: sqlalloy: execute() has a parameter without a value; pass "name"_p = value
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

struct by_age {
  int age{};
};

struct by_name {
  std::string name{};
};

using database = sa::connection<sa::sqlite::sqlite3>;

void run(database& db) {
#if REJECT
  db.execute(named, by_age{40});  // the line at fault
#else
  db.execute(named, by_name{"Ada"});
#endif
}
