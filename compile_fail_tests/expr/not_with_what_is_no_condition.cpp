// expect: sqlalloy: operator! is given what is no condition; compare it with something
#include <sqlalloy/expr/column.hpp>
#include <sqlalloy/expr/comparison.hpp>
#include <sqlalloy/expr/logical.hpp>

#include <string>

namespace sa = sqlalloy;

struct user {
  std::string name{};
  int age{};
};

#if REJECT
constexpr auto condition = !sa::col<&user::age>;  // the line at fault
#else
constexpr auto condition = !(sa::col<&user::age> == 40);
#endif
