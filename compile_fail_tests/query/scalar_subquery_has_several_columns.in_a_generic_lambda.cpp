// expect: sqlalloy: scalar_subquery() has several columns, but stands for one value; select one
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
  return sa::scalar_subquery(sa::select<decltype(entity)>());  // the line at fault
#else
  return sa::scalar_subquery(sa::select(sa::col<&decltype(entity)::name>));
#endif
}(user{});
