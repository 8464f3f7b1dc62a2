// expect: sqlalloy: do_update() sets a column that the database computes; leave it out
#include <sqlalloy/query/upsert.hpp>

#include <sqlalloy/expr/arithmetic.hpp>
#include <sqlalloy/query/insert.hpp>

namespace sa = sqlalloy;

struct user {
  int id{};
  int born{};
  int age{};

  using table = sa::table<"users", sa::primary_key<&user::id>, sa::computed<&user::age, 2000 - sa::col<&user::born>>>;
};

#if REJECT
auto query =
    sa::insert(user{}).on_conflict(sa::col<&user::id>).do_update(sa::col<& user::age> = 36);  // the line at fault
#else
auto query = sa::insert(user{}).on_conflict(sa::col<&user::id>).do_update(sa::col<& user::born> = 1980);
#endif
