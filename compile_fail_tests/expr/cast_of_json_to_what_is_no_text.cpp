// expect: sqlalloy: cast() converts JSON to or from what is no text; cast it to std::string first
#include <sqlalloy/expr/cast.hpp>
#include <sqlalloy/expr/column.hpp>
#include <sqlalloy/type/json.hpp>

#include <string>

namespace sa = sqlalloy;

struct note {
  sa::json body{};
  std::string text{};
};

#if REJECT
constexpr auto node = sa::cast<int>(sa::col<&note::body>);  // the line at fault
#else
constexpr auto node = sa::cast<int>(sa::cast<std::string>(sa::col<&note::body>));
#endif
