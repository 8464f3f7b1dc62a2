// expect: sqlalloy: update() is about a struct whose rows stand in two tables; change its objects in a session
#include <sqlalloy/query/update.hpp>
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
constexpr auto query = sa::update<car>();  // the line at fault
#else
constexpr auto query = sa::update<vehicle>();
#endif
