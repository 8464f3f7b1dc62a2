// expect: sqlalloy: path<> (or col<>) goes on with a member of another struct; name a member of the struct that the
//   one before it is
#include <sqlalloy/expr/column.hpp>
#include <sqlalloy/expr/comparison.hpp>

#include <string>

namespace sa = sqlalloy;

struct address {
  std::string city{};
};

struct customer {
  std::string city{};
  address home{};
};

#if REJECT
constexpr auto city = sa::col<&customer::home, &customer::city>;  // the line at fault
#else
constexpr auto city = sa::col<&customer::home, &address::city>;
#endif
