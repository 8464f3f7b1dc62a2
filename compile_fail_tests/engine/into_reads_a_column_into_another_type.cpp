// expect: sqlalloy: into() reads a column into a field of another type; give the field the column's type
#include <sqlalloy/engine/result_rows.hpp>

#include <sqlalloy.hpp>
#include <sqlalloy/driver/sqlite3.hpp>

#include <string>

namespace sa = sqlalloy;

struct user {
  int id{};
  std::string name{};
  int age{};
};

struct known {
  std::string name{};
  std::string age{};
};

using database = sa::connection<sa::sqlite::sqlite3>;

void run(database& db) {
#if REJECT
  db.execute(sa::select(sa::col<&user::name>, sa::col<&user::age>)).into(sa::type<known>{});  // the line at fault
#else
  db.execute(sa::select(sa::col<&user::name>, sa::col<&user::name>)).into(sa::type<known>{});
#endif
}
