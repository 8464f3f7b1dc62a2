// expect: sqlalloy: in() has a query of several columns, but compares with one value; select one
#include <sqlalloy/query/subquery.hpp>

#include <string>

namespace sa = sqlalloy;

struct user {
  int id{};
  std::string name{};
  int age{};
};

#if REJECT
constexpr auto query = sa::select<user>().where(
    sa::in(sa::col<&user::name>, sa::select(sa::col<&user::name>, sa::col<&user::age>)));  // the line at fault
#else
constexpr auto query = sa::select<user>().where(sa::in(sa::col<&user::name>, sa::select(sa::col<&user::name>)));
#endif
