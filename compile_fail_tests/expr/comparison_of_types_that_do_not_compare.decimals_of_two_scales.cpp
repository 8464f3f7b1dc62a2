// expect: sqlalloy: a comparison has two types that do not compare; cast one of them with sa::cast
#include <sqlalloy/expr/column.hpp>
#include <sqlalloy/expr/comparison.hpp>
#include <sqlalloy/type/decimal.hpp>

namespace sa = sqlalloy;

struct item {
  sa::decimal<2> price{};
};

#if REJECT
constexpr auto dear = sa::col<&item::price> > sa::decimal<3>("0.125");  // the line at fault
#else
constexpr auto dear = sa::col<&item::price> > sa::decimal<2>("0.12");
#endif
