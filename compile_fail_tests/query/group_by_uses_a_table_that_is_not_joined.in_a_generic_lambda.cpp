// expect: sqlalloy: group_by() uses a column of a table that is not in from() or join(); join it first
#include <sqlalloy/query/select.hpp>

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
  return sa::select<decltype(entity)>().group_by(sa::col<&post::title>);  // the line at fault
#else
  return sa::select<decltype(entity)>().group_by(sa::col<&user::name>);
#endif
}(user{});
