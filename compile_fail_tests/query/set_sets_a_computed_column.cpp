// expect: sqlalloy: set() sets a column that the database computes; leave it out
#include <sqlalloy/query/update.hpp>

#include <sqlalloy/expr/arithmetic.hpp>

namespace sa = sqlalloy;

struct user {
  int id{};
  int born{};
  int age{};

  using table = sa::table<"users", sa::primary_key<&user::id>, sa::computed<&user::age, 2000 - sa::col<&user::born>>>;
};

#if REJECT
constexpr auto query = sa::update<user>().set(sa::col<& user::age> = 20);  // the line at fault
#else
constexpr auto query = sa::update<user>().set(sa::col<& user::born> = 1980);
#endif
