// expect: sqlalloy: scalar_subquery() has several columns, but stands for one value; select one
#include <sqlalloy/query/subquery.hpp>

#include <string>

namespace sa = sqlalloy;

struct user {
  int id{};
  std::string name{};
  int age{};
};

#if REJECT
constexpr auto query = sa::select(sa::scalar_subquery(sa::select<user>()));  // the line at fault
#else
constexpr auto query = sa::select(sa::scalar_subquery(sa::select(sa::col<&user::name>)));
#endif
