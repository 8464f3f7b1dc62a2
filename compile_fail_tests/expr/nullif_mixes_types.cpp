// expect: sqlalloy: nullif() mixes types that do not compare; cast them to one with sa::cast
#include <sqlalloy/expr/column.hpp>
#include <sqlalloy/expr/null.hpp>

#include <string>

namespace sa = sqlalloy;

struct user {
  std::string name{};
  int age{};
};

#if REJECT
constexpr auto number = sa::nullif(sa::col<&user::age>, "");  // the line at fault
#else
constexpr auto number = sa::nullif(sa::col<&user::age>, 0);
#endif
