// expect: sqlalloy: where() is given what is no condition; compare it with something
#include <sqlalloy/query/delete.hpp>

#include <string>

namespace sa = sqlalloy;

struct user {
  int id{};
  std::string name{};
  int age{};
};

#if REJECT
constexpr auto query = sa::delete_from<user>().where(sa::col<&user::age>);  // the line at fault
#else
constexpr auto query = sa::delete_from<user>().where(sa::col<&user::age> > 17);
#endif
