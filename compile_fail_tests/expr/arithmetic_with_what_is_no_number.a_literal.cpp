// expect: sqlalloy: an arithmetic operator is given what is no number; join text with sa::concat
#include <sqlalloy/expr/arithmetic.hpp>
#include <sqlalloy/expr/column.hpp>
#include <sqlalloy/expr/text.hpp>

#include <string>

namespace sa = sqlalloy;

struct user {
  std::string name{};
  int age{};
};

#if REJECT
constexpr auto sum = sa::col<&user::name> + "x";  // the line at fault
#else
constexpr auto sum = sa::concat(sa::col<&user::name>, "x");
#endif
