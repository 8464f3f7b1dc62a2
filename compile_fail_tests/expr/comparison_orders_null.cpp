// expect: sqlalloy: a comparison by <, <=, > or >= has NULL on one side, which is never true; use == or !=
#include <sqlalloy/expr/column.hpp>
#include <sqlalloy/expr/comparison.hpp>

#include <optional>

namespace sa = sqlalloy;

struct user {
  std::optional<int> age{};
};

#if REJECT
constexpr auto condition = sa::col<&user::age> < std::nullopt;  // the line at fault
#else
constexpr auto condition = sa::col<&user::age> == std::nullopt;
#endif
