// expect: sqlalloy: text() has a placeholder without a value; pass "name"_p = value
#include <sqlalloy/query/text.hpp>

namespace sa = sqlalloy;
using namespace sa::literals;

#if REJECT
constexpr auto query = sa::text<"DELETE FROM users WHERE id = :id">();  // the line at fault
#else
constexpr auto query = sa::text<"DELETE FROM users WHERE id = :id">("id"_p = 5);
#endif
