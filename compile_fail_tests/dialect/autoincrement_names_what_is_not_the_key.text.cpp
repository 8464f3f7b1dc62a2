// expect: sqlalloy: sa::autoincrement names a column that is no integer or not the whole primary key, which
//   databases do not number; leave it out
#include <sqlalloy/dialect/ddl.hpp>
#include <sqlalloy/dialect/sqlite.hpp>

#include <string>

namespace sa = sqlalloy;

struct country {
  std::string code{};

#if REJECT
  using table = sa::table<"countries", sa::primary_key<&country::code>, sa::autoincrement<&country::code>>;
#else
  using table = sa::table<"countries", sa::primary_key<&country::code>>;
#endif
};

constexpr auto sql = sa::create_all_sql<sa::sqlite::dialect>(sa::tables<country>);  // the line at fault
