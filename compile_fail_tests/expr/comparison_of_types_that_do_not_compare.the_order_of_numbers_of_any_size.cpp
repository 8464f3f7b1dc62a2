// expect: sqlalloy: a comparison has two types that do not compare; cast one of them with sa::cast
#include <sqlalloy/expr/column.hpp>
#include <sqlalloy/expr/comparison.hpp>
#include <sqlalloy/type/multiprecision.hpp>

namespace sa = sqlalloy;

struct sample {
  boost::multiprecision::cpp_dec_float_50 size{};
  int number{};
};

#if REJECT
constexpr auto node = sa::col<&sample::size> < sa::col<&sample::size>;  // the line at fault
#else
constexpr auto node = sa::col<&sample::size> == sa::col<&sample::size>;
#endif
