// expect: sqlalloy: with() names a column that the database computes; leave it out
#include <sqlalloy/query/insert.hpp>

#include <sqlalloy/expr/arithmetic.hpp>

namespace sa = sqlalloy;

struct user {
  int id{};
  int born{};
  int age{};

  using table = sa::table<"users", sa::primary_key<&user::id>, sa::computed<&user::age, 2000 - sa::col<&user::born>>>;
};

auto query = [](auto entity) {
#if REJECT
  return sa::insert(entity).with(sa::col<&user::age>);  // the line at fault
#else
  return sa::insert(entity).with(sa::col<&user::id>);
#endif
}(user{});
