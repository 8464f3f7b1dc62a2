// expect: sqlalloy: operator[] asks a subquery for a column that its select() does not name; select it
#include <sqlalloy/query/subquery.hpp>

#include <string>

namespace sa = sqlalloy;
using namespace sa::literals;

struct user {
  int id{};
  std::string name{};
  int age{};
};

constexpr auto names = sa::subquery(sa::select(sa::col<&user::name>), "names"_n);

#if REJECT
constexpr auto query = sa::select(names[sa::col<&user::age>]);  // the line at fault
#else
constexpr auto query = sa::select(names[sa::col<&user::name>]);
#endif
