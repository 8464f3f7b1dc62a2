// expect: sqlalloy: execute() has a parameter without a value; pass "name"_p = value
#include <sqlalloy.hpp>
#include <sqlalloy/driver/sqlite3.hpp>

namespace sa = sqlalloy;
using namespace sa::literals;

struct user {
  int id{};
};

constexpr auto some = sa::select<user>().limit("rows"_p);

using database = sa::connection<sa::sqlite::sqlite3>;

void run(database& db) {
#if REJECT
  db.execute(some, "row"_p = 1);  // the line at fault
#else
  db.execute(some, "rows"_p = 1);
#endif
}
