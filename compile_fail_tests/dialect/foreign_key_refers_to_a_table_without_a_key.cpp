// expect: sqlalloy: create_all() meets a foreign key to a table that has no primary key; give it one, or name the
//   columns with sa::foreign_key
#include <sqlalloy/dialect/ddl.hpp>
#include <sqlalloy/dialect/sqlite.hpp>

namespace sa = sqlalloy;

struct country {
#if REJECT
  int number{};
#else
  int id{};
#endif
};

struct city {
  int id{};
  int country_id{};

  using table = sa::table<"cities", sa::primary_key<&city::id>, sa::references<&city::country_id, country>>;
};

constexpr auto sql = sa::create_all_sql<sa::sqlite::dialect>(sa::tables<country, city>);  // the line at fault
