// expect: sqlalloy: text() is given a value for which it has no placeholder; write :name in the text
#include <sqlalloy/query/text.hpp>

namespace sa = sqlalloy;
using namespace sa::literals;

#if REJECT
constexpr auto query = sa::text<"DELETE FROM users WHERE id = :id">("id"_p = 5, "ID"_p = 5);  // the line at fault
#else
constexpr auto query = sa::text<"DELETE FROM users WHERE id = :id">("id"_p = 5);
#endif
