// expect: sqlalloy: group_by() has a value in it, which makes it another expression than that of select();
//    say .as("x"_n) there and group_by("x"_n)
#include <sqlalloy/expr/arithmetic.hpp>
#include <sqlalloy/query/select.hpp>

#include <cstdint>

namespace sa = sqlalloy;
using namespace sa::literals;

struct user {
  std::int64_t id{};
  int age{};
};

constexpr auto age = sa::col<&user::age>;
constexpr auto decade = (age / 10).as("decade"_n);

#if REJECT
constexpr auto query = sa::select(decade).group_by(age / 10);  // the line at fault
#else
constexpr auto query = sa::select(decade).group_by("decade"_n);
#endif
