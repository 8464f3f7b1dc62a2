// expect: sqlalloy: text() has a placeholder without a value; pass "name"_p = value
#include <sqlalloy/query/text.hpp>

namespace sa = sqlalloy;
using namespace sa::literals;

auto query = [](auto... value) {
#if REJECT
  return sa::text<"DELETE FROM users WHERE id = :id">(value...);  // the line at fault
#else
  return sa::text<"DELETE FROM users WHERE id = :id">("id"_p = 5, value...);
#endif
}();
