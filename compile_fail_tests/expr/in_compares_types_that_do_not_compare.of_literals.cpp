// expect: sqlalloy: in() compares types that do not compare; cast one of them with sa::cast
#include <sqlalloy/expr/column.hpp>
#include <sqlalloy/expr/range.hpp>

#include <string>

namespace sa = sqlalloy;

struct user {
  std::string name{};
  int age{};
};

#if REJECT
constexpr auto condition = sa::in(sa::col<&user::age>, "thirty", "forty");  // the line at fault
#else
constexpr auto condition = sa::in(sa::col<&user::age>, 30, 40);
#endif
