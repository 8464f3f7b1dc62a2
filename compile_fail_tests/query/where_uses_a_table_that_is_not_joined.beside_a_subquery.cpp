// expect: sqlalloy: where() uses a column of a table that is not in from() or join(); join it first, or in
//   a subquery name it in correlate()
#include <sqlalloy.hpp>

namespace sa = sqlalloy;
using namespace sa::literals;

struct user {
  int id{};
  int age{};
};

constexpr auto totals = sa::subquery(sa::select<user>(), "totals"_n);
constexpr auto id = totals[sa::col<&user::id>];

// FROM is missing, and so the select list is out of sight, too: one of the two is said.
#if REJECT
constexpr auto query = sa::select(id).where(id == 1);  // the line at fault
#else
constexpr auto query = sa::select(id).from(totals).where(id == 1);
#endif
constexpr auto sql = sa::sql<sa::sqlite::dialect>(query);
