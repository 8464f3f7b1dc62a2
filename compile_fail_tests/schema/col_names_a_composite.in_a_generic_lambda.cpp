// expect: sqlalloy: col<> names a composite as a whole, which is several columns; name one of them, as in
//   sa::col<&Customer::home, &Address::city>
#include <sqlalloy/expr/column.hpp>
#include <sqlalloy/query/update.hpp>

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

constexpr auto move_to = [](auto city) {
#if REJECT
  return sa::update<customer>().set(sa::col<&customer::home> = city);  // the line at fault
#else
  return sa::update<customer>().set(sa::col<&customer::home, &address::city> = city);
#endif
};

void move(std::string city) { (void)move_to(city); }
