// expect: sqlalloy: set() sets a column twice; say it once
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
    sa::update<user>().set(sa::col<& user::name> = "x", sa::col<& user::name> = "y");  // the line at fault
#else
constexpr auto query = sa::update<user>().set(sa::col<& user::name> = "x");
#endif
