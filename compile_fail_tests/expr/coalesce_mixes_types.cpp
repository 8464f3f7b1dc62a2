// expect: sqlalloy: coalesce() mixes types that do not compare; cast them to one with sa::cast
#include <sqlalloy/expr/column.hpp>
#include <sqlalloy/expr/null.hpp>

#include <string>

namespace sa = sqlalloy;

struct user {
  std::string name{};
  int age{};
};

#if REJECT
constexpr auto text = sa::coalesce(sa::col<&user::age>, "unknown");  // the line at fault
#else
constexpr auto text = sa::coalesce(sa::col<&user::age>, 0);
#endif
