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
  int author_id{};

#if REJECT
  using table = sa::table<"books", sa::references<&author::id, author>>;
#else
  using table = sa::table<"books", sa::references<&book::author_id, author>>;
#endif
};

constexpr auto sql = sa::create_all_sql<sa::sqlite::dialect>(sa::tables<author, book>);  // the line at fault
