// expect: sqlalloy: order_by() uses a name that no column of select() has; give it with .as()
#include <sqlalloy/query/select.hpp>

#include <string>

namespace sa = sqlalloy;
using namespace sa::literals;

struct user {
  int id{};
  std::string name{};
  int age{};
};

#if REJECT
constexpr auto query = sa::select(sa::col<&user::name>, sa::count())
                           .group_by(sa::col<&user::name>)
                           .order_by("total"_n);  // the line at fault
#else
constexpr auto query =
    sa::select(sa::col<&user::name>, sa::count().as("total"_n)).group_by(sa::col<&user::name>).order_by("total"_n);
#endif
