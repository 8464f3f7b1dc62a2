// expect: sqlalloy: where() uses a column of a table that is not in from() or join(); join it first, or in
//   a subquery name it in correlate()
#include <sqlalloy.hpp>
#include <sqlalloy/driver/sqlite3.hpp>

#include <string>

namespace sa = sqlalloy;

struct user {
  int id{};
  std::string name{};
};

struct post {
  int id{};
  std::string title{};
};

using database = sa::connection<sa::sqlite::sqlite3>;

void run(database& db) {
#if REJECT
  db.execute(sa::select<user>().where(sa::col<&post::title> == "x"));  // the line at fault
#else
  db.execute(sa::select<user>().where(sa::col<&user::name> == "x"));
#endif
}
