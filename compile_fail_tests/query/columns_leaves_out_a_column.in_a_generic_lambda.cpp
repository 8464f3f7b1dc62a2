// expect: sqlalloy: columns() leaves out a column that is NOT NULL and has no default; name it
#include <sqlalloy/query/insert.hpp>

#include <string>

namespace sa = sqlalloy;

struct user {
  int id{};
  std::string name{};
  int age{};
};

auto target = [](auto entity) {
#if REJECT
  return sa::insert<decltype(entity)>().columns(sa::col<&user::name>);  // the line at fault
#else
  return sa::insert<decltype(entity)>().columns(sa::col<&user::name>, sa::col<&user::age>);
#endif
}(user{});
