// expect: sqlalloy: returning() uses a column of another table; return columns of this one
#include <sqlalloy/query/delete.hpp>

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
  return sa::delete_from<decltype(entity)>().returning(sa::col<&post::id>);  // the line at fault
#else
  return sa::delete_from<decltype(entity)>().returning(sa::col<&user::id>);
#endif
}(user{});
