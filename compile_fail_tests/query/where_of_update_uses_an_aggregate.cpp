// expect: sqlalloy: where() uses an aggregate, but it looks at single rows; compare with a scalar subquery
#include <sqlalloy/query/update.hpp>

#include <string>

namespace sa = sqlalloy;

struct user {
  int id{};
  std::string name{};
  int age{};
};

#if REJECT
constexpr auto query = sa::update<user>()
                           .set(sa::col<& user::name> = "x")
                           .where(sa::col<&user::age> == sa::max(sa::col<&user::age>));  // the line at fault
#else
constexpr auto query = sa::update<user>().set(sa::col<& user::name> = "x").where(sa::col<&user::age> == 40);
#endif
