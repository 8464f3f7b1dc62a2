// expect: sqlalloy: values() is given what is no assignment; write column = value
#include <sqlalloy/query/insert.hpp>

#include <sqlalloy/expr/comparison.hpp>

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
constexpr auto query = sa::insert<user>().values(sa::col<&user::name> == "Ada");  // the line at fault
#else
constexpr auto query = sa::insert<user>().values(sa::col<& user::name> = "Ada");
#endif
