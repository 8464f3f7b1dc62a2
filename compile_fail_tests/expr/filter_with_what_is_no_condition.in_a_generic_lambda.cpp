// expect: sqlalloy: filter() is given what is no condition; compare it with something
#include <sqlalloy/expr/aggregate.hpp>
#include <sqlalloy/expr/column.hpp>
#include <sqlalloy/expr/comparison.hpp>

#include <string>

namespace sa = sqlalloy;

struct user {
  std::string name{};
  int age{};
};

auto number = [](auto entity) {
#if REJECT
  return sa::count().filter(sa::col<&decltype(entity)::age>);  // the line at fault
#else
  return sa::count().filter(sa::col<&decltype(entity)::age> > 17);
#endif
}(user{});
