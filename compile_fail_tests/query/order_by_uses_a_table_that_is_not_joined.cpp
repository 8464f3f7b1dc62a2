// expect: sqlalloy: order_by() uses a column of a table that is not in from() or join(); join it first
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
constexpr auto query = sa::select<user>().order_by(sa::desc(sa::col<&post::title>));  // the line at fault
#else
constexpr auto query = sa::select<user>().order_by(sa::desc(sa::col<&user::name>));
#endif
