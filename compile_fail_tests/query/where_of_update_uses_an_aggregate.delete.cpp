// expect: sqlalloy: where() uses an aggregate, but it looks at single rows; compare with a scalar subquery
#include <sqlalloy/query/delete.hpp>

#include <string>

namespace sa = sqlalloy;

struct user {
  int id{};
  std::string name{};
  int age{};
};

#if REJECT
constexpr auto query = sa::delete_from<user>().where(sa::count() > 1);  // the line at fault
#else
constexpr auto query = sa::delete_from<user>().where(sa::col<&user::age> > 1);
#endif
