// expect: sqlalloy: operator= gives a column a value of a type that it does not take; convert it first
#include <sqlalloy/expr/column.hpp>

#include <string>

namespace sa = sqlalloy;

struct user {
  std::string name{};
  int age{};
};

#if REJECT
constexpr auto change = sa::col<& user::age> = "forty";  // the line at fault
#else
constexpr auto change = sa::col<& user::age> = 40;
#endif
