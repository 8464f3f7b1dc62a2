// expect: sqlalloy: values() leaves out a column that is NOT NULL and has no default; set it
#include <sqlalloy/query/insert.hpp>

#include <string>

namespace sa = sqlalloy;

struct user {
  int id{};
  std::string name{};
  int age{};
};

auto query = [](auto entity) {
#if REJECT
  return sa::insert<decltype(entity)>().values(sa::col<&user::name> = "Ada");  // the line at fault
#else
  return sa::insert<decltype(entity)>().values(sa::col<&user::name> = "Ada", sa::col<&user::age> = 36);
#endif
}(user{});
