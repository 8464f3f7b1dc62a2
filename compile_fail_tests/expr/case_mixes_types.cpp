// expect: sqlalloy: case_() mixes results of types that do not compare; cast them to one with sa::cast
#include <sqlalloy/expr/case.hpp>
#include <sqlalloy/expr/column.hpp>
#include <sqlalloy/expr/comparison.hpp>

#include <string>

namespace sa = sqlalloy;

struct user {
  std::string name{};
  int age{};
};

#if REJECT
constexpr auto group = sa::case_(sa::then(sa::col<&user::age> > 17, "adult"), sa::else_(0));  // the line at fault
#else
constexpr auto group = sa::case_(sa::then(sa::col<&user::age> > 17, "adult"), sa::else_("child"));
#endif
