// expect: sqlalloy: in() is given a list whose elements may be NULL, are bits, or are not contiguous; make it a
//   std::vector of plain values
#include <sqlalloy/expr/column.hpp>
#include <sqlalloy/expr/range.hpp>

#include <set>
#include <vector>

namespace sa = sqlalloy;

struct user {
  int id{};
  int age{};
};

#if REJECT
std::set<int> ages{17, 18};
#else
std::vector<int> ages{17, 18};
#endif

auto condition = sa::not_in(sa::col<&user::age>, ages);  // the line at fault
