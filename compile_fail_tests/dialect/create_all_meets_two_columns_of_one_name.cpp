// expect: sqlalloy: create_all() meets two columns of one name; give one another with sa::column_name
#include <sqlalloy/dialect/ddl.hpp>
#include <sqlalloy/dialect/sqlite.hpp>

namespace sa = sqlalloy;

struct book {
  int id{};
  int pages{};
  int sheets{};

#if REJECT
  using table = sa::table<"books", sa::primary_key<&book::id>, sa::column_name<&book::sheets, "pages">>;
#else
  using table = sa::table<"books", sa::primary_key<&book::id>, sa::column_name<&book::sheets, "sheets_of_paper">>;
#endif
};

constexpr auto sql = sa::create_all_sql<sa::sqlite::dialect>(sa::tables<book>);  // the line at fault
