// expect: sqlalloy: when() and choose() give the query more than 64 texts, which six when() do; use two queries
#include <sqlalloy/query/select.hpp>

#include <sqlalloy/dialect/render.hpp>
#include <sqlalloy/dialect/sqlite.hpp>

#include <string>

namespace sa = sqlalloy;

struct user {
  int id{};
  std::string name{};
  int age{};
};

inline bool flags[7] = {};

auto six =
    sa::select<user>().where(sa::when(flags[0], sa::col<&user::age> > 0), sa::when(flags[1], sa::col<&user::age> > 1),
                             sa::when(flags[2], sa::col<&user::age> > 2), sa::when(flags[3], sa::col<&user::age> > 3),
                             sa::when(flags[4], sa::col<&user::age> > 4), sa::when(flags[5], sa::col<&user::age> > 5));
auto seven = six.where(sa::when(flags[6], sa::col<&user::age> > 6));

#if REJECT
auto sql = sa::sql<sa::sqlite::dialect>(seven);  // the line at fault
#else
auto sql = sa::sql<sa::sqlite::dialect>(six);
#endif
