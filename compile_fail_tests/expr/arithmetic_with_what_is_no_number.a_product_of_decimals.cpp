// expect: sqlalloy: an arithmetic operator is given what is no number; join text with sa::concat
#include <sqlalloy/expr/arithmetic.hpp>
#include <sqlalloy/expr/column.hpp>
#include <sqlalloy/type/decimal.hpp>

namespace sa = sqlalloy;

struct item {
  sa::decimal<2> price{};
};

#if REJECT
constexpr auto area = sa::col<&item::price> * sa::col<&item::price>;  // the line at fault
#else
constexpr auto twice = sa::col<&item::price> + sa::col<&item::price>;
#endif
