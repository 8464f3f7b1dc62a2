// expect: sqlalloy: lower(), upper(), trim(), length(), substr() or replace() is given what is no text; cast it with
//   sa::cast<std::string>
#include <sqlalloy/expr/column.hpp>
#include <sqlalloy/expr/function.hpp>

#include <string>

namespace sa = sqlalloy;

struct user {
  std::string name{};
  int age{};
};

#if REJECT
constexpr auto text = sa::lower(sa::col<&user::age>);  // the line at fault
#else
constexpr auto text = sa::lower(sa::col<&user::name>);
#endif
