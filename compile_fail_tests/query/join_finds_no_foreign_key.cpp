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

#if REJECT
constexpr auto query = sa::select<user>().join(sa::tables<post>);  // the line at fault
#else
constexpr auto query = sa::select<user>().join(sa::tables<post>, sa::col<&post::title> == sa::col<&user::name>);
#endif
