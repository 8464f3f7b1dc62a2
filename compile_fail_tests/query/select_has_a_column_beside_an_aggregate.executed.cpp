// expect: sqlalloy: select() has a column beside an aggregate that group_by() does not name; group by it, or
//   aggregate it
#include <sqlalloy/query/select.hpp>

#include <sqlalloy.hpp>
#include <sqlalloy/driver/sqlite3.hpp>

#include <string>

namespace sa = sqlalloy;

struct user {
  int id{};
  std::string name{};
  int age{};
};

constexpr auto names = sa::select(sa::col<&user::name>, sa::count());

using database = sa::connection<sa::sqlite::sqlite3>;

void run(database& db) {
#if REJECT
  db.execute(names);  // the line at fault
#else
  db.execute(names.group_by(sa::col<&user::name>));
#endif
}
