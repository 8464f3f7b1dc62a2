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

constexpr auto totals = sa::subquery(sa::select(sa::count().as("total"_n)), "totals"_n);

#if REJECT
constexpr auto query = sa::select(totals["totl"_n]);  // the line at fault
#else
constexpr auto query = sa::select(totals["total"_n]);
#endif
