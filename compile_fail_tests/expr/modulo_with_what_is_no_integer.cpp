// expect: sqlalloy: operator% is given what is no integer; cast it with sa::cast<std::int64_t>
#include <sqlalloy/expr/arithmetic.hpp>
#include <sqlalloy/expr/cast.hpp>
#include <sqlalloy/expr/column.hpp>

#include <cstdint>

namespace sa = sqlalloy;

struct item {
  int id{};
  double weight{};
};

constexpr auto weight = sa::col<&item::weight>;

#if REJECT
constexpr auto rest = weight % 2;  // the line at fault
#else
constexpr auto rest = sa::cast<std::int64_t>(weight) % 2;
#endif
