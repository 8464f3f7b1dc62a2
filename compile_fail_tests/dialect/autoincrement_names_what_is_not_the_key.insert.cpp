// expect: sqlalloy: sa::autoincrement names a column that is no integer or not the whole primary key, which
//   databases do not number; leave it out
#include <sqlalloy/query/insert.hpp>

namespace sa = sqlalloy;

struct seat {
  int hall{};
  int number{};

#if REJECT
  using table = sa::table<"seats", sa::primary_key<&seat::hall, &seat::number>, sa::autoincrement<&seat::number>>;
#else
  using table = sa::table<"seats", sa::primary_key<&seat::hall, &seat::number>>;
#endif
};

auto query = sa::insert(seat{});  // the line at fault
