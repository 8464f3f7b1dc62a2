// expect: sqlalloy: do_update() is given what is no assignment; write column = value
#include <sqlalloy/query/upsert.hpp>

#include <sqlalloy/expr/comparison.hpp>
#include <sqlalloy/query/insert.hpp>

#include <string>

namespace sa = sqlalloy;

struct user {
  int id{};
  std::string name{};
  int age{};
};

#if REJECT
auto query =
    sa::insert(user{}).on_conflict(sa::col<&user::id>).do_update(sa::col<&user::age> == 36);  // the line at fault
#else
auto query = sa::insert(user{}).on_conflict(sa::col<&user::id>).do_update(sa::col<& user::age> = 36);
#endif
