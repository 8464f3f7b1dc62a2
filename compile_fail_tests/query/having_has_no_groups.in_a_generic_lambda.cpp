// expect: sqlalloy: having() has no groups to look at; say group_by() first
#include <sqlalloy/query/select.hpp>

#include <string>

namespace sa = sqlalloy;

struct user {
  int id{};
  std::string name{};
  int age{};
};

auto query = [](auto entity) {
#if REJECT
  return sa::select<decltype(entity)>().having(sa::count() > 1);  // the line at fault
#else
  return sa::select<decltype(entity)>().group_by(sa::col<&user::name>).having(sa::count() > 1);
#endif
}(user{});
