// expect: sqlalloy: two structs in one table have a column of the same name and different types; give one another name
//   with sa::column_name
#include <sqlalloy/dialect/ddl.hpp>
#include <sqlalloy/dialect/sqlite.hpp>
#include <sqlalloy/type/arithmetic.hpp>

namespace sa = sqlalloy;

struct vehicle {
  int id{};
  int kind{};

  using table = sa::table<"vehicles", sa::primary_key<&vehicle::id>, sa::polymorphic_on<&vehicle::kind>>;
};
struct car {
  vehicle base{};
  int seats{};

  using table = sa::table<"vehicles", sa::inherits<&car::base>, sa::polymorphic_identity<1>>;
};
struct bus {
  vehicle base{};
#if REJECT
  double seats{};
#else
  int seats{};
#endif

  using table = sa::table<"vehicles", sa::inherits<&bus::base>, sa::polymorphic_identity<2>>;
};

constexpr auto sql = sa::create_all_sql<sa::sqlite::dialect>(sa::tables<vehicle, car, bus>);  // the line at fault
