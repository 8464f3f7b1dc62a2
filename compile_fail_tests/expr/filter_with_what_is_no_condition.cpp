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

#if REJECT
constexpr auto number = sa::count().filter(sa::col<&user::age>);  // the line at fault
#else
constexpr auto number = sa::count().filter(sa::col<&user::age> > 17);
#endif
