// expect: sqlalloy: a join finds no foreign key to a table in from(); say the condition: join(table, on)
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
  return sa::select<decltype(entity)>().join(sa::tables<post>);  // the line at fault
#else
  return sa::select<decltype(entity)>().join(sa::tables<post>, sa::col<&post::title> == sa::col<&user::name>);
#endif
}(user{});
