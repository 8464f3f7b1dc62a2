// expect: sqlalloy: where() uses a column of another table; ask that table in a subquery: sa::in() or sa::exists()
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
  return sa::delete_from<decltype(entity)>().where(sa::col<&post::title> == "x");  // the line at fault
#else
  return sa::delete_from<decltype(entity)>().where(sa::col<&user::name> == "x");
#endif
}(user{});
