// expect: sqlalloy: create_all() meets a struct that has its rows in the table of another one, and not that; name it in
//   sa::tables, too
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
  int doors{};

  using table = sa::table<"vehicles", sa::inherits<&car::base>, sa::polymorphic_identity<1>>;
};

#if REJECT
constexpr auto sql = sa::create_all_sql<sa::sqlite::dialect>(sa::tables<car>);  // the line at fault
#else
constexpr auto sql = sa::create_all_sql<sa::sqlite::dialect>(sa::tables<vehicle, car>);
#endif
