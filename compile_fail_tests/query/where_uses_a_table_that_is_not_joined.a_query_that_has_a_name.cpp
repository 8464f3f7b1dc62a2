// expect: sqlalloy: where() uses a column of a table that is not in from() or join(); join it first, or in
//   a subquery name it in correlate()
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

constexpr auto users = sa::select<user>();

#if REJECT
constexpr auto query = users.where(sa::col<&post::title> == "x");  // the line at fault
#else
constexpr auto query = users.where(sa::col<&user::name> == "x");
#endif
