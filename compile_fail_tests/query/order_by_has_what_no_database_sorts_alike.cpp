// expect: sqlalloy: order_by() has JSON or a number of any size, which not every database sorts; sort by another
//   column
#include <sqlalloy/query/select.hpp>
#include <sqlalloy/type/multiprecision.hpp>

namespace sa = sqlalloy;

struct sample {
  boost::multiprecision::cpp_dec_float_50 size{};
  int number{};
};

#if REJECT
constexpr auto node = sa::select(sa::col<&sample::number>).order_by(sa::col<&sample::size>);  // the line at fault
#else
constexpr auto node = sa::select(sa::col<&sample::size>).order_by(sa::col<&sample::number>);
#endif
