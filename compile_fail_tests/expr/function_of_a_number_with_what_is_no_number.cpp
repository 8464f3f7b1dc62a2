// expect: sqlalloy: abs() or round() is given what is no number; cast it with sa::cast<double>
#include <sqlalloy/expr/column.hpp>
#include <sqlalloy/expr/function.hpp>

#include <string>

namespace sa = sqlalloy;

struct user {
  std::string name{};
  int age{};
};

#if REJECT
constexpr auto number = sa::abs(sa::col<&user::name>);  // the line at fault
#else
constexpr auto number = sa::abs(sa::col<&user::age>);
#endif
