// expect: sqlalloy: returning() uses a column of another table; return columns of this one
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
auto query = sa::insert(user{}).returning(sa::col<&post::id>);  // the line at fault
#else
auto query = sa::insert(user{}).returning(sa::col<&user::id>);
#endif
