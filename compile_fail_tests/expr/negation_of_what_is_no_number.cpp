// expect: sqlalloy: operator- is given what is no number; negate a condition with operator!
#include <sqlalloy/expr/arithmetic.hpp>
#include <sqlalloy/expr/column.hpp>

#include <string>

namespace sa = sqlalloy;

struct user {
  std::string name{};
  int age{};
};

#if REJECT
constexpr auto negative = -sa::col<&user::name>;  // the line at fault
#else
constexpr auto negative = -sa::col<&user::age>;
#endif
