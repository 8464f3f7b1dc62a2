// expect: sqlalloy: create_all() meets an index of a name that another index, a table or a key has (databases look at
//   63 bytes); give it one with sa::named
#include <sqlalloy/dialect/ddl.hpp>
#include <sqlalloy/dialect/postgresql.hpp>

namespace sa = sqlalloy;

struct part {
  int id{};
  int b_c{};

#if REJECT
  using table = sa::table<"a", sa::primary_key<&part::id>, sa::index<&part::b_c>>;
#else
  using table = sa::table<"a", sa::primary_key<&part::id>, sa::named<"parts_by_b_c", sa::index<&part::b_c>>>;
#endif
};
struct piece {
  int id{};
  int c{};
  using table = sa::table<"a_b", sa::primary_key<&piece::id>, sa::index<&piece::c>>;
};

constexpr auto sql = sa::create_all_sql<sa::postgresql::dialect>(sa::tables<part, piece>);  // the line at fault
