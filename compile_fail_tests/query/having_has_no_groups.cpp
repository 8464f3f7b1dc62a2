// expect: sqlalloy: having() has no groups to look at; say group_by() first
#include <sqlalloy/query/select.hpp>

#include <string>

namespace sa = sqlalloy;

struct user {
  int id{};
  std::string name{};
  int age{};
};

#if REJECT
constexpr auto query = sa::select(sa::col<&user::name>).having(sa::count() > 1);  // the line at fault
#else
constexpr auto query = sa::select(sa::col<&user::name>).group_by(sa::col<&user::name>).having(sa::count() > 1);
#endif
