// expect: sqlalloy: select() has a column beside an aggregate that group_by() does not name; group by it, or
//   aggregate it
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

constexpr auto names = sa::select(sa::col<&user::name>, sa::count());

#if REJECT
constexpr auto sql = sa::sql<sa::sqlite::dialect>(names);  // the line at fault
#else
constexpr auto sql = sa::sql<sa::sqlite::dialect>(names.group_by(sa::col<&user::name>));
#endif
