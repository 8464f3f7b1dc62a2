// expect: sqlalloy: returning() uses a column of another table; return columns of this one
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
constexpr auto query =
    sa::update<user>().set(sa::col<& user::name> = "x").returning(sa::col<&post::id>);  // the line at fault
#else
constexpr auto query = sa::update<user>().set(sa::col<& user::name> = "x").returning(sa::col<&user::id>);
#endif
