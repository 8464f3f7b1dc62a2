// expect: sqlalloy: in() compares types that do not compare; cast one of them with sa::cast
#include <sqlalloy/expr/column.hpp>
#include <sqlalloy/expr/range.hpp>

#include <string>
#include <vector>

namespace sa = sqlalloy;

struct user {
  std::string name{};
  int age{};
};

std::vector<int> ages{39, 40};

#if REJECT
auto condition = sa::in(sa::col<&user::name>, ages);  // the line at fault
#else
auto condition = sa::in(sa::col<&user::age>, ages);
#endif
