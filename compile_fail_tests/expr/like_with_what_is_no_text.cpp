// expect: sqlalloy: like() is given what is no text; cast it with sa::cast<std::string>
#include <sqlalloy/expr/column.hpp>
#include <sqlalloy/expr/text.hpp>

#include <string>

namespace sa = sqlalloy;

struct user {
  std::string name{};
  int age{};
};

#if REJECT
constexpr auto condition = sa::like(sa::col<&user::age>, "4%");  // the line at fault
#else
constexpr auto condition = sa::like(sa::col<&user::name>, "A%");
#endif
