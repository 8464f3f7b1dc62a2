// expect: sqlalloy: order_by() uses a column that group_by() does not name; group by it, or aggregate it
#include <sqlalloy/expr/aggregate.hpp>
#include <sqlalloy/expr/comparison.hpp>
#include <sqlalloy/query/select.hpp>
#include <sqlalloy/query/subquery.hpp>

#include <cstdint>
#include <string>

namespace sa = sqlalloy;

struct user {
  std::int64_t id{};
  std::string name{};
  int age{};
};

constexpr auto name = sa::col<&user::name>;
constexpr auto age = sa::col<&user::age>;

#if REJECT
constexpr auto any = sa::exists(sa::select(name).group_by(name).order_by(age));  // the line at fault
#else
constexpr auto any = sa::exists(sa::select(name).group_by(name).order_by(sa::max(age)));
#endif
