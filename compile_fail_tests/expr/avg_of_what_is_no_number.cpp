// expect: sqlalloy: avg() is given what is no number; cast it with sa::cast<double>
#include <sqlalloy/expr/aggregate.hpp>
#include <sqlalloy/expr/column.hpp>

#include <string>

namespace sa = sqlalloy;

struct user {
  std::string name{};
  int age{};
};

#if REJECT
constexpr auto number = sa::avg(sa::col<&user::name>);  // the line at fault
#else
constexpr auto number = sa::avg(sa::col<&user::age>);
#endif
