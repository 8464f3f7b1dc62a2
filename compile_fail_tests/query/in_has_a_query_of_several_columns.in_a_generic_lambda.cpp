// expect: sqlalloy: in() has a query of several columns, but compares with one value; select one
#include <sqlalloy/query/subquery.hpp>

#include <string>

namespace sa = sqlalloy;

struct user {
  int id{};
  std::string name{};
  int age{};
};

auto query = [](auto entity) {
#if REJECT
  return sa::in(sa::col<&user::name>, sa::select<decltype(entity)>());  // the line at fault
#else
  return sa::in(sa::col<&user::name>, sa::select(sa::col<&decltype(entity)::name>));
#endif
}(user{});
