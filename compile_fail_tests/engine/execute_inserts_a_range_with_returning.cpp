// expect: sqlalloy: execute() inserts a range with returning(); insert its structs one by one
#include <sqlalloy.hpp>
#include <sqlalloy/driver/sqlite3.hpp>

#include <string>
#include <vector>

namespace sa = sqlalloy;

struct user {
  int id{};
  std::string name{};
  int age{};
};

using database = sa::connection<sa::sqlite::sqlite3>;

void run(database& db, const std::vector<user>& users) {
#if REJECT
  db.execute(sa::insert(users).returning(sa::col<&user::id>));  // the line at fault
#else
  for (const user& one : users) db.execute(sa::insert(one).returning(sa::col<&user::id>));
#endif
}
