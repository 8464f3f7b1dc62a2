// expect: sqlalloy: columns() names a column twice; say it once
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
constexpr auto target = sa::insert<user>().columns(sa::col<&user::name>, sa::col<&user::name>);  // the line at fault
#else
constexpr auto target = sa::insert<user>().columns(sa::col<&user::name>);
#endif
