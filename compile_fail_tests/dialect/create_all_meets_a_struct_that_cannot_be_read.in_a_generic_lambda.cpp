// expect: sqlalloy: create_all() meets a struct whose fields cannot be found; make it an aggregate without base
//   classes, C arrays and references, or adapt it with BOOST_HANA_ADAPT_STRUCT
#include <sqlalloy/dialect/ddl.hpp>
#include <sqlalloy/dialect/sqlite.hpp>

namespace sa = sqlalloy;

#if REJECT
struct user {
  int id{};
  char name[40]{};
};
#else
struct user {
  int id{};
};
#endif

auto sql = [](auto) {
  constexpr auto users = sa::tables<user>;
  return sa::create_all_sql<sa::sqlite::dialect>(users);  // the line at fault
}(0);
