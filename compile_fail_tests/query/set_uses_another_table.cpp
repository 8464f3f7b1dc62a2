// expect: sqlalloy: set() uses a column of another table; use a scalar subquery
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

#if REJECT
constexpr auto query = sa::update<user>().set(sa::col<& user::name> = sa::col<&post::title>);  // the line at fault
#else
constexpr auto query = sa::update<user>().set(sa::col<& user::name> = "x");
#endif
