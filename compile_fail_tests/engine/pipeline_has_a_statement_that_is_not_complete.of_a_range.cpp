// expect: sqlalloy: pipeline() has a statement with a parameter, or of a range; put its values into it
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
  (void)db.try_pipeline(sa::insert(users));  // the line at fault
#else
  (void)db.try_pipeline(sa::insert(users.front()));
#endif
}
