// expect: sqlalloy: create_all() meets a foreign key whose columns have other types than those it refers to; give
//   both sides the same type
#include <sqlalloy/dialect/ddl.hpp>
#include <sqlalloy/dialect/sqlite.hpp>

#include <string>

namespace sa = sqlalloy;

struct country {
  int id{};
};

struct city {
  int id{};
#if REJECT
  std::string country_id{};
#else
  int country_id{};
#endif

  using table = sa::table<"cities", sa::primary_key<&city::id>, sa::references<&city::country_id, country>>;
};

constexpr auto sql = sa::create_all_sql<sa::sqlite::dialect>(sa::tables<country, city>);  // the line at fault
