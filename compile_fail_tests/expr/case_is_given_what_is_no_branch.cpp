// expect: sqlalloy: case_() takes sa::then() and at the end sa::else_(), and is given something else; say
//   sa::else_(value)
#include <sqlalloy/expr/case.hpp>
#include <sqlalloy/expr/column.hpp>
#include <sqlalloy/expr/comparison.hpp>

namespace sa = sqlalloy;

struct user {
  int id{};
  int age{};
};

constexpr auto age = sa::col<&user::age>;

#if REJECT
constexpr auto stage = sa::case_(sa::then(age > 17, "adult"), "child");  // the line at fault
#else
constexpr auto stage = sa::case_(sa::then(age > 17, "adult"), sa::else_("child"));
#endif
