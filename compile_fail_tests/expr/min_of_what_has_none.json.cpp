// expect: sqlalloy: min() or max() is given a UUID, JSON or a number of any size, of which not every database has one;
//   compare the values in C++
#include <sqlalloy/expr/aggregate.hpp>
#include <sqlalloy/expr/column.hpp>
#include <sqlalloy/type/json.hpp>

#include <string>

namespace sa = sqlalloy;

struct note {
  sa::json body{};
  std::string text{};
};

#if REJECT
constexpr auto node = sa::max(sa::col<&note::body>);  // the line at fault
#else
constexpr auto node = sa::max(sa::col<&note::text>);
#endif
