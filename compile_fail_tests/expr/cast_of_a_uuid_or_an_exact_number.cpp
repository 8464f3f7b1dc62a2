// expect: sqlalloy: cast() converts a UUID or an exact number, which each database keeps in a form of its own;
//   convert it in C++
#include <sqlalloy/expr/cast.hpp>
#include <sqlalloy/expr/column.hpp>
#include <sqlalloy/type/uuid.hpp>

#include <string>

namespace sa = sqlalloy;

struct user {
  boost::uuids::uuid id{};
  int age{};
};

#if REJECT
constexpr auto value = sa::cast<std::string>(sa::col<&user::id>);  // the line at fault
#else
constexpr auto value = sa::cast<std::string>(sa::col<&user::age>);
#endif
