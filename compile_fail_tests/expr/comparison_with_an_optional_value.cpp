// expect: sqlalloy: a comparison has a std::optional on one side, which finds nothing where it is empty; say
//   *value, or sa::is_not_distinct_from
#include <sqlalloy/expr/column.hpp>
#include <sqlalloy/expr/comparison.hpp>

#include <optional>
#include <string>

namespace sa = sqlalloy;

struct user {
  int id{};
  std::optional<std::string> email{};
};

auto has(const std::optional<std::string>& address) {
#if REJECT
  return sa::col<&user::email> == address;  // the line at fault
#else
  return sa::is_not_distinct_from(sa::col<&user::email>, address);
#endif
}
