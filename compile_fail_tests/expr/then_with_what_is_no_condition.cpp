// expect: sqlalloy: then() is given what is no condition; compare it with something
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
constexpr auto group = sa::case_(sa::then(sa::col<&user::age>, "adult"), sa::else_("child"));  // the line at fault
#else
constexpr auto group = sa::case_(sa::then(sa::col<&user::age> > 17, "adult"), sa::else_("child"));
#endif
