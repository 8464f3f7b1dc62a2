// expect: sqlalloy: a table option names what is no column of its struct; name fields of the struct, and those of a
//   composite with sa::path
#include <sqlalloy/dialect/ddl.hpp>
#include <sqlalloy/dialect/sqlite.hpp>

namespace sa = sqlalloy;

struct author {
  int id{};
};

struct book {
  int id{};

#if REJECT
  using table = sa::table<"books", sa::primary_key<&author::id>>;
#else
  using table = sa::table<"books", sa::primary_key<&book::id>>;
#endif
};

constexpr auto sql = sa::create_all_sql<sa::sqlite::dialect>(sa::tables<book>);  // the line at fault
