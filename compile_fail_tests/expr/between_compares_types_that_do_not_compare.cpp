// expect: sqlalloy: between() compares types that do not compare; cast one of them with sa::cast
#include <sqlalloy/expr/column.hpp>
#include <sqlalloy/expr/range.hpp>

#include <string>

namespace sa = sqlalloy;

struct user {
  std::string name{};
  int age{};
};

#if REJECT
constexpr auto condition = sa::between(sa::col<&user::age>, "a", "f");  // the line at fault
#else
constexpr auto condition = sa::between(sa::col<&user::name>, "a", "f");
#endif
