// expect: sqlalloy: values() sets a column of another table; set columns of the table that is inserted into
#include <sqlalloy/query/insert.hpp>

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
constexpr auto query = sa::insert<user>().values(sa::col<& post::title> = "x");  // the line at fault
#else
constexpr auto query = sa::insert<user>().values(sa::col<& user::name> = "x");
#endif
