// expect: sqlalloy: a comparison has two types that do not compare; cast one of them with sa::cast
#include <sqlalloy/expr/column.hpp>
#include <sqlalloy/expr/comparison.hpp>

#include <string>

namespace sa = sqlalloy;

struct user {
  std::string name{};
  int age{};
};

#if REJECT
constexpr auto condition = sa::col<&user::age> == "forty";  // the line at fault
#else
constexpr auto condition = sa::col<&user::age> == 40;
#endif
