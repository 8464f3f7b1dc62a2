// expect: sqlalloy: with() names a column of another table; name columns of the struct that is inserted
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
auto query = sa::insert(user{}).with(sa::col<&post::id>);  // the line at fault
#else
auto query = sa::insert(user{}).with(sa::col<&user::id>);
#endif
