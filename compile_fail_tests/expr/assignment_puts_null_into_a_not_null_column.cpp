// expect: sqlalloy: operator= puts NULL into a column that is NOT NULL; make the member a std::optional
#include <sqlalloy/expr/column.hpp>

#include <optional>
#include <string>

namespace sa = sqlalloy;

struct user {
  std::string name{};
  std::optional<std::string> email{};
};

#if REJECT
constexpr auto change = sa::col<& user::name> = std::nullopt;  // the line at fault
#else
constexpr auto change = sa::col<& user::email> = std::nullopt;
#endif
