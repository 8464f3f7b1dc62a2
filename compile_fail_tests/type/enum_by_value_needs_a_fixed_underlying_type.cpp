// expect: sqlalloy: enum_by_value is given an enum without a fixed underlying type; write `enum class`,
//   `enum E : int`, or store it by name
#include <sqlalloy/type/enum.hpp>

#if REJECT
enum colour { red, green, blue };
#else
enum colour : int { red, green, blue };
#endif

template <>
struct sqlalloy::codec<colour> : sqlalloy::enum_by_value<colour> {};  // the line at fault
