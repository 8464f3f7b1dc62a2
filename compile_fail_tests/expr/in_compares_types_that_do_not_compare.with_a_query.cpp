// expect: sqlalloy: in() compares types that do not compare; cast one of them with sa::cast
#include <sqlalloy/query/subquery.hpp>

#include <string>

namespace sa = sqlalloy;

struct user {
  std::string name{};
  int age{};
};

#if REJECT
constexpr auto condition = sa::in(sa::col<&user::age>, sa::select(sa::col<&user::name>));  // the line at fault
#else
constexpr auto condition = sa::in(sa::col<&user::age>, sa::select(sa::col<&user::age>));
#endif
