// expect: sqlalloy: a join names a table that is in from() already; give it an alias with sa::alias
#include <sqlalloy/query/select.hpp>
#include <sqlalloy/type/arithmetic.hpp>

namespace sa = sqlalloy;

struct vehicle {
  int id{};
  int kind{};

  using table = sa::table<"vehicles", sa::primary_key<&vehicle::id>, sa::polymorphic_on<&vehicle::kind>>;
};
struct car {
  vehicle base{};
  int doors{};

  using table = sa::table<"cars", sa::inherits<&car::base>, sa::polymorphic_identity<1>>;
};

#if REJECT
constexpr auto query = sa::select<vehicle>().join(sa::tables<car>);  // the line at fault
#else
constexpr auto of_car = sa::alias<car, "c">;
constexpr auto query =
    sa::select<vehicle>().join(of_car, of_car[sa::col<&car::base, &vehicle::id>] == sa::col<&vehicle::id>);
#endif
