// expect: sqlalloy: operator|| is given what is no condition; compare it, or join text with sa::concat
#include <sqlalloy/expr/column.hpp>
#include <sqlalloy/expr/logical.hpp>
#include <sqlalloy/expr/text.hpp>

#include <string>

namespace sa = sqlalloy;

struct user {
  std::string name{};
  int age{};
};

#if REJECT
constexpr auto text = sa::col<&user::name> || sa::col<&user::name>;  // the line at fault
#else
constexpr auto text = sa::concat(sa::col<&user::name>, sa::col<&user::name>);
#endif
