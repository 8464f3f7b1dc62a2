// expect: sqlalloy: on_conflict() names columns that are no primary key and not unique; name those of a key
#include <sqlalloy/query/insert.hpp>

#include <string>

namespace sa = sqlalloy;

struct user {
  int id{};
  std::string name{};
  int age{};
};

#if REJECT
auto query = sa::insert(user{}).on_conflict(sa::col<&user::name>).do_nothing();  // the line at fault
#else
auto query = sa::insert(user{}).on_conflict(sa::col<&user::id>).do_nothing();
#endif
