// expect: sqlalloy: pipeline() has a statement with a parameter, or of a range; put its values into it
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

using database = sa::connection<sa::sqlite::sqlite3>;

void run(database& db, int id) {
#if REJECT
  db.pipeline(sa::select<user>().where(sa::col<&user::id> == "id"_p));  // the line at fault
#else
  db.pipeline(sa::select<user>().where(sa::col<&user::id> == id));
#endif
}
