// expect: sqlalloy: order_by() has JSON or a number of any size, which not every database sorts; sort by another
//   column
#include <sqlalloy/query/select.hpp>
#include <sqlalloy/type/json.hpp>

namespace sa = sqlalloy;

struct note {
  sa::json body{};
  int number{};
};

constexpr auto notes = sa::select(sa::col<&note::number>);
#if REJECT
constexpr auto node = notes.order_by(sa::when(true, sa::col<&note::body>));  // the line at fault
#else
constexpr auto node = notes.order_by(sa::when(true, sa::col<&note::number>));
#endif
