// expect: sqlalloy: col<> names a composite as a whole, which is several columns; name one of them, as in
//   sa::col<&Customer::home, &Address::city>
#include <sqlalloy/expr/column.hpp>
#include <sqlalloy/query/select.hpp>

#include <sqlalloy/expr/comparison.hpp>
#include <string>

namespace sa = sqlalloy;

struct address {
  std::string city{};
};

struct customer {
  int id{};
  address home{};
};

#if REJECT
constexpr auto query = sa::select<customer>().where(sa::col<&customer::home> == "Paris");  // the line at fault
#else
constexpr auto query = sa::select<customer>().where(sa::col<&customer::home, &address::city> == "Paris");
#endif
