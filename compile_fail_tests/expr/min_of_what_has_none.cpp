// expect: sqlalloy: min() or max() is given a UUID, JSON or a number of any size, of which not every database has one;
//   compare the values in C++
#include <sqlalloy/expr/aggregate.hpp>
#include <sqlalloy/expr/column.hpp>
#include <sqlalloy/type/uuid.hpp>

#include <string>

namespace sa = sqlalloy;

struct user {
  boost::uuids::uuid id{};
  int age{};
};

#if REJECT
constexpr auto value = sa::min(sa::col<&user::id>);  // the line at fault
#else
constexpr auto value = sa::min(sa::col<&user::age>);
#endif
