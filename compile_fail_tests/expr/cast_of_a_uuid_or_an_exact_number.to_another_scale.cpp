// expect: sqlalloy: cast() converts a UUID or an exact number, which each database keeps in a form of its own;
//   convert it in C++
#include <sqlalloy/expr/cast.hpp>
#include <sqlalloy/expr/column.hpp>
#include <sqlalloy/type/decimal.hpp>

namespace sa = sqlalloy;

struct item {
  sa::decimal<2> price{};
};

#if REJECT
constexpr auto value = sa::cast<sa::decimal<3>>(sa::col<&item::price>);  // the line at fault
#else
constexpr auto value = sa::cast<sa::decimal<2>>(sa::col<&item::price>);
#endif
