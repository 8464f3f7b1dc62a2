// expect: sqlalloy: default_values() leaves out a column that is NOT NULL and has no default; use values()
#include <sqlalloy/query/insert.hpp>

#include <string>

namespace sa = sqlalloy;

struct user {
  int id{};
  std::string name{};
};

struct post {
  int id{};
  std::string title{};
};

auto query = [](auto entity) {
#if REJECT
  return sa::insert<decltype(entity)>().default_values();  // the line at fault
#else
  return sa::insert<decltype(entity)>().values(sa::col<&user::name> = "Ada");
#endif
}(user{});
