// expect: sqlalloy: a comparison has two types that do not compare; cast one of them with sa::cast
#include <sqlalloy/expr/column.hpp>
#include <sqlalloy/expr/comparison.hpp>

#include <string>

namespace sa = sqlalloy;

struct user {
  std::string name{};
  int age{};
};

auto condition = [](auto) {
#if REJECT
  return sa::col<&user::name> != 40;  // the line at fault
#else
  return sa::col<&user::name> != "forty";
#endif
}(0);
