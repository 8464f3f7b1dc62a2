// expect: sqlalloy: a char buffer or pointer stands for a value, but may change or die under the query; say
//   std::string
#include <sqlalloy/expr/assignment.hpp>
#include <sqlalloy/expr/column.hpp>

#include <string>

namespace sa = sqlalloy;

struct user {
  std::string name{};
};

char buffer[] = "Ada";

#if REJECT
auto node = sa::col<& user::name> = buffer;  // the line at fault
#else
auto node = sa::col<& user::name> = std::string(buffer);
#endif
