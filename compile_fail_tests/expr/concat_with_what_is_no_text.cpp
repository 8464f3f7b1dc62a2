// expect: sqlalloy: concat() is given what is no text; cast it with sa::cast<std::string>
#include <sqlalloy/expr/cast.hpp>
#include <sqlalloy/expr/column.hpp>
#include <sqlalloy/expr/text.hpp>

#include <string>

namespace sa = sqlalloy;

struct user {
  std::string name{};
  int age{};
};

#if REJECT
constexpr auto text = sa::concat(sa::col<&user::name>, sa::col<&user::age>);  // the line at fault
#else
constexpr auto text = sa::concat(sa::col<&user::name>, sa::cast<std::string>(sa::col<&user::age>));
#endif
