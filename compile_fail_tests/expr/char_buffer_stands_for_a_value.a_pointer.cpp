// expect: sqlalloy: a char buffer or pointer stands for a value, but may change or die under the query; say
//   std::string
#include <sqlalloy/expr/column.hpp>
#include <sqlalloy/expr/comparison.hpp>

#include <string>

namespace sa = sqlalloy;

struct user {
  std::string name{};
};

const char* pointer = "Ada";

#if REJECT
auto node = sa::col<&user::name> == pointer;  // the line at fault
#else
auto node = sa::col<&user::name> == std::string(pointer);
#endif
