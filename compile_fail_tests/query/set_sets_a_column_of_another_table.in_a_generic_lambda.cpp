// expect: sqlalloy: set() sets a column of another table; set columns of the table that is updated
#include <sqlalloy/query/update.hpp>

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
  return sa::update<decltype(entity)>().set(sa::col<&post::title> = "x");  // the line at fault
#else
  return sa::update<decltype(entity)>().set(sa::col<&user::name> = "x");
#endif
}(user{});
