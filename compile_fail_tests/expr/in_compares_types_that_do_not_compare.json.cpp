// expect: sqlalloy: in() compares types that do not compare; cast one of them with sa::cast
#include <sqlalloy/expr/cast.hpp>
#include <sqlalloy/expr/column.hpp>
#include <sqlalloy/expr/range.hpp>
#include <sqlalloy/type/json.hpp>

#include <string>

namespace sa = sqlalloy;

struct note {
  sa::json body{};
  std::string text{};
};

#if REJECT
constexpr auto node = sa::in(sa::col<&note::body>, sa::col<&note::body>);  // the line at fault
#else
constexpr auto node = sa::in(sa::cast<std::string>(sa::col<&note::body>), "{}");
#endif
